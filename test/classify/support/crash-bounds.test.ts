// From which second, which number and which pause on crashes count. The run of a whole loop is in crash-history.test.ts.
import { describe, expect, test } from 'vitest';
import {
  crashHistory,
  isLooping,
  isRestartedUnseen,
} from '../../../src/classify/support/crash-history.ts';
import { ERROR_RUN, OOM_RUN, STOPPED_RUN } from '../../../src/classify/support/example-pods.ts';
import { exampleClock, THRESHOLDS } from '../../../src/classify/support/example-snapshot.ts';
import {
  ago,
  container,
  crashed,
  pod,
  running,
  waiting,
} from '../../../src/classify/support/examples.ts';
import type { ContainerFact, PodFact, TerminationFact } from '../../../src/facts/index.ts';

const INPUTS = { clock: exampleClock(), thresholds: THRESHOLDS };
const HOUR = 3600;
const OLD = { createdMs: ago(30 * 24 * HOUR) };

function historyOf(it: ContainerFact, facts: Partial<PodFact> = OLD) {
  return crashHistory(pod({ containers: [it], ...facts }).pod, it, INPUTS);
}

function wordsOf(it: ContainerFact, facts: Partial<PodFact> = OLD): string {
  const history = historyOf(it, facts);
  if (history === undefined) return 'no crash';
  return [history.state, history.severity, history.isLoop ? 'loop' : 'no loop']
    .filter((word) => word !== undefined)
    .join(', ');
}

/** A run of so many seconds that ended so many seconds ago. */
function run(seconds: number, endedAgo: number, end: Partial<TerminationFact> = {}) {
  return crashed({ ...end, startedMs: ago(endedAgo + seconds), finishedMs: ago(endedAgo) });
}

function timeless(end: Partial<TerminationFact> = {}): TerminationFact {
  const { startedMs: _, finishedMs: __, ...rest } = crashed(end);
  return rest;
}

/** It runs for 20 s, after a pause of 1 s. */
function restarted(restartCount: number, terminations: readonly TerminationFact[]): ContainerFact {
  return container({ restartCount, state: running(20), terminations });
}

describe('the pause before the present run', () => {
  test.each<[string, number, number, string]>([
    ['of 9 s is one of the kubelet', 2, 9, 'active, loop'],
    ['of less is a restart at once', 2, 8.999, 'recovered, warning, no loop'],
    ['of six minutes is one of the kubelet', 2, 360, 'active, loop'],
    ['of more is a node that was away', 2, 360.001, 'recovered, warning, no loop'],
    ['says nothing before the first restart of a second', 1, 20, 'recovered, warning, no loop'],
  ])('%s', (_, restartCount, pause, wanted) => {
    const terminations = [run(5, 20 + pause)];
    expect(wordsOf(container({ restartCount, state: running(20), terminations }))).toBe(wanted);
  });

  test('is the kubelet’s when an earlier exit code was lost, and not the last', () => {
    const lost = run(5, 9000, { exitCode: 255 });
    const stable = run(700, 40);
    const it = container({ restartCount: 3, state: running(20), terminations: [lost, stable] });
    expect(wordsOf(it)).toBe('active, loop');
  });

  test('says nothing once that run has passed', () => {
    const passed = run(5, 5, { exitCode: 0, reason: 'Completed' });
    const it = container({
      kind: 'init',
      restartCount: 2,
      state: { kind: 'terminated', ...passed },
      terminations: [run(5, 30)],
    });
    expect(wordsOf(it)).toBe('recovered, warning, no loop');
  });
});

describe('a container that ended without an error', () => {
  const DONE = { exitCode: 0, reason: 'Completed' };

  test.each<[string, PodFact['restartPolicy'], string]>([
    ['has crashed where it should go on', 'Always', 'recovered, warning, no loop'],
    ['has not where it may end', 'OnFailure', 'no crash'],
  ])('%s', (_, restartPolicy, wanted) => {
    expect(wordsOf(restarted(1, [run(5, 21, DONE)]), { ...OLD, restartPolicy })).toBe(wanted);
  });
});

describe('two crashes', () => {
  test.each<[string, number, string]>([
    ['linked by a run of less than ten minutes are a loop', 599.999, 'active, loop'],
    ['with a stable run between them are not', 600, 'recovered, warning, no loop'],
  ])('%s', (_, seconds, wanted) => {
    expect(wordsOf(restarted(3, [run(5, 9000), run(seconds, 21)]))).toBe(wanted);
  });

  test('begin after the last stable run, which is the first of them', () => {
    const crashes = [run(5, 800), run(600, 150), run(5, 21)];
    expect(historyOf(restarted(3, crashes))?.sinceMs).toBe(ago(150));
  });
});

describe('crashes with stable runs between them', () => {
  test.each<[string, number, string]>([
    ['are a loop when three lie in the window', 899, 'active, loop'],
    ['are history when only two do', 900, 'recovered, warning, no loop'],
  ])('%s', (_, first, wanted) => {
    expect(wordsOf(restarted(3, [run(5, first), run(5, 640), run(600, 21)]))).toBe(wanted);
  });
});

describe('a container of which one crash is known', () => {
  const once = [run(5, 21)];

  test.each<[string, ContainerFact, Partial<PodFact>, string]>([
    [
      'loops when all its restarts lie in the window',
      restarted(2, once),
      { createdMs: ago(899) },
      'active, loop',
    ],
    [
      'may have been restarted before the window in an older pod',
      restarted(2, once),
      { createdMs: ago(900) },
      'recovered, warning, no loop',
    ],
    [
      'is no loop after its first restart',
      restarted(1, once),
      { createdMs: ago(60) },
      'recovered, warning, no loop',
    ],
    [
      'loops when the kubelet says so',
      container({ restartCount: 1, state: waiting('CrashLoopBackOff'), terminations: once }),
      OLD,
      'active, loop',
    ],
    [
      'is no loop when it waits for something else',
      container({ restartCount: 1, state: waiting('ContainerCreating'), terminations: once }),
      OLD,
      'recovered, warning, no loop',
    ],
    [
      'is an info once that has left the window',
      restarted(1, [run(5, 900)]),
      OLD,
      'recovered, info, no loop',
    ],
    [
      'is an info when nothing tells when that was',
      restarted(1, [timeless()]),
      OLD,
      'recovered, info, no loop',
    ],
    [
      'has crashed when it was ended by a signal, though with exit code 0',
      restarted(1, [run(5, 21, { exitCode: 0, signal: 9 })]),
      { ...OLD, restartPolicy: 'OnFailure' },
      'recovered, warning, no loop',
    ],
  ])('%s', (_, it, facts, wanted) => {
    expect(wordsOf(it, facts)).toBe(wanted);
  });

  test.each<[string, number, string]>([
    ['has the dwell of what is restarted', 59, 'recovered, warning, no loop'],
    ['is down after it', 60, 'active, no loop'],
  ])('as a sidecar of a pod whose other containers are not restarted %s', (_, seconds, wanted) => {
    const end = run(5, seconds);
    const state = { kind: 'terminated', ...end } as const;
    const it = container({ kind: 'sidecar', state, terminations: [end] });
    expect(wordsOf(it, { ...OLD, restartPolicy: 'Never' })).toBe(wanted);
  });

  test.each<[string, ContainerFact, number]>([
    ['has failed as often as it was restarted while it runs', restarted(4, once), 4],
    [
      'has failed once more while it is down',
      container({ restartCount: 4, state: waiting('CrashLoopBackOff'), terminations: once }),
      5,
    ],
    ['has failed as often as is known', restarted(1, [run(5, 90), run(5, 60), run(5, 21)]), 3],
  ])('%s', (_, it, count) => {
    expect(historyOf(it)?.count).toBe(count);
  });

  test('takes the age of its pod for a time that nobody tells', () => {
    const history = historyOf(restarted(1, [timeless()]));
    expect([history?.sinceMs, history?.lastMs]).toEqual([OLD.createdMs, OLD.createdMs]);
  });
});

/** Runs of an hour, each ending so long after the one before, the newest a minute ago. */
function slowRuns(gaps: readonly number[], ends: readonly Partial<TerminationFact>[] = []) {
  return gaps
    .map((_, index) => 60 + gaps.slice(index + 1).reduce((sum, gap) => sum + gap, 0))
    .map((endedAgo, index) => run(HOUR, endedAgo, ends[index]));
}

/** It was restarted six times and has run for a minute. */
function slow(terminations: readonly TerminationFact[], facts: Partial<ContainerFact> = {}) {
  return container({ restartCount: 6, state: running(60), terminations, ...facts });
}

function stateOf(it: ContainerFact, facts: Partial<PodFact> = OLD): string | undefined {
  return historyOf(it, facts)?.state;
}

describe('a slow loop', () => {
  const GAP = 72 * 60;
  const FIVE = [GAP, GAP, GAP, GAP, GAP];

  test.each<[string, ContainerFact, string]>([
    ['has six crashes in six hours', slow(slowRuns(FIVE)), 'active'],
    ['is not one of fewer', slow(slowRuns([GAP, GAP, GAP, GAP, GAP + 1])), 'recovered'],
    [
      'is read from the five newest',
      slow(slowRuns([GAP, 99 * HOUR, GAP, GAP, GAP, GAP])),
      'active',
    ],
    ['takes six restarts', slow(slowRuns(FIVE), { restartCount: 5 }), 'recovered'],
    [
      'goes on for less than twice its longest run',
      slow(slowRuns(FIVE), { state: running(2 * HOUR - 1) }),
      'active',
    ],
    [
      'is over after twice its longest run',
      slow(slowRuns(FIVE), { state: running(2 * HOUR) }),
      'recovered',
    ],
    [
      'is none when nothing tells when the oldest crash was',
      slow([timeless(), ...slowRuns(FIVE).slice(1)]),
      'recovered',
    ],
  ])('%s', (_, it, wanted) => {
    expect(stateOf(it)).toBe(wanted);
  });

  const SHORT = [run(60, 900), run(60, 800), run(60, 700)];

  test.each<[string, readonly TerminationFact[], string]>([
    [
      'has a run of ten minutes among its last three',
      [run(60, 3000), run(60, 2900), run(600, 1000), run(60, 800), run(60, 700)],
      'active',
    ],
    [
      'is none when that was shorter',
      [run(60, 3000), run(60, 2900), run(599, 1000), run(60, 800), run(60, 700)],
      'recovered',
    ],
    ['is none after three short runs', [run(60, 3000), run(600, 1000), ...SHORT], 'recovered'],
  ])('%s', (_, terminations, wanted) => {
    expect(stateOf(slow(terminations, { state: running(699) }))).toBe(wanted);
  });

  test.each<[string, number, string]>([
    ['is told by the age of its pod while fewer are known', 6 * HOUR - 1, 'active'],
    ['is none when that makes less than one an hour', 6 * HOUR, 'recovered'],
  ])('%s', (_, age, wanted) => {
    const four = slowRuns([GAP, GAP, GAP, GAP]);
    expect(stateOf(slow(four), { createdMs: ago(age) })).toBe(wanted);
  });
});

describe('the cause of a slow loop', () => {
  const YOUNG = { createdMs: ago(5 * HOUR) };

  function causeOf(ends: readonly Partial<TerminationFact>[]) {
    const terminations = slowRuns(
      ends.map(() => HOUR),
      ends,
    );
    const history = historyOf(slow(terminations), YOUNG);
    return {
      isMixed: history?.isMixed,
      from: history?.crashes.map((it) => terminations.indexOf(it)),
      since: history?.sinceMs === terminations[0]?.finishedMs,
    };
  }

  test.each<[string, readonly Partial<TerminationFact>[], boolean, readonly number[]]>([
    ['is how most of its runs ended', [OOM_RUN, ERROR_RUN, OOM_RUN], false, [0, 2]],
    ['is nobody’s when three ended in three ways', [OOM_RUN, ERROR_RUN, STOPPED_RUN], true, [2]],
    ['may still show when only two are known', [OOM_RUN, ERROR_RUN], false, [1]],
  ])('%s', (_, ends, isMixed, from) => {
    expect(causeOf(ends)).toEqual({ isMixed, from, since: true });
  });
});

describe('the cause of a fast loop', () => {
  test('is read from the only crash in the window, not from those before it', () => {
    const crashes = [run(5, 5000, OOM_RUN), run(5, 21)];
    expect(historyOf(restarted(3, crashes))?.crashes).toEqual(crashes.slice(1));
  });

  test('is read from all crashes in the window, however they ended', () => {
    const crashes = [run(5, 900, OOM_RUN), run(5, 90, OOM_RUN), run(5, 60, OOM_RUN), run(5, 21)];
    const history = historyOf(restarted(4, crashes));
    expect(history?.crashes).toEqual(crashes.slice(1));
    expect([history?.isMixed, history?.sinceMs]).toEqual([false, ago(900)]);
  });

  test('is read from what is known to lie in the window, though a newer end tells no time', () => {
    const crashes = [run(5, 90, OOM_RUN), timeless()];
    expect(historyOf(restarted(3, crashes))?.crashes).toEqual(crashes.slice(0, 1));
  });

  test('is not mixed, whatever its ends', () => {
    const crashes = [run(5, 90, OOM_RUN), run(5, 60, STOPPED_RUN), run(5, 21)];
    expect(historyOf(restarted(3, crashes))?.isMixed).toBe(false);
  });
});

describe('a container of which only the number of restarts is known', () => {
  const SIX: Partial<ContainerFact> = { restartCount: 6, state: running(60) };

  test.each<[string, Partial<ContainerFact>, number, boolean]>([
    ['is restarted steadily at one an hour', SIX, 6 * HOUR - 1, true],
    ['is not at less', SIX, 6 * HOUR, false],
    ['is not before the sixth restart', { ...SIX, restartCount: 5 }, 4 * HOUR, false],
    [
      'may run for two hours between them',
      { ...SIX, state: running(2 * HOUR - 1) },
      5 * HOUR,
      true,
    ],
    ['is quiet after that', { ...SIX, state: running(2 * HOUR) }, 5 * HOUR, false],
    [
      'is judged by its runs when these are known',
      { ...SIX, terminations: [run(5, 61)] },
      HOUR,
      false,
    ],
    [
      'is judged by the number when nothing tells when the last run ended',
      { ...SIX, terminations: [run(5, 61), timeless()] },
      HOUR,
      true,
    ],
    ['has to run', { ...SIX, state: waiting('CrashLoopBackOff') }, HOUR, false],
    ['has to tell since when', { ...SIX, state: { kind: 'running' } }, HOUR, false],
  ])('%s', (_, facts, age, wanted) => {
    const it = container(facts);
    const where = pod({ createdMs: ago(age), containers: [it] }).pod;
    expect(isRestartedUnseen(where, it, INPUTS.clock)).toBe(wanted);
  });

  test('counts as looping, so that its pod does not serve', () => {
    const it = container(SIX);
    const where = pod({ createdMs: ago(HOUR), containers: [it] }).pod;
    expect(isLooping(it, where, INPUTS.thresholds, INPUTS.clock)).toBe(true);
  });
});
