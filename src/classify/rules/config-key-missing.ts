import { defineClassifier } from '../define.ts';
import { waitingPod } from '../support/example-pods.ts';
import { missingInputs } from '../support/missing-objects.ts';

const CONFIG_ERROR = 'CreateContainerConfigError';

/** The kubelet about a variable: it names the object with its namespace. */
const VARIABLE =
  /couldn't find key ([-._A-Za-z0-9]{1,253}) in (ConfigMap|Secret) [a-z0-9-]{1,63}\/([a-z0-9.-]{1,253})/;
/** The kubelet about a volume: it names the volume, and not the object behind it. */
const VOLUME =
  /volume "([a-z0-9-]{1,63})".{0,60}references non-existent (config|secret) key: ([-._A-Za-z0-9]{1,253})/;

function missingKey(message: string): Readonly<Record<string, string>> | undefined {
  return missingVariableKey(message) ?? missingVolumeKey(message);
}

function missingVariableKey(message: string) {
  const [, key, kind, name] = VARIABLE.exec(message) ?? [];
  if (key === undefined || kind === undefined || name === undefined) return undefined;
  return { key, holder: `${kind} "${name}"`, holderPath: `${kind.toLowerCase()}/${name}` };
}

function missingVolumeKey(message: string) {
  const [, volume, sort, key] = VOLUME.exec(message) ?? [];
  if (key === undefined || sort === undefined || volume === undefined) return undefined;
  const kind = sort === 'config' ? 'ConfigMap' : 'Secret';
  return { key, holder: `the ${kind} of volume "${volume}"`, holderPath: `${kind.toLowerCase()}s` };
}

function failing(message: string) {
  return { pods: [waitingPod(CONFIG_ERROR, message)] };
}

export default defineClassifier({
  code: 'ConfigKeyMissing',
  title: 'Key "{key}" is missing in {holder}',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'A setting or file of {who} is key "{key}" of {holder} in namespace {namespace}. The object exists, but has no such key. Nothing starts until it has.',
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
      given: failing("couldn't find key currency in ConfigMap shop/shop-settings"),
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
      given: failing('configmap "shop-settings" not found'),
      found: [],
    },
  ],
});
