import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { missingObjects } from '../support/missing-objects.ts';

const CONFIG_ERROR = 'CreateContainerConfigError';

export default defineClassifier({
  code: 'ConfigMapMissing',
  title: 'ConfigMap "{name}" does not exist',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'A setting of {who} comes from ConfigMap "{name}", and there is no such ConfigMap in namespace {namespace}. Nothing starts until it exists.',
  fix: [
    'Create ConfigMap "{name}" in namespace {namespace}: the pod then starts by itself.',
    'Correct the name in {workload} if it is spelled differently there.',
    'Mark the reference as optional: true if the application works without it.',
  ],
  commands: ['{kubectl} get configmaps', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
  classify(snapshot) {
    return missingObjects(snapshot, 'configmap');
  },
  examples: [
    {
      name: 'a variable from a ConfigMap that is not there keeps the container from starting',
      given: { pods: [waitingPod(CONFIG_ERROR, 'configmap "shop-settings" not found')] },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: CONFIG_ERROR,
          details: { name: 'shop-settings' },
        },
      ],
    },
    {
      name: 'a missing Secret is SecretMissing, not this',
      given: { pods: [waitingPod(CONFIG_ERROR, 'secret "shop-settings" not found')] },
      found: [],
    },
  ],
});
