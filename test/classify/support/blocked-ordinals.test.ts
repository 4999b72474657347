import { describe, expect, test } from 'vitest';
import { blockOf } from '../../../src/classify/support/blocked-ordinals.ts';
import { ordinalPod, ready, unready } from '../../../src/classify/support/example-pods.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import { statefulSet } from '../../../src/classify/support/example-workloads.ts';
import {
  ago,
  container,
  loopingContainer,
  running,
  waitingContainer,
} from '../../../src/classify/support/examples.ts';
import type {
  ContainerFact,
  PodFact,
  ServicePod,
  StatefulSetFact,
} from '../../../src/facts/index.ts';

const ROOT = { kind: 'StatefulSet', name: 'db' };
const READY = ordinalPod(0, ready());
const LATE = ordinalPod(1, unready(3600));

function blocked(facts: Partial<StatefulSetFact>, pods: readonly ServicePod[] = [READY, LATE]) {
  const { workload } = statefulSet(facts);
  if (workload.kind !== 'StatefulSet') throw new Error('expected a StatefulSet');
  return blockOf(workload, ROOT, exampleSnapshot({ pods }));
}

describe('the others wait', () => {
  test.each<[string, Partial<StatefulSetFact>, string | undefined]>([
    ['one to be made', { replicas: 2 }, '1 more pod of 3 is not made'],
    ['several to be made', { desired: 4, replicas: 2 }, '2 more pods of 4 are not made'],
    ['one to be updated', { desired: 2, updatedReplicas: 1 }, '1 pod of 2 keeps the older version'],
    [
      'several to be updated',
      { desired: 2, updatedReplicas: 0 },
      '2 pods of 2 keep the older version',
    ],
    [
      'only those above the partition',
      { desired: 2, updatedReplicas: 0, partition: 1 },
      '1 pod of 2 keeps the older version',
    ],
    ['none when all are updated', { desired: 2, updatedReplicas: 2 }, undefined],
    ['none that the partition keeps', { desired: 2, updatedReplicas: 1, partition: 1 }, undefined],
    [
      'none that is updated only by deleting it',
      { desired: 2, updatedReplicas: 0, updateStrategy: 'OnDelete' },
      undefined,
    ],
  ])('%s', (_, facts, what) => {
    expect(blocked(facts)?.waiting.what).toBe(what);
  });

  test.each<[string, Partial<StatefulSetFact>, string, number]>([
    ['made pods', { replicas: 2 }, 'status.replicas', 2],
    ['updated pods', { desired: 2, updatedReplicas: 1 }, 'status.updatedReplicas', 1],
  ])('and the count of %s shows it', (_, facts, field, value) => {
    expect(blocked(facts)?.waiting).toMatchObject({ field, value });
  });
});

function nameOf(...pods: readonly ServicePod[]): string | undefined {
  return blocked({ replicas: 2 }, pods)?.blocker.pod.name;
}

describe('the pod in the way', () => {
  test('is the unready one of the lowest number, in whatever order they come', () => {
    const first = ordinalPod(0, unready(3600));
    expect([nameOf(first, LATE), nameOf(LATE, first)]).toEqual(['db-0', 'db-0']);
  });

  test('is none when all are ready', () => {
    expect(nameOf(READY, ordinalPod(1, ready()))).toBeUndefined();
  });

  test('is none while it goes: then the controller waits for that', () => {
    expect(nameOf(READY, ordinalPod(1, { ...unready(3600), deletionMs: ago(-10) }))).toBe(
      undefined,
    );
  });

  test('is unready since its condition says so, else since it was made', () => {
    const untold = ordinalPod(1, { ...unready(3600), createdMs: ago(2000), conditions: [] });
    expect(blocked({ replicas: 2 })?.sinceMs).toBe(ago(3600));
    expect(blocked({ replicas: 2 }, [READY, untold])?.sinceMs).toBe(ago(2000));
  });
});

describe('a pod has had its time', () => {
  const UP = container();
  const PROBED = container({ ready: false, state: running(120) });
  const STARTING = waitingContainer('ContainerCreating');

  test.each<[string, readonly ContainerFact[], number, boolean]>([
    ['ten minutes after it should start', [STARTING], 600, true],
    ['not before', [STARTING], 599, false],
    ['at once when one of its containers is in a crash loop', [UP, loopingContainer()], 10, true],
    ['when one of its containers has run for its grace', [UP, PROBED], 3600, true],
    [
      'not before that grace is over',
      [UP, container({ ready: false, state: running(119) })],
      3600,
      false,
    ],
    ['when it has been unready for half a minute', [PROBED], 30, true],
    ['not within the half minute', [PROBED], 29, false],
    ['not when its containers are ready, but something else is not', [UP], 3600, false],
    ['not when another container waits beside one that runs', [UP, STARTING], 3600, false],
    [
      'since it is unready, when nothing tells since when it runs',
      [container({ ready: false, state: { kind: 'running' } })],
      120,
      true,
    ],
  ])('%s', (_, containers, seconds, wanted) => {
    const facts: Partial<PodFact> = { ...unready(seconds), containers };
    const pods = [READY, ordinalPod(1, facts)];
    expect(blocked({ replicas: 2 }, pods) !== undefined).toBe(wanted);
  });
});
