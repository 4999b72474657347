import { expect, it } from 'vitest';
import { Interner } from '../../src/sources/intern.ts';
import { nodeSource } from '../../src/sources/nodes.ts';
import { CREATED_MS, metadata } from './objects.ts';

const { project } = nodeSource(new Interner());

const common = { kind: 'Node', name: 'node-1', uid: 'uid-node-1', createdMs: CREATED_MS };

/** What a kubelet writes, with a heartbeat of so many seconds. */
function readyCondition(changes: object = {}, heartbeat = 0) {
  return {
    type: 'Ready',
    status: 'True',
    reason: 'KubeletReady',
    message: 'kubelet is posting ready status',
    lastTransitionTime: '2026-01-01T00:00:01Z',
    lastHeartbeatTime: `2026-01-01T00:00:${10 + heartbeat}Z`,
    ...changes,
  };
}

/** A node as the cluster has it, with much that nobody asks for. */
function nodeObject({
  spec = {},
  status = {},
  conditions = [readyCondition()],
  ...rest
}: NodeChanges = {}) {
  return {
    metadata: metadata('node-1', {
      namespace: undefined,
      labels: { 'kubernetes.io/hostname': 'node-1' },
      ...rest.metadata,
    }),
    spec: { podCIDR: '10.0.0.0/24', ...spec },
    status: {
      conditions: [readyCondition({ type: 'MemoryPressure', status: 'False' }), ...conditions],
      images: [{ names: ['a'] }],
      ...status,
    },
  };
}

interface NodeChanges {
  readonly metadata?: object;
  readonly spec?: object;
  readonly status?: object;
  readonly conditions?: readonly object[];
}

const ready = {
  type: 'Ready',
  status: 'True',
  reason: 'KubeletReady',
  message: 'kubelet is posting ready status',
  sinceMs: CREATED_MS + 1000,
};

it.each([
  ['is ready and in use', nodeObject(), { ...common, ready, isUnschedulable: false }],
  [
    'is silent',
    nodeObject({
      conditions: [
        readyCondition({
          status: 'Unknown',
          reason: 'NodeStatusUnknown',
          message: 'Kubelet stopped posting node status.',
        }),
      ],
      spec: { taints: [{ key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' }] },
    }),
    {
      ...common,
      ready: {
        ...ready,
        status: 'Unknown',
        reason: 'NodeStatusUnknown',
        message: 'Kubelet stopped posting node status.',
      },
      isUnschedulable: false,
    },
  ],
  [
    'is cordoned and being removed',
    nodeObject({
      metadata: { deletionTimestamp: '2026-01-01T00:00:09Z' },
      spec: { unschedulable: true },
    }),
    { ...common, deletionMs: CREATED_MS + 9000, ready, isUnschedulable: true },
  ],
  [
    'is short of disk space, and not of memory',
    nodeObject({
      conditions: [
        readyCondition(),
        readyCondition({ type: 'DiskPressure', reason: 'KubeletHasDiskPressure', message: 'm' }),
        readyCondition({ type: 'NetworkUnavailable' }),
      ],
    }),
    {
      ...common,
      ready,
      pressures: [
        { ...ready, type: 'DiskPressure', reason: 'KubeletHasDiskPressure', message: 'm' },
      ],
      isUnschedulable: false,
    },
  ],
  [
    'says what it has for pods',
    nodeObject({ status: { allocatable: { cpu: '1930m', memory: '7Gi', pods: '58' } } }),
    {
      ...common,
      ready,
      isUnschedulable: false,
      allocatable: { cpuMillis: 1930, memoryBytes: 7 * 2 ** 30, storageBytes: 0 },
    },
  ],
  [
    'is in a zone',
    nodeObject({
      metadata: {
        labels: {
          'topology.kubernetes.io/zone': 'eu-1a',
          'failure-domain.beta.kubernetes.io/zone': 'old',
        },
      },
    }),
    { ...common, zone: 'eu-1a', ready, isUnschedulable: false },
  ],
  [
    'has only the label of long ago',
    nodeObject({ metadata: { labels: { 'failure-domain.beta.kubernetes.io/zone': 'eu-1b' } } }),
    { ...common, zone: 'eu-1b', ready, isUnschedulable: false },
  ],
  [
    'has a zone that is no text',
    nodeObject({ metadata: { labels: { 'topology.kubernetes.io/zone': 7 } } }),
    { ...common, ready, isUnschedulable: false },
  ],
  ['has said nothing yet', nodeObject({ conditions: [] }), { ...common, isUnschedulable: false }],
])('a node that %s', (_, object, expected) => {
  expect(project(object)).toEqual(expected);
});

it('is the same fact after a heartbeat, also while its message says how long ago something was', () => {
  const facts = ['3m0.2s', '3m10.25s', '1h2m3s'].map((age, heartbeat) => {
    const message = `PLEG is not healthy: pleg was last seen active ${age} ago; threshold is 3m0s`;
    const changes = { status: 'False', reason: 'KubeletNotReady', message };
    return project(nodeObject({ conditions: [readyCondition(changes, heartbeat)] }));
  });
  expect(facts).toEqual([facts[0], facts[0], facts[0]]);
  expect(facts[0]?.ready?.message).toBe(
    'PLEG is not healthy: pleg was last seen active too long ago; threshold is 3m0s',
  );
});
