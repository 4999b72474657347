// Rollouts that wait beside old pods that serve.
import { describe, expect, test } from 'vitest';
import {
  LATE_ROLLOUT,
  STARTING,
  stuckWorld,
} from '../../../src/classify/support/example-rollouts.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import { deployment, replicaSet } from '../../../src/classify/support/example-workloads.ts';
import {
  ago,
  condition,
  container,
  loopingContainer,
  pod,
  waitingContainer,
} from '../../../src/classify/support/examples.ts';
import { stuckFinding, stuckRollouts } from '../../../src/classify/support/stuck-rollouts.ts';
import type { PodFact, ServiceSnapshot } from '../../../src/facts/index.ts';

type World = Pick<ServiceSnapshot, 'pods' | 'workloads'>;

const LATE = { conditions: [LATE_ROLLOUT] };
const READY = { conditions: [condition('Ready', 'True')] };

function found(world: World) {
  return stuckRollouts(exampleSnapshot(world));
}

/** The new pod cannot get its image, scheduled so many seconds ago. */
function noImage(seconds: number, reason = 'ImagePullBackOff'): Partial<PodFact> {
  const conditions = [condition('PodScheduled', 'True', { sinceMs: ago(seconds) })];
  return { conditions, containers: [waitingContainer(reason)] };
}

describe('a rollout is stuck', () => {
  test.each<[string, World, number]>([
    ['when the controller gives up', stuckWorld(LATE, STARTING), 1],
    [
      'not when its condition has another reason',
      stuckWorld({ conditions: [{ ...LATE_ROLLOUT, reason: 'New' }] }, STARTING),
      0,
    ],
    [
      'not when that is over',
      stuckWorld({ conditions: [{ ...LATE_ROLLOUT, status: 'True' }] }, STARTING),
      0,
    ],
    ['when a new pod does not start for half a minute', stuckWorld({}, noImage(30)), 1],
    ['not before', stuckWorld({}, noImage(29)), 0],
    [
      'not while a new pod is only being made',
      stuckWorld({}, noImage(900, 'ContainerCreating')),
      0,
    ],
    [
      'when one of the containers of a new pod crashes',
      stuckWorld({}, { containers: [container(), loopingContainer()] }),
      1,
    ],
    [
      'not when one of the old pods does',
      stuckWorld({}, STARTING, { containers: [container(), loopingContainer()] }),
      0,
    ],
    [
      'not when no old pod serves',
      stuckWorld(LATE, STARTING, { conditions: [condition('Ready', 'False')] }),
      0,
    ],
    [
      'not when a container of the old pods crashes again and again',
      stuckWorld(LATE, STARTING, { ...READY, containers: [container(), loopingContainer()] }),
      0,
    ],
    ['not when it has no revision', stuckWorld({ ...LATE, revision: '' }, STARTING), 0],
    ['not while it is paused', stuckWorld({ ...LATE, paused: true }, STARTING), 0],
    ['not when no pod is wanted', stuckWorld({ ...LATE, desired: 0 }, STARTING), 0],
    ['not when its spec has changed since', stuckWorld({ ...LATE, generation: 2 }, STARTING), 0],
  ])('%s', (_, world, count) => {
    expect(found(world)).toHaveLength(count);
  });

  test('not by ReplicaSets without a revision', () => {
    const { pods } = stuckWorld({}, STARTING);
    const workloads = [
      deployment({ desired: 2, revision: '', ...LATE }),
      replicaSet(),
      replicaSet({ name: 'web-9d8f', uid: 'uid-web-9d8f', revision: '' }),
    ];
    expect(found({ pods, workloads })).toEqual([]);
  });

  test('not by a ReplicaSet of another Deployment', () => {
    const { pods, workloads } = stuckWorld(LATE, STARTING);
    const root = { kind: 'Deployment', name: 'other' };
    const moved = workloads.map((it) => (it.workload.kind === 'ReplicaSet' ? { ...it, root } : it));
    expect(found({ pods, workloads: moved })).toEqual([]);
  });

  test('not by a new pod of another ReplicaSet that fails', () => {
    const { pods, workloads } = stuckWorld({}, STARTING);
    const failing = pod({ name: 'web-7c9d-3', ...noImage(60) });
    expect(found({ pods: [...pods, failing], workloads })).toEqual([]);
  });
});

describe('the old revision', () => {
  const { pods, workloads } = stuckWorld(LATE, STARTING);
  const middle = replicaSet({ name: 'web-5a5a', uid: 'uid-web-5a5a', revision: '9' });
  const more = ['a', 'b', 'c'].map((end) =>
    pod({ name: `web-5a5a-${end}`, ...READY }, { replicaSet: 'web-5a5a' }),
  );
  const unused = replicaSet({ name: 'web-0000', uid: 'uid-web-0000', revision: '8' });

  test.each([
    ['is that of which most pods serve', [...pods, ...more], 'web-5a5a'],
    ['wherever its ReplicaSet stands', [...pods, ...more.slice(0, 1)], 'web-7c9d'],
  ])('%s', (_, all, name) => {
    const orders = [
      [unused, ...workloads, middle],
      [middle, ...workloads, unused],
    ];
    const names = orders.map((it) => found({ pods: all, workloads: it })[0]?.old.name);
    expect(names).toEqual([name, name]);
  });
});

function findingOf(world: World) {
  return found(world).map(stuckFinding)[0];
}

describe('a stuck rollout is told', () => {
  const MADE = { createdMs: ago(500) };

  test('since the controller gave up, once', () => {
    const late = { ...LATE_ROLLOUT, sinceMs: ago(77) };
    const told = findingOf(stuckWorld({ conditions: [late] }, { ...MADE, ...noImage(60) }));
    expect(told).toMatchObject({ sinceMs: ago(77), lastMs: ago(77), count: 1, severity: 'error' });
  });

  test('before that since the first of the new pods or their ReplicaSet was made', () => {
    const world = stuckWorld({}, { ...MADE, ...noImage(60) });
    expect(findingOf(world)).toMatchObject({ sinceMs: ago(3600), severity: 'info' });
    const young = world.workloads.map((it) =>
      it.workload.kind === 'ReplicaSet' && it.workload.revision === '2'
        ? replicaSet({ ...it.workload, createdMs: ago(400) })
        : it,
    );
    expect(findingOf({ ...world, workloads: young })?.sinceMs).toBe(ago(500));
  });

  test('with the revision to go back to, when that is known', () => {
    const { pods, workloads } = stuckWorld(LATE, STARTING);
    expect(findingOf({ pods, workloads })?.details['toRevision']).toBe(' --to-revision=1');
    const untold = workloads.map((it) =>
      it.workload.kind === 'ReplicaSet' && it.workload.revision === '1'
        ? replicaSet({ revision: '' })
        : it,
    );
    expect(findingOf({ pods, workloads: untold })?.details['toRevision']).toBe('');
  });
});
