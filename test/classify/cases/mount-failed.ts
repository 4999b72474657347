import { podEvent, waitingPod } from '../../../src/classify/support/example-pods.ts';
import { ago } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

function failing(cause: string) {
  return podEvent('FailedMount', `MountVolume.SetUp failed for volume "data" : ${cause}`);
}

const CREATING = [waitingPod('ContainerCreating')];

/** kubelet 1.34 with mount of util-linux 2.36. */
const NO_NFS = failing(
  "mount failed: exit status 32\nMounting command: mount\nMounting arguments: -t nfs 10.0.0.9:/export /var/lib/kubelet/pods/ace7bca0-cae3-4fe7-a6f1-13914d919c42/volumes/kubernetes.io~nfs/data\nOutput: mount: /var/lib/kubelet/pods/ace7bca0-cae3-4fe7-a6f1-13914d919c42/volumes/kubernetes.io~nfs/data: unknown filesystem type 'nfs'.",
);

export default [
  {
    name: 'what the program says that mounts is quoted, without the directory of the one pod',
    given: { pods: CREATING, events: [NO_NFS] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'ContainerCreating',
        details: {
          volume: 'data',
          cause: 'the node cannot mount nfs',
          raw: "mount: /var/lib/kubelet/pods/<uid>/volumes/kubernetes.io~nfs/data: unknown filesystem type 'nfs'.",
        },
      },
    ],
  },
  {
    name: 'a file that tells of a container which is not there',
    given: { pods: CREATING, events: [failing('container other not found')] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'ContainerCreating',
        details: {
          cause:
            'a file of it tells the resources of container "other", which the pod does not have',
        },
      },
    ],
  },
  {
    name: 'a cause that nobody has named is quoted',
    given: { pods: CREATING, events: [failing('the moon is full')] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'ContainerCreating',
        details: { cause: 'see what the node says', raw: 'the moon is full' },
      },
    ],
  },
  {
    name: 'a kubelet that has not listed its Secrets yet is part of many starts',
    given: {
      pods: CREATING,
      events: [failing('failed to sync secret cache: timed out waiting for the condition')],
    },
    found: [],
  },
  {
    name: 'of two causes that take turns the first is quoted',
    given: {
      pods: CREATING,
      events: [
        { ...failing('second'), uid: 'second', firstMs: ago(200), lastMs: ago(5) },
        { ...failing('first'), uid: 'first', firstMs: ago(300), lastMs: ago(60) },
      ],
    },
    found: [{ confidence: 'confirmed', reason: 'ContainerCreating', details: { raw: 'first' } }],
  },
  {
    name: 'a missing ConfigMap is MountSourceMissing, not this',
    given: { pods: CREATING, events: [failing('configmap "shop-settings" not found')] },
    found: [],
  },
] satisfies Cases;
