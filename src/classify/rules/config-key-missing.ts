import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { missingKey } from '../support/missing-keys.ts';
import { missingInputs } from '../support/missing-objects.ts';

const CONFIG_ERROR = 'CreateContainerConfigError';

export default defineClassifier({
  code: 'ConfigKeyMissing',
  title: 'Key "{key}" is missing in {holder}',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'A setting of {who} is key "{key}" of {holder} in namespace {namespace}. The object exists, but has no such key. Nothing starts until it has.',
  fix: [
    'Add key "{key}" to {holder}: the pod then starts by itself.',
    'Correct the key in {workload} if it is spelled differently there; upper and lower case count.',
    'Mark the reference as optional: true if the application works without it.',
  ],
  commands: ['{kubectl} describe {holderPath}', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/configure-pod-configmap/',
  classify(snapshot) {
    return missingInputs(snapshot, missingKey);
  },
  examples: [
    {
      name: 'a variable from a key that its ConfigMap does not have',
      given: {
        pods: [
          waitingPod(CONFIG_ERROR, "couldn't find key currency in ConfigMap shop/shop-settings"),
        ],
      },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: CONFIG_ERROR,
          details: {
            key: 'currency',
            holder: 'ConfigMap "shop-settings"',
            holderPath: 'configmap/shop-settings',
          },
        },
      ],
    },
    {
      name: 'a ConfigMap that does not exist at all is ConfigMapMissing, not this',
      given: { pods: [waitingPod(CONFIG_ERROR, 'configmap "shop-settings" not found')] },
      found: [],
    },
  ],
});
