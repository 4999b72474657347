// Whether one pod serves, and whether it may yet turn out not to.
import { describe, expect, test } from 'vitest';
import { isAvailable, isSettling, killKey } from '../../src/aggregate/availability.ts';
import { exampleClock, THRESHOLDS } from '../../src/classify/support/example-snapshot.ts';
import {
  ago,
  condition,
  container,
  crashed,
  loopingContainer,
  pod,
  running,
  waiting,
} from '../../src/classify/support/examples.ts';
import type { ContainerFact, PodFact } from '../../src/facts/index.ts';
import { readyPod } from './world.ts';

const CONTEXT = { clock: exampleClock(), thresholds: THRESHOLDS };
const NOT_READY = { conditions: [condition('Ready', 'False')] };

function serves(facts: Partial<PodFact>, minReadySeconds = 0): boolean {
  return isAvailable(readyPod('web-1', facts).pod, { ...CONTEXT, minReadySeconds });
}

/** Down since the end of its last run; each run is told by its length and how long ago it ended. */
function exited(...runs: readonly (readonly [seconds: number, endedAgo: number])[]): ContainerFact {
  const terminations = runs.map(([seconds, endedAgo]) =>
    crashed({ startedMs: ago(endedAgo + seconds), finishedMs: ago(endedAgo) }),
  );
  const last = terminations.at(-1) ?? crashed();
  return container({
    ready: false,
    state: { kind: 'terminated', ...last },
    terminations,
    last,
    restartCount: runs.length - 1,
  });
}

describe('a pod', () => {
  const SIDECAR = { name: 'proxy', kind: 'sidecar' } as const;

  test.each<[string, boolean, Partial<PodFact>]>([
    ['that is ready serves', true, {}],
    ['that is not ready does not', false, NOT_READY],
    ['that goes away does not', false, { deletionMs: ago(-20) }],
    [
      'with a sidecar in a crash loop does not',
      false,
      { initContainers: [loopingContainer({}, { ...SIDECAR, state: running(1) })] },
    ],
    [
      'with a failed init container that let the others begin does',
      true,
      { initContainers: [exited([5, 900])].map((it) => ({ ...it, kind: 'init' as const })) },
    ],
    [
      'one of whose containers has not begun does not, whatever it says of itself',
      false,
      { containers: [container(), container({ name: 'late', state: waiting('') })] },
    ],
  ])('%s', (_, wanted, facts) => {
    expect(serves(facts)).toBe(wanted);
  });

  test.each([
    ['has to be ready for as long as minReadySeconds say', 30, true],
    ['serves not a second earlier', 31, false],
  ])('%s', (_, minReadySeconds, wanted) => {
    const conditions = [condition('Ready', 'True', { sinceMs: ago(30) })];
    expect(serves({ conditions }, minReadySeconds)).toBe(wanted);
  });
});

describe('a container that has just ended is no outage', () => {
  test.each<[string, boolean, readonly ContainerFact[]]>([
    ['when it was its first end', true, [exited([3600, 19])]],
    ['beside another one that runs on', true, [container({ name: 'proxy' }), exited([3600, 19])]],
    ['unless it is down for longer than a restart takes', false, [exited([3600, 20])]],
    ['when it was up for ten seconds', true, [exited([10, 1])]],
    ['unless it was never up', false, [exited([9.999, 1])]],
    [
      'when each run was so long that the kubelet forgot the one before',
      true,
      [exited([3600, 700], [600, 1])],
    ],
  ])('%s', (_, wanted, containers) => {
    expect(serves({ ...NOT_READY, containers })).toBe(wanted);
  });

  test('but one that has done its work is not started again', () => {
    const done = exited([3600, 900], [300, 1]);
    const [first = crashed(), second = crashed()] = done.terminations;
    const end = { ...second, exitCode: 0 };
    const containers = [
      { ...done, state: { kind: 'terminated' as const, ...end }, terminations: [first, end] },
    ];
    expect(serves({ ...NOT_READY, containers, restartPolicy: 'OnFailure' })).toBe(false);
  });
});

function settles(containers: readonly ContainerFact[], killedAgo?: number): boolean {
  const kills = new Map(
    killedAgo === undefined ? [] : [[killKey('uid-web-1', 'app'), ago(killedAgo)]],
  );
  return isSettling(pod({ name: 'web-1', containers }).pod, { ...CONTEXT, kills });
}

describe('a pod may yet turn out to die', () => {
  const young = container({ state: running(11) });

  test.each<[string, boolean, readonly ContainerFact[]]>([
    ['in its first twelve seconds', true, [young]],
    ['and not any more then', false, [container({ state: running(12) })]],
    ['by one of its containers', true, [container({ name: 'proxy' }), young]],
    [
      'unless that was up before, in its last run',
      false,
      [
        {
          ...young,
          terminations: [5, 60].map((seconds) =>
            crashed({ startedMs: ago(12 + seconds), finishedMs: ago(12) }),
          ),
        },
      ],
    ],
    [
      'as it does after a last run in which it never was',
      true,
      [
        {
          ...young,
          terminations: [60, 5].map((seconds) =>
            crashed({ startedMs: ago(12 + seconds), finishedMs: ago(12) }),
          ),
        },
      ],
    ],
  ])('%s', (_, wanted, containers) => {
    expect(settles(containers)).toBe(wanted);
  });

  test.each<[string, boolean, number]>([
    ['once it is killed at its start', true, 300],
    ['and until the end of its grace', true, 180],
    ['not by a kill after that', false, 179],
    ['nor by one before it began', false, 301],
  ])('%s', (_, wanted, killedAgo) => {
    expect(settles([container({ state: running(300) })], killedAgo)).toBe(wanted);
  });
});
