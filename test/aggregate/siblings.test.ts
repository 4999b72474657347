import { describe, expect, test } from 'vitest';
import { deployment, replicaSet } from '../../src/classify/support/example-workloads.ts';
import {
  ago,
  condition,
  container,
  crashed,
  loopingContainer,
  NOW,
  pod,
  running,
} from '../../src/classify/support/examples.ts';
import type { ContainerFact, ServicePod } from '../../src/facts/index.ts';
import { anError, report } from './world.ts';

const PLACE = { workload: { kind: 'Deployment', name: 'web' }, replicaSet: 'web-7c9d' };
/** Three runs of 5 s, the first of which ended 100 s ago: a minute is asked for. */
const LOOPING = pod({ name: 'web-1', containers: [loopingContainer()] }, PLACE);
/** Of three minutes each: six are asked for. */
const SLOWLY = pod(
  {
    name: 'web-1',
    containers: [
      loopingContainer(
        {},
        {
          terminations: [400, 200].map((end) =>
            crashed({ startedMs: ago(end + 180), finishedMs: ago(end) }),
          ),
        },
      ),
    ],
  },
  PLACE,
);

/** A ready pod whose container was started so many seconds ago. */
function young(
  seconds: number,
  placed: Partial<ServicePod> = {},
  facts: Partial<ContainerFact> = {},
): ServicePod {
  return pod(
    {
      name: 'web-2',
      createdMs: ago(seconds + 1),
      conditions: [condition('Ready', 'True', { sinceMs: ago(seconds) })],
      containers: [container({ state: running(seconds), ...facts })],
    },
    { ...PLACE, ...placed },
  );
}

function judged(pods: readonly ServicePod[], announce?: (instant: number) => void) {
  const workloads = [
    deployment({ desired: 2, replicas: 2, updatedReplicas: 2 }),
    replicaSet({ desired: 2 }),
  ];
  const { health, pods: counts } = report({ pods, workloads }, [anError()], announce);
  return `${health}, ${counts.ready} of ${counts.desired}`;
}

/** Pods of the same ReplicaSet that were ended as a whole a minute and more ago: their containers were killed. */
function evicted(count: number, endedSeconds = 60): readonly ServicePod[] {
  return Array.from({ length: count }, (_, index) => {
    const end = crashed({ exitCode: 137, finishedMs: ago(endedSeconds + index) });
    return pod(
      {
        name: `web-evicted-${index}`,
        phase: 'Failed',
        statusReason: 'Evicted',
        containers: [
          container({ state: { kind: 'terminated', ...end }, last: end, terminations: [end] }),
        ],
      },
      PLACE,
    );
  });
}

const FIRST_CRASH = crashed({ startedMs: ago(31), finishedMs: ago(1) });

describe('beside a pod in a crash loop', () => {
  test.each<readonly [string, readonly ServicePod[], string]>([
    ['a new pod of its ReplicaSet does not serve yet', [LOOPING, young(59)], 'Unhealthy, 0 of 2'],
    ['it serves when it has run for long enough', [LOOPING, young(60)], 'Degraded, 1 of 2'],
    ['long enough depends on the runs of the loop', [SLOWLY, young(359)], 'Unhealthy, 0 of 2'],
    ['and ends with it', [SLOWLY, young(360)], 'Degraded, 1 of 2'],
    [
      'the first crash of the new pod makes it no better',
      [
        LOOPING,
        young(
          31,
          {},
          { state: { kind: 'terminated', ...FIRST_CRASH }, terminations: [FIRST_CRASH] },
        ),
      ],
      'Unhealthy, 0 of 2',
    ],
    [
      'a pod that was started before the first crash is no part of it',
      [SLOWLY, young(401)],
      'Degraded, 1 of 2',
    ],
    [
      'a pod of the corrected revision serves at once',
      [LOOPING, young(15, { replicaSet: 'web-9d8f' })],
      'Degraded, 1 of 2',
    ],
    [
      'a container of another name has nothing to do with it',
      [LOOPING, young(15, {}, { name: 'other' })],
      'Degraded, 1 of 2',
    ],
    [
      'pods without a ReplicaSet are not alike',
      [{ ...LOOPING, replicaSet: '' }, young(15, { replicaSet: '' })],
      'Degraded, 1 of 2',
    ],
    [
      'a pod that is going away speaks for as long as it is there',
      [{ ...LOOPING, pod: { ...LOOPING.pod, deletionMs: ago(5) } }, young(15)],
      'Unhealthy, 0 of 2',
    ],
  ])('%s', (_, pods, wanted) => {
    expect(judged(pods)).toBe(wanted);
  });

  test.each<readonly [string, number, string]>([
    ['two evicted pods say nothing of the next', 2, 'Degraded, 1 of 2'],
    ['after three the next has to show that it does better', 3, 'Unhealthy, 0 of 2'],
  ])('%s', (_, count, wanted) => {
    expect(judged([...evicted(count), young(15)])).toBe(wanted);
  });

  test('a crash loop says more of the next than two pods that were evicted', () => {
    expect(judged([...evicted(2), LOOPING, young(15)])).toBe('Unhealthy, 0 of 2');
  });

  test('three quick evictions are a loop from the third on', () => {
    expect(judged([...evicted(3, 16), young(15)])).toBe('Unhealthy, 0 of 2');
  });

  test('the instant at which a new pod serves is announced', () => {
    const announced: number[] = [];
    judged([LOOPING, young(20)], (instant) => announced.push(instant));
    expect(announced).toContain(NOW + 40_000);
  });
});
