// The loops of a ReplicaSet, and who joins one.
import { describe, expect, test } from 'vitest';
import { joinsLoop, loopsOf } from '../../src/aggregate/siblings.ts';
import { inSteps } from '../../src/aggregate/steps.ts';
import { exampleClock, THRESHOLDS } from '../../src/classify/support/example-snapshot.ts';
import {
  ago,
  container,
  crashed,
  loopingContainer,
  pod,
  running,
} from '../../src/classify/support/examples.ts';
import type { ContainerFact, PodFact, ServicePod } from '../../src/facts/index.ts';

const clock = exampleClock();
const SIDECAR = { name: 'proxy', kind: 'sidecar' } as const;
const INIT = { name: 'load', kind: 'init' } as const;

/** Runs of three minutes: six are asked for. */
const SLOW = [400, 200].map((end) => crashed({ startedMs: ago(end + 180), finishedMs: ago(end) }));

function looping(facts: Partial<PodFact> = {}, one: Partial<ContainerFact> = {}): ServicePod {
  return pod({ name: 'web-1', containers: [loopingContainer({}, one)], ...facts });
}

function told(...pods: readonly ServicePod[]) {
  return [...loopsOf(pods, { thresholds: THRESHOLDS, clock })];
}

describe('the loops of a ReplicaSet', () => {
  const LOOP = ['web-7c9d/app', { sinceMs: ago(100), neededMs: 60_000 }];

  test.each<[string, readonly ServicePod[], readonly unknown[]]>([
    ['are none where nothing crashes', [pod()], []],
    ['are those of its pods', [looping()], [LOOP]],
    [
      'begin with the first crash of any, and ask what the slowest asks',
      [looping(), looping({ name: 'web-2' }, { terminations: SLOW })],
      [['web-7c9d/app', { sinceMs: ago(400), neededMs: 360_000 }]],
    ],
    [
      'in whatever order they come',
      [looping({ name: 'web-2' }, { terminations: SLOW }), looping()],
      [['web-7c9d/app', { sinceMs: ago(400), neededMs: 360_000 }]],
    ],
    [
      'are those of sidecars, too',
      [pod({ initContainers: [loopingContainer({}, SIDECAR)] })],
      [['web-7c9d/proxy', LOOP[1]]],
    ],
    [
      'are not those of init containers',
      [pod({ initContainers: [loopingContainer({}, INIT)] })],
      [],
    ],
    ['are those of a pod that failed by itself', [looping({ phase: 'Failed' })], [LOOP]],
    [
      'are those of a pod whose node has a word to say',
      [looping({ statusReason: 'NodeLost' })],
      [LOOP],
    ],
    [
      'are not those of one that was ended as a whole',
      [looping({ phase: 'Failed', statusReason: 'Evicted' })],
      [],
    ],
  ])('%s', (_, pods, wanted) => {
    expect(told(...pods)).toEqual(wanted);
  });
});

describe('a pod joins the loop', () => {
  const one = looping();

  function joins(...containers: readonly ContainerFact[]): boolean {
    const young = pod({ name: 'web-2', containers });
    return joinsLoop(young, loopsOf([one], { thresholds: THRESHOLDS, clock }), clock);
  }
  const end = crashed({ startedMs: ago(30), finishedMs: ago(1) });

  test.each<[string, boolean, readonly ContainerFact[]]>([
    ['when its container began after the first crash', true, [container({ state: running(59) })]],
    ['until that has run for long enough', false, [container({ state: running(60) })]],
    ['not when it began before', false, [container({ state: running(101) })]],
    ['nor with the crash itself', false, [container({ state: running(100) })]],
    [
      'when the run that has just ended began in it',
      true,
      [container({ state: { kind: 'terminated', ...end } })],
    ],
    [
      'by one of its containers',
      true,
      [container({ name: 'other' }), container({ state: running(59) })],
    ],
  ])('%s', (_, wanted, containers) => {
    expect(joins(...containers)).toBe(wanted);
  });
});

test.each([
  ['a pod that began after the first crash joins a loop that asks for longer', 99, true],
  ['one that began with that crash was not made into it', 100, false],
])('%s', (_, seconds, wanted) => {
  const terminations = [
    crashed({ startedMs: ago(280), finishedMs: ago(100) }),
    crashed({ startedMs: ago(90), finishedMs: ago(10) }),
  ];
  const loops = loopsOf([looping({}, { terminations })], { thresholds: THRESHOLDS, clock });
  const young = pod({ name: 'web-2', containers: [container({ state: running(seconds) })] });
  expect(joinsLoop(young, loops, clock)).toBe(wanted);
});

test('numbers are told in steps', () => {
  const counts = [0, 1, 2, 3, 4, 5, 9, 10, 19, 20, 49, 50, 99, 100, 250, 999];
  expect(counts.map(inSteps)).toEqual([0, 1, 2, 3, 3, 5, 5, 10, 10, 20, 20, 50, 50, 100, 200, 500]);
});
