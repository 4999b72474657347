import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { missingObjects } from '../support/missing-objects.ts';

const CONFIG_ERROR = 'CreateContainerConfigError';

export default defineClassifier({
  code: 'SecretMissing',
  title: 'Secret "{name}" does not exist',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'A password, key or file of {who} comes from Secret "{name}", and there is no such Secret in namespace {namespace}. Nothing starts until it exists.',
  fix: [
    'Create Secret "{name}" in namespace {namespace}: the pod then starts by itself.',
    'Correct the name in {workload} if it is spelled differently there.',
    'Check the tool that should create it, such as an external secrets operator, if you do not create it yourself.',
    'Mark the reference as optional: true if the application works without it.',
  ],
  commands: ['{kubectl} get secrets', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/configuration/secret/',
  classify(snapshot) {
    return missingObjects(snapshot, 'secret');
  },
  examples: [
    {
      name: 'a variable from a Secret that is not there keeps the container from starting',
      given: { pods: [waitingPod(CONFIG_ERROR, 'secret "shop-settings" not found')] },
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
      name: 'a missing ConfigMap is ConfigMapMissing, not this',
      given: { pods: [waitingPod(CONFIG_ERROR, 'configmap "shop-settings" not found')] },
      found: [],
    },
  ],
});
