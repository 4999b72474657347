// How long a container must have run after a crash to count as up again.
import { describe, expect, test } from 'vitest';
import { exampleClock, THRESHOLDS } from '../../../src/classify/support/example-snapshot.ts';
import { ago, container, crashed, running } from '../../../src/classify/support/examples.ts';
import {
  hasRunFor,
  isInWindow,
  isStable,
  requiredStableMs,
  runMs,
} from '../../../src/classify/support/stability.ts';
import type { ContainerFact, TerminationFact } from '../../../src/facts/index.ts';

/** Runs of these lengths, one after the other. */
function runsOf(...seconds: readonly number[]): readonly TerminationFact[] {
  return seconds.map((length) => crashed({ startedMs: ago(60 + length), finishedMs: ago(60) }));
}

describe('a run', () => {
  test.each<[string, Partial<TerminationFact>, number]>([
    ['takes from its start to its end', { startedMs: ago(50), finishedMs: ago(20) }, 30_000],
    ['that never started took no time', { startedMs: 0, reason: 'StartError' }, 0],
    ['that Docker could not start took none', { startedMs: 0, reason: 'ContainerCannotRun' }, 0],
    ['that ends before it starts took none', { startedMs: ago(10), finishedMs: ago(20) }, 0],
  ])('%s', (_, run, wanted) => {
    expect(runMs(crashed(run))).toBe(wanted);
  });

  test('whose start or end is unknown took no time', () => {
    const { startedMs: _start, ...endless } = crashed();
    const { finishedMs: _end, ...started } = crashed();
    expect([endless, started].map(runMs)).toEqual([0, 0]);
  });
});

describe('the time it must run', () => {
  test.each<[string, readonly number[], number]>([
    ['is a minute after short runs', [5, 5], 60_000],
    ['is a minute when nothing is known', [], 60_000],
    ['is still a minute at half of it', [30], 60_000],
    ['is twice the last run', [31], 62_000],
    ['is twice the longest of the last three', [40, 200, 50, 60], 400_000],
    ['forgets the run before these', [200, 40, 50, 60], 120_000],
    ['is ten minutes at most', [400], 600_000],
    ['does not look at runs that were stable themselves', [600, 40], 80_000],
    ['looks at those that were nearly so', [599, 40], 600_000],
  ])('%s', (_, lengths, wanted) => {
    expect(requiredStableMs(container({ terminations: runsOf(...lengths) }))).toBe(wanted);
  });
});

describe('a container is stable', () => {
  const once = runsOf(5);
  const [last = crashed()] = once;
  function ended(exitCode: number) {
    return { kind: 'terminated', ...last, exitCode } as const;
  }
  test.each<[string, Partial<ContainerFact>, boolean]>([
    ['when it never ended', {}, true],
    ['once it has run for a minute', { terminations: once, state: running(60) }, true],
    ['not a second earlier', { terminations: once, state: running(59) }, false],
    ['not while it is down', { terminations: once, state: ended(1) }, false],
    ['as an init container that has passed', { kind: 'init', last, state: ended(0) }, true],
    ['not as one that has failed', { kind: 'init', last, state: ended(1) }, false],
    ['not as a main container that has passed', { last, state: ended(0) }, false],
    ['not when only its last end is known', { last, state: running(59) }, false],
    [
      'when its last end has left the window',
      { terminations: [crashed({ finishedMs: ago(900) })], state: running(1) },
      true,
    ],
    [
      'not while that is in it',
      { terminations: [crashed({ finishedMs: ago(899) })], state: running(1) },
      false,
    ],
    [
      'not when it is down since before the window',
      { terminations: [crashed({ finishedMs: ago(900) })], state: ended(1) },
      false,
    ],
  ])('%s', (_, facts, wanted) => {
    expect(isStable(container(facts), exampleClock(), THRESHOLDS)).toBe(wanted);
  });
});

describe('a container has run', () => {
  test.each<[string, ContainerFact['state'], boolean]>([
    ['for as long as it says', running(60), true],
    ['not longer', running(59), false],
    ['not when it does not say', { kind: 'running' }, false],
    ['not when it is down', { kind: 'terminated', ...crashed({ startedMs: ago(99) }) }, false],
  ])('%s', (_, state, wanted) => {
    expect(hasRunFor(container({ state }), exampleClock(), 60_000)).toBe(wanted);
  });
});

test('an end without a time is not in the window', () => {
  const { finishedMs: _end, ...run } = crashed();
  expect(isInWindow(run, exampleClock(), THRESHOLDS)).toBe(false);
});
