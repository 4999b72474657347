// What holds a pod that is to go, and whom it stands in the way.
import { describe, expect, test } from 'vitest';
import { displacedPod, ordinalPod, podEvent } from '../../../src/classify/support/example-pods.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import { node, silent } from '../../../src/classify/support/example-surroundings.ts';
import { daemonSet, statefulSet } from '../../../src/classify/support/example-workloads.ts';
import { ago, container, endedContainer } from '../../../src/classify/support/examples.ts';
import { stuckPods } from '../../../src/classify/support/stuck-pods.ts';
import type { PodFact, ServiceSnapshot } from '../../../src/facts/index.ts';

const STUCK = { deletionMs: ago(301) };
const ENDED = { ...STUCK, phase: 'Failed', finalizers: ['a.b/c'] };

/** What holds the first pod, and on which field or event that rests. */
function held(facts: Partial<PodFact>, given: Partial<ServiceSnapshot> = {}) {
  const [it] = stuckPods(exampleSnapshot({ pods: [displacedPod('', facts)], ...given }));
  return it && [it.words.why, ...it.evidence.map(({ object, field }) => `${object} ${field}`)];
}

const KILL = podEvent('FailedKillPod', 'error killing pod: context deadline exceeded');
const ON_FINALIZER = [
  'The finalizer "a.b/c" is still on it: whoever set it wants to do something first, and has not',
  'Pod/web-7c9d-x2x1q metadata.finalizers',
];
const ON_NODE = [
  'Its node node-1 is not ready, so nobody there can end it or say that it has ended',
  'Node/node-1 status.conditions[Ready].status',
];

describe('what holds it', () => {
  const cases: readonly (readonly [string, () => unknown, unknown])[] = [
    ['a finalizer, once it has ended', () => held(ENDED), ON_FINALIZER],
    [
      'two finalizers',
      () => held({ ...ENDED, finalizers: ['a.b/c', 'd.e/f'] })?.[0],
      'The finalizers "a.b/c" and "d.e/f" are still on it: whoever set them wants to do something first, and has not',
    ],
    [
      'a finalizer on a lost node: the pod has ended, the node is not needed any more',
      () => held(ENDED, { nodes: [node({ ready: silent(900) })] }),
      ON_FINALIZER,
    ],
    [
      'its node, before the kubelet has done its part',
      () => held({ ...STUCK, finalizers: ['a.b/c'] }, { nodes: [node({ ready: silent(900) })] }),
      ON_NODE,
    ],
    [
      'containers that cannot be killed',
      () => held(STUCK, { nodes: [node()], events: [KILL] }),
      [
        'Node node-1 cannot end it: "error killing pod: context deadline exceeded"',
        'Pod/web-7c9d-x2x1q event FailedKillPod',
      ],
    ],
    [
      'its node, before anything else there, though other nodes are lost too',
      () =>
        held(STUCK, {
          nodes: [node({ name: 'node-0', ready: silent(900) }), node({ ready: silent(900) })],
          events: [KILL],
        }),
      ON_NODE,
    ],
    [
      'not another node that is lost',
      () =>
        held(STUCK, { nodes: [node({ name: 'node-0', ready: silent(900) })], events: [KILL] })?.[1],
      'Pod/web-7c9d-x2x1q event FailedKillPod',
    ],
    [
      'not what else is said of it',
      () => held(STUCK, { events: [KILL, podEvent('Odd', 'other', { lastMs: ago(1) })] })?.[1],
      'Pod/web-7c9d-x2x1q event FailedKillPod',
    ],
    [
      'a finalizer, when nothing else is known',
      () => held({ ...STUCK, finalizers: ['a.b/c'] }),
      ON_FINALIZER,
    ],
    [
      'no finalizer while one of its containers runs and cannot be killed',
      () =>
        held(
          { ...STUCK, finalizers: ['a.b/c'], containers: [endedContainer(), container()] },
          { events: [KILL] },
        )?.[1],
      'Pod/web-7c9d-x2x1q event FailedKillPod',
    ],
    [
      'a finalizer once all its containers have ended',
      () =>
        held(
          { ...STUCK, finalizers: ['a.b/c'], containers: [endedContainer()] },
          { events: [KILL] },
        ),
      ON_FINALIZER,
    ],
    [
      'a finalizer once it has succeeded, whatever its containers say',
      () => held({ ...ENDED, phase: 'Succeeded' }, { events: [KILL] }),
      ON_FINALIZER,
    ],
    [
      'no finalizer when it has none',
      () => held({ ...ENDED, finalizers: [] }, { events: [KILL] })?.[1],
      'Pod/web-7c9d-x2x1q event FailedKillPod',
    ],
    [
      'nothing that anybody tells of',
      () => held(STUCK, { nodes: [node()] }),
      ['Node node-1 has not said that it has ended, and does not say why'],
    ],
    ['nothing yet, in the first five minutes', () => held({ deletionMs: ago(299) }), undefined],
    ['nothing, while its grace period lasts', () => held({ deletionMs: ago(-3600) }), undefined],
  ];

  test.each(cases)('%s', (_, said, expected) => {
    expect(said()).toEqual(expected);
  });
});

/** Whether a pod of this StatefulSet is in the way. */
function blocks(ordinal: number, ...workloads: ServiceSnapshot['workloads']) {
  const pods = [ordinalPod(ordinal, ENDED)];
  return stuckPods(exampleSnapshot({ pods, workloads })).map(({ isBlocking }) => isBlocking);
}

function agentBlocks(facts: Partial<PodFact>, given: Partial<ServiceSnapshot> = {}) {
  const workload = { kind: 'DaemonSet', name: 'agent' };
  const pods = [{ ...displacedPod('', facts), workload, replicaSet: '' }];
  const found = stuckPods(exampleSnapshot({ pods, workloads: [daemonSet()], ...given }));
  return found.map(({ isBlocking }) => isBlocking);
}

describe('whom it stands in the way', () => {
  const running = { ...STUCK, containers: [container()] };
  const lost = { nodes: [node({ ready: silent(900) })] };
  const OTHERS = [
    statefulSet({ name: 'queue', firstOrdinal: 9 }),
    daemonSet({ name: 'db' }),
    statefulSet(),
  ];
  const cases: readonly (readonly [string, () => readonly boolean[], readonly boolean[]])[] = [
    ['its own maker, whatever else is there', () => blocks(2, ...OTHERS), [true]],
    ['not its maker, though another would', () => blocks(3, ...OTHERS), [false]],
    ['a StatefulSet that wants a pod of this name', () => blocks(2, statefulSet()), [true]],
    ['not one that was scaled down', () => blocks(3, statefulSet()), [false]],
    ['not one that is being deleted', () => blocks(2, statefulSet({ deletionMs: 1 })), [false]],
    ['nobody, when the StatefulSet is gone', () => blocks(2), [false]],
    ['a DaemonSet, which wants one on each node', () => agentBlocks(ENDED), [true]],
    ['not one whose node is lost', () => agentBlocks(running, lost), [false]],
  ];

  test.each(cases)('%s', (_, said, expected) => {
    expect(said()).toEqual(expected);
  });
});
