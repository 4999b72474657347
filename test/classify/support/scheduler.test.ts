// What the scheduler writes, and what is made of it. Wordings of Kubernetes 1.20 to 1.34.
import { describe, expect, test } from 'vitest';
import { parseSchedulerMessage } from '../../../src/classify/support/scheduler-message.ts';
import { NODE_CODES } from '../../../src/classify/support/scheduler-reasons.ts';
import { schedulerVerdict } from '../../../src/classify/support/scheduler-verdict.ts';

const TAIL =
  ' no new claims to deallocate, preemption: 0/1 nodes are available: 1 Preemption is not helpful for scheduling.';

describe('parseSchedulerMessage', () => {
  test.each([
    [
      '0/1 nodes are available: 1 Insufficient cpu, 1 Insufficient memory.' + TAIL,
      {
        total: 1,
        reasons: [
          { nodes: 1, reason: 'Insufficient cpu' },
          { nodes: 1, reason: 'Insufficient memory' },
        ],
        general: '',
      },
    ],
    [
      '0/5 nodes are available: 2 node(s) had untolerated taint {dedicated: gpu}, 3 Too many pods. preemption: 0/5 nodes are available: 5 No preemption victims found for incoming pod.',
      {
        total: 5,
        reasons: [
          { nodes: 2, reason: 'node(s) had untolerated taint {dedicated: gpu}' },
          { nodes: 3, reason: 'Too many pods' },
        ],
        general: '',
      },
    ],
    [
      '0/1 nodes are available: persistentvolumeclaim "data" not found. not found',
      { total: 1, reasons: [], general: 'persistentvolumeclaim "data" not found' },
    ],
    [
      'no nodes available to schedule pods',
      { total: 0, reasons: [], general: 'no nodes available to schedule pods' },
    ],
    [
      '0/9 nodes are available: 4 Insufficient cpu, 5 node(s) had untol',
      {
        total: 9,
        reasons: [
          { nodes: 4, reason: 'Insufficient cpu' },
          { nodes: 5, reason: 'node(s) had untol' },
        ],
        general: '',
      },
    ],
    [
      '0/9 nodes are available: 4 Insufficient cpu, 5',
      { total: 9, reasons: [{ nodes: 4, reason: 'Insufficient cpu, 5' }], general: '' },
    ],
    ['', { total: 0, reasons: [], general: '' }],
  ])('%s', (message, parsed) => {
    expect(parseSchedulerMessage(message)).toEqual(parsed);
  });
});

/** The message with so many characters, and what its different reasons are. */
function reasonsOf(message: string): readonly string[] {
  return [...new Set(parseSchedulerMessage(message).reasons.map(({ reason }) => reason))];
}

describe('the last reason of a message that was cut', () => {
  const HEAD = '0/90 nodes are available: ';
  const WHOLE = 'node(s) had untolerated taint {k: v}';
  const whole = `${HEAD}${`1 ${WHOLE}, `.repeat(30)}`;

  /** So long, its last reason "1 node", and then this. */
  function ending(length: number, end = ''): string {
    const last = `, 1 node${end}`;
    return `${HEAD}1 ${'x'.repeat(length - HEAD.length - 2 - last.length)}${last}`;
  }

  test('is none', () => {
    for (let length = 1024; length < 1064; length += 1) {
      expect(reasonsOf(whole.slice(0, length))).toEqual([WHOLE]);
    }
  });

  test.each<[string, string, number]>([
    ['is none from 1,024 characters on', ending(1024), 1],
    ['is one in a shorter message, which was not cut', ending(1023), 2],
    ['is one before a full stop', ending(1024, '.'), 2],
    ['is one before what preemption could not do', ending(1024, '. preemption: 0/9 no'), 2],
  ])('%s', (_, message, count) => {
    expect(reasonsOf(message)).toHaveLength(count);
  });

  test('is told as far as it goes when it is the only one', () => {
    const reason = 'x'.repeat(1000);
    expect(reasonsOf(`${HEAD}1 ${reason}`)).toEqual([reason]);
  });
});

/** So many characters of a longer text. */
function cut(length: number): string {
  return `${'x'.repeat(length - 1)}…`;
}

function verdictOf(reasons: string, total = 3) {
  return schedulerVerdict(
    parseSchedulerMessage(`0/${total} nodes are available: ${reasons}.${TAIL}`),
  );
}

describe('each reason has its diagnosis and its words', () => {
  test.each([
    ['Insufficient cpu', 'InsufficientCPU', 'too little free CPU'],
    ['Insufficient memory', 'InsufficientMemory', 'too little free memory'],
    ['Insufficient ephemeral-storage', 'InsufficientStorage', 'too little free ephemeral storage'],
    ['Insufficient nvidia.com/gpu', 'InsufficientExtended', 'no free nvidia.com/gpu'],
    [
      'node(s) had untolerated taint {node-role.kubernetes.io/control-plane: }',
      'UntoleratedTaint',
      'reserved for others by the taint node-role.kubernetes.io/control-plane',
    ],
    ['node(s) had untolerated taint(s)', 'UntoleratedTaint', 'reserved for others by a taint'],
    [
      "node(s) had taints that the pod didn't tolerate",
      'UntoleratedTaint',
      'reserved for others by a taint',
    ],
    [
      'node(s) had untolerated taint {node.kubernetes.io/not-ready: }',
      'NodesNotReady',
      'lost or not ready',
    ],
    [
      'node(s) had untolerated taint {node.kubernetes.io/disk-pressure: }',
      'NodesNotReady',
      'short of disk space',
    ],
    [
      'node(s) had untolerated taint {ToBeDeletedByClusterAutoscaler: 1718000000}',
      'NodesNotReady',
      'about to be removed',
    ],
    ['node(s) were unschedulable', 'NodesCordoned', 'cordoned, usually for maintenance'],
    [
      "node(s) didn't match Pod's node affinity/selector",
      'NodeAffinityMismatch',
      'without the labels that the pod asks for',
    ],
    [
      "node(s) didn't match pod anti-affinity rules",
      'PodAntiAffinity',
      'taken by a pod that this one must not share a node with',
    ],
    [
      "node(s) didn't satisfy existing pods anti-affinity rules",
      'PodAntiAffinity',
      'taken by a pod that this one must not share a node with',
    ],
    [
      "node(s) didn't match pod affinity rules",
      'PodAffinity',
      'without the pod that this one must run next to',
    ],
    [
      "node(s) didn't match pod topology spread constraints (missing required label)",
      'TopologySpread',
      'without the label that the pods are to be spread by',
    ],
    [
      "node(s) didn't match pod topology spread constraints",
      'TopologySpread',
      'ruled out by the rule that spreads the pods evenly',
    ],
    [
      "node(s) didn't have free ports for the requested pod ports",
      'HostPortConflict',
      'the host port is taken',
    ],
    [
      "node(s) didn't match PersistentVolume's node affinity",
      'VolumeZoneConflict',
      'out of reach of the volume',
    ],
    ['node(s) had no available volume zone', 'VolumeZoneConflict', 'out of reach of the volume'],
    [
      "node(s) didn't find available persistent volumes to bind",
      'PVCUnbound',
      'no storage that fits the volume claim',
    ],
    ['node(s) exceed max volume count', 'MaxVolumeCount', 'no room for more volumes'],
    ['Too many pods', 'TooManyPods', 'no room for more pods, however small'],
    [
      'node(s) unavailable due to PersistentVolumeClaim with ReadWriteOncePod access mode already in-use by another pod',
      'RWOPInUse',
      'the volume is in use by another pod, and only one pod may use it',
    ],
    ['cannot allocate all claims', 'ResourceClaimPending', 'no free device for the resource claim'],
    ['something new', 'Unschedulable', '"something new"'],
  ])('%s', (reason, code, words) => {
    expect(verdictOf(`2 ${reason}`, 2)).toMatchObject({ code, why: `2 nodes: ${words}` });
  });

  test.each([
    ['no nodes available to schedule pods', 'NoNodes', 'the cluster has no node'],
    [
      '0/1 nodes are available: pod has unbound immediate PersistentVolumeClaims. not found',
      'PVCUnbound',
      'its volume claim has no volume yet',
    ],
    [
      '0/1 nodes are available: waiting for ephemeral volume controller to create the persistentvolumeclaim "web-scratch". not found',
      'PVCUnbound',
      'its volume claim "web-scratch" has not been made yet',
    ],
    [
      '0/1 nodes are available: resourceclaim "gpu" not found. not found',
      'ResourceClaimPending',
      'its resource claim "gpu" does not exist',
    ],
    ['0/1 nodes are available: a new text', 'Unschedulable', '"a new text"'],
    ['', 'Unschedulable', '"no reason given"'],
  ])('%s', (message, code, why) => {
    expect(schedulerVerdict(parseSchedulerMessage(message))).toMatchObject({ code, why });
  });
});

describe('of several reasons the one that counts is named', () => {
  test.each([
    [
      'what fills the nodes that are open',
      '1 node(s) had untolerated taint(s), 2 Insufficient memory',
      3,
      'InsufficientMemory',
    ],
    [
      'even when most nodes are closed',
      "7 node(s) didn't match Pod's node affinity/selector, 1 Insufficient cpu",
      8,
      'InsufficientCPU',
    ],
    [
      'two thirds of the open ones are enough',
      '2 Insufficient cpu, 1 Too many pods',
      3,
      'InsufficientCPU',
    ],
    ['half of them are not', '1 Insufficient cpu, 1 Too many pods', 2, 'Unschedulable'],
    [
      'of two that explain all the first of the table',
      '2 Insufficient memory, 2 Insufficient cpu',
      2,
      'InsufficientCPU',
    ],
    [
      'two ways to be out of reach are one',
      "1 node(s) had no available volume zone, 1 node(s) didn't match PersistentVolume's node affinity",
      2,
      'VolumeZoneConflict',
    ],
    [
      'nodes that are out, when they are most',
      '2 node(s) were unschedulable, 1 Insufficient cpu',
      3,
      'NodesCordoned',
    ],
    [
      'not when they are half',
      '1 node(s) were unschedulable, 1 Insufficient cpu',
      2,
      'InsufficientCPU',
    ],
    [
      'two devices that are short together, before what more nodes lack',
      '3 Insufficient cpu, 2 Insufficient nvidia.com/gpu, 2 Insufficient amd.com/gpu',
      6,
      'InsufficientExtended',
    ],
    [
      'what is short when more is told than there are nodes',
      "3 node(s) didn't match Pod's node affinity/selector, 1 Insufficient cpu",
      2,
      'InsufficientCPU',
    ],
    [
      'no closed reason, when as many are closed otherwise',
      "1 node(s) had untolerated taint(s), 1 node(s) didn't match Pod's node affinity/selector",
      2,
      'Unschedulable',
    ],
  ])('%s', (_, reasons, total, code) => {
    expect(verdictOf(reasons, total).code).toBe(code);
  });
});

test('of several names that of the reason which counts is told', () => {
  const { code, caught } = verdictOf(
    '2 node(s) had untolerated taint {dedicated: db}, 1 Insufficient nvidia.com/gpu',
  );
  expect([code, caught]).toEqual(['InsufficientExtended', 'nvidia.com/gpu']);
});

test('nodes that are not ready say nothing about another reason', () => {
  const message = '0/3 nodes are available: 3 Insufficient cpu.';
  expect(schedulerVerdict(parseSchedulerMessage(message), 3).code).toBe('InsufficientCPU');
});

test.each([
  ['that of most nodes first', ['4 Too many pods', '3 Insufficient cpu'], 10],
  [
    'of as many nodes in the order of the table',
    ['1 Insufficient memory', '1 Insufficient ephemeral-storage'],
    2,
  ],
  [
    'of one kind by their letters',
    ['1 Insufficient a/x', '1 Insufficient b/x', '1 Insufficient c/x'],
    3,
  ],
])('reasons are told in one order, whatever theirs: %s', (_, reasons, total) => {
  const told = [reasons, reasons.toReversed()].map((it) => verdictOf(it.join(', '), total).quote);
  expect(told).toEqual([reasons.join(', '), reasons.join(', ')]);
});

test.each<[string, readonly [number, number], readonly [string, string, string]]>([
  [
    'of up to ten nodes by their number',
    [5, 10],
    ['5 nodes', 'any of 10 nodes', '5 Too many pods'],
  ],
  ['of the only node', [1, 1], ['that node', 'the only node', '1 Too many pods']],
  ['of more by their share', [6, 11], ['most nodes', 'any node', 'Too many pods']],
  ['of half', [6, 12], ['some nodes', 'any node', 'Too many pods']],
  ['of less', [5, 12], ['some nodes', 'any node', 'Too many pods']],
  ['of all but one', [10, 11], ['most nodes', 'any node', 'Too many pods']],
  ['of all', [11, 11], ['all nodes', 'any node', 'Too many pods']],
])('a reason is told %s', (_, [nodes, total], [share, all, quote]) => {
  expect(verdictOf(`${nodes} Too many pods`, total)).toMatchObject({
    nodes: all,
    why: `${share}: no room for more pods, however small`,
    quote,
  });
});

test('another node might end what rules out nodes, alone or together, and what no node could', () => {
  const some = ['InsufficientCPU', 'PodAffinity', 'Unschedulable', 'NoNodes'];
  const codes = [...some, 'RequestLargerThanAnyNode'];
  expect(NODE_CODES).toEqual(expect.arrayContaining(codes));
});

test('without a node there is no number of them', () => {
  expect(schedulerVerdict({ total: 0, reasons: [], general: 'new' }).nodes).toBe('any node');
});

test.each([
  ['all of them', 3, 'NodesNotReady', '3 nodes: lost or not ready'],
  ['only some of them', 2, 'UntoleratedTaint', '3 nodes: reserved for others by a taint'],
  ['none of them', 0, 'UntoleratedTaint', '3 nodes: reserved for others by a taint'],
])('of nodes with a taint that is not named %s may be not ready', (_, unready, code, why) => {
  const message = '0/3 nodes are available: 3 node(s) had untolerated taint(s).';
  const quote = '3 node(s) had untolerated taint(s)';
  const verdict = schedulerVerdict(parseSchedulerMessage(message), unready);
  expect(verdict).toMatchObject({ code, why, quote });
});

describe('what is told holds still', () => {
  test('whatever the order of the reasons', () => {
    const one = verdictOf('1 Too many pods, 1 node(s) were unschedulable, 1 Insufficient cpu');
    const other = verdictOf('1 Insufficient cpu, 1 node(s) were unschedulable, 1 Too many pods');
    expect(one).toEqual(other);
  });

  test('whatever preemption could not do', () => {
    const message = '0/2 nodes are available: 2 Insufficient cpu. ';
    const one = `${message}preemption: 0/2 nodes are available: 2 No preemption victims found for incoming pod.`;
    const other = `${message}preemption: 0/2 nodes are available: 1 Insufficient cpu, 1 Preemption is not helpful for scheduling.`;
    expect(schedulerVerdict(parseSchedulerMessage(one))).toEqual(
      schedulerVerdict(parseSchedulerMessage(other)),
    );
  });

  test('in a large cluster, while the numbers move', () => {
    const told = verdictOf('3 node(s) had untolerated taint(s), 37 Insufficient cpu', 40);
    expect(told).toEqual({
      code: 'InsufficientCPU',
      nodes: 'any node',
      why: 'most nodes: too little free CPU; some nodes: reserved for others by a taint',
      caught: '',
      quote: 'Insufficient cpu, node(s) had untolerated taint(s)',
    });
    expect(verdictOf('4 node(s) had untolerated taint(s), 38 Insufficient cpu', 42)).toEqual(told);
  });

  test('in a small one it is exact', () => {
    expect(verdictOf('1 node(s) had untolerated taint(s), 2 Insufficient cpu')).toEqual({
      code: 'InsufficientCPU',
      nodes: 'any of 3 nodes',
      why: '2 nodes: too little free CPU; 1 node: reserved for others by a taint',
      caught: '',
      quote: '2 Insufficient cpu, 1 node(s) had untolerated taint(s)',
    });
  });

  test('and is short whatever the message holds', () => {
    const long = Array.from({ length: 200 }, (_, index) => `${index} reason-${index}`).join(', ');
    expect(verdictOf(long, 9).why).toHaveLength(300);
  });

  test.each([
    ['a new reason', `0/2 nodes are available: 2 ${'x'.repeat(400)}.`, `2 nodes: "${cut(120)}"`],
    ['what is new about the pod as a whole', 'x'.repeat(800), `"${cut(300)}"`],
    [
      'the name of a device',
      `0/2 nodes are available: 2 Insufficient ${'x'.repeat(110)}.`,
      `2 nodes: no free ${cut(60)}`,
    ],
  ])('and quotes %s up to a bound', (_, message, why) => {
    expect(schedulerVerdict(parseSchedulerMessage(message)).why).toBe(why);
  });
});
