import { defineClassifier } from '../define.ts';
import { ago, event, pod, waitingContainer } from '../support/examples.ts';
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

/** A volume that cannot mount leaves no trace in the status: only the event knows. */
function mountFailure(sort: string) {
  return event(
    'FailedMount',
    `MountVolume.SetUp failed for volume "settings" : references non-existent ${sort} key: app.yaml`,
    { involved: { container: '' } },
  );
}

function failing(message: string) {
  return { pods: [pod({ containers: [waitingContainer(CONFIG_ERROR, message)] })] };
}

const CREATING = [pod({ containers: [waitingContainer('ContainerCreating')] })];

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
      name: 'the same with a Secret',
      given: failing("couldn't find key db.password in Secret shop/shop-database"),
      found: [
        {
          confidence: 'confirmed',
          reason: CONFIG_ERROR,
          details: { key: 'db.password', holder: 'Secret "shop-database"' },
        },
      ],
    },
    {
      name: 'a file from a key that is not there keeps the whole pod from starting',
      given: { pods: CREATING, events: [mountFailure('config')] },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          reason: 'ContainerCreating',
          details: { key: 'app.yaml', holder: 'the ConfigMap of volume "settings"' },
        },
      ],
    },
    {
      name: 'the same with the volume of a Secret',
      given: { pods: CREATING, events: [mountFailure('secret')] },
      found: [
        {
          confidence: 'confirmed',
          reason: 'ContainerCreating',
          details: { holder: 'the Secret of volume "settings"', holderPath: 'secrets' },
        },
      ],
    },
    {
      name: 'once the container runs, the event is history',
      given: { pods: [pod()], events: [mountFailure('config')] },
      found: [],
    },
    {
      name: 'in the first 20 s the key may be about to arrive',
      given: {
        pods: [
          pod({
            createdMs: ago(19),
            conditions: [],
            containers: [
              waitingContainer(CONFIG_ERROR, "couldn't find key a in ConfigMap shop/settings"),
            ],
          }),
        ],
      },
      found: [],
    },
    {
      name: 'a ConfigMap that does not exist at all is ConfigMapMissing, not this',
      given: failing('configmap "shop-settings" not found'),
      found: [],
    },
  ],
});
