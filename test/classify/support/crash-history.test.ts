import { describe, expect, test } from 'vitest';
import { crashHistory, isLooping } from '../../../src/classify/support/crash-history.ts';
import { exampleClock, THRESHOLDS } from '../../../src/classify/support/example-snapshot.ts';
import {
  ago,
  container,
  crashed,
  jobPod,
  loopingContainer,
  NOW,
  pod,
  recoveredContainer,
  running,
} from '../../../src/classify/support/examples.ts';
import type { ContainerFact, PodFact, TerminationFact } from '../../../src/facts/index.ts';
import { type Loop, loopAt, START_MS, type View } from './crash-loop.ts';

const SINCE_START: View = { sinceSeconds: 0 };
const OBJECT_ONLY: View = { sinceSeconds: Number.POSITIVE_INFINITY };

const INPUTS = { clock: exampleClock(), thresholds: THRESHOLDS };

/** Each change of the answer with its second, from the first second to the last. */
function changes(loop: Loop, view: View, [from, to]: readonly [number, number]): string[] {
  const seen: string[] = [];
  let before = '';
  for (let seconds = from; seconds <= to; seconds += 1) {
    const now = stateAt(loop, view, seconds);
    if (now !== before) seen.push(`${seconds} s: ${now}`);
    before = now;
  }
  return seen;
}

function stateAt(loop: Loop, view: View, seconds: number): string {
  const { pod: where, container: it } = loopAt(loop, seconds, view);
  const clock = exampleClock(START_MS + seconds * 1000);
  const history = crashHistory(where, it, { clock, thresholds: THRESHOLDS });
  if (history === undefined) return 'none';
  return history.severity === undefined ? history.state : `${history.state} ${history.severity}`;
}

describe('a crash loop, second by second', () => {
  test.each([
    [5, ['0 s: none', '5 s: recovered warning', '11 s: active']],
    [45, ['0 s: none', '45 s: recovered warning', '91 s: active']],
    [180, ['0 s: none', '180 s: recovered warning', '361 s: active']],
    [540, ['0 s: none', '540 s: recovered warning', '1081 s: active']],
  ])('with runs of %i s is active from its second crash and stays so', (runSeconds, wanted) => {
    expect(changes({ runSeconds }, SINCE_START, [0, 7200])).toEqual(wanted);
  });

  test.each([5, 45, 180, 540])(
    'with runs of %i s is the same to an operator that sees only the object',
    (runSeconds) => {
      const wanted = changes({ runSeconds }, SINCE_START, [0, 7200]);
      expect(changes({ runSeconds }, OBJECT_ONLY, [0, 7200])).toEqual(wanted);
    },
  );

  test.each([5, 45, 180])(
    'with runs of %i s is active at once to an operator that starts at any time',
    (runSeconds) => {
      const late = [...Array(120).keys()].map((step) => 1000 + step * 17);
      const wrong = late.filter(
        (from) => stateAt({ runSeconds }, { sinceSeconds: from }, from) !== 'active',
      );
      expect(wrong).toEqual([]);
    },
  );

  test.each([
    // The fourth run lasts; it starts at 5+1+5+10+5+20 s and must last a minute.
    [
      5,
      [
        '0 s: none',
        '5 s: recovered warning',
        '11 s: active',
        '106 s: recovered warning',
        '926 s: recovered info',
      ],
    ],
    // It starts at 3 × 45 + 31 s and must last for twice the longest run.
    [45, ['0 s: none', '45 s: recovered warning', '91 s: active', '256 s: recovered warning']],
    [180, ['0 s: none', '180 s: recovered warning', '361 s: active', '931 s: recovered warning']],
  ])('with runs of %i s is over when a run has lasted', (runSeconds, wanted) => {
    expect(changes({ runSeconds, lastsFrom: 3 }, SINCE_START, [0, 1000])).toEqual(wanted);
  });
});

describe('a single crash', () => {
  test('is history at once, and an info once it has left the window', () => {
    expect(changes({ runSeconds: 60, lastsFrom: 1 }, SINCE_START, [0, 7200])).toEqual([
      '0 s: none',
      '60 s: recovered warning',
      '960 s: recovered info',
    ]);
  });

  test.each<[string, PodFact['restartPolicy'], number, 'active' | 'recovered']>([
    ['for 59 s may still be started by a busy node', 'Always', 59, 'recovered'],
    ['for 60 s does not come up by itself', 'Always', 60, 'active'],
    ['for 19 s may still be replaced', 'Never', 19, 'recovered'],
    ['for 20 s is down where nothing starts it again', 'Never', 20, 'active'],
  ])('of a container that is down %s', (_, restartPolicy, seconds, state) => {
    const end = crashed({ startedMs: ago(3000), finishedMs: ago(seconds) });
    const it = container({ state: { kind: 'terminated', ...end }, terminations: [end] });
    expect(stateOf(it, { restartPolicy })).toBe(state);
  });
});

function stateOf(it: ContainerFact, facts: Partial<PodFact> = {}): string | undefined {
  return crashHistory(pod({ ...facts, containers: [it] }).pod, it, INPUTS)?.state;
}

/** Runs of equal length with a minute between them, the newest ended so many minutes ago. */
function slowLoop(runMinutes: number, count: number, minutesAgo: number): TerminationFact[] {
  return [...Array(count).keys()].map((index) => {
    const endSeconds = 60 * (minutesAgo + (count - 1 - index) * (runMinutes + 1));
    return crashed({ startedMs: ago(endSeconds + runMinutes * 60), finishedMs: ago(endSeconds) });
  });
}

describe('a slow loop', () => {
  const DAY_OLD = { createdMs: ago(86_400) };

  test.each<[string, ContainerFact, 'active' | 'recovered']>([
    [
      'of a crash every half hour is active while it runs as it did before',
      container({ restartCount: 20, state: running(29 * 60), terminations: slowLoop(30, 5, 30) }),
      'active',
    ],
    [
      'is over when the container runs for twice as long',
      container({ restartCount: 20, state: running(60 * 60), terminations: slowLoop(30, 5, 61) }),
      'recovered',
    ],
    [
      'of a crash every two hours is history',
      container({ restartCount: 20, state: running(60), terminations: slowLoop(120, 5, 2) }),
      'recovered',
    ],
    [
      'of which only the last run is known is active by the average of an hour',
      container({ restartCount: 25, state: running(60), terminations: slowLoop(30, 1, 2) }),
      'active',
    ],
    [
      'of which only the last run is known is history when the average is longer',
      container({ restartCount: 23, state: running(60), terminations: slowLoop(30, 1, 2) }),
      'recovered',
    ],
    [
      'of five crashes may be chance',
      container({ restartCount: 5, state: running(60), terminations: slowLoop(30, 5, 2) }),
      'recovered',
    ],
  ])('%s', (_, it, state) => {
    expect(stateOf(it, DAY_OLD)).toBe(state);
  });
});

describe('what else speaks for a loop', () => {
  const LONG_AGO = { createdMs: ago(86_400 * 30) };
  const LAST = crashed({ startedMs: ago(50), finishedMs: ago(40) });

  test.each<[string, ContainerFact, string]>([
    [
      'a pause of 20 s before the present run, which only a loop gets',
      container({ restartCount: 4, state: running(20), terminations: [LAST] }),
      'active',
    ],
    [
      'but not the first restart, which comes at once',
      container({ restartCount: 4, state: running(39), terminations: [LAST] }),
      'recovered',
    ],
    [
      'nor a pause of ten minutes, in which a node was away',
      container({
        restartCount: 4,
        state: running(5),
        terminations: [crashed({ startedMs: ago(700), finishedMs: ago(605) })],
      }),
      'recovered',
    ],
    [
      'nor a lost exit code, which comes from a node that restarted',
      container({
        restartCount: 4,
        state: running(20),
        terminations: [{ ...LAST, exitCode: 255 }],
      }),
      'recovered',
    ],
    [
      'three crashes in the window, whatever lay between them',
      container({
        restartCount: 3,
        state: running(20),
        terminations: [
          crashed({ finishedMs: ago(890) }),
          crashed({ startedMs: ago(850), finishedMs: ago(650) }),
          crashed({ startedMs: ago(640), finishedMs: ago(30) }),
        ],
      }),
      'active',
    ],
  ])('%s', (_, it, state) => {
    expect(stateOf(it, LONG_AGO)).toBe(state);
  });
});

describe('what is no crash', () => {
  const DONE = { exitCode: 0, reason: 'Completed' };

  test.each<[string, PodFact, ContainerFact]>([
    ['a container that never ended', pod().pod, container()],
    ['an init container that is done', pod().pod, loopingContainer(DONE, { kind: 'init' })],
    [
      'the end of a container that may end',
      pod({ restartPolicy: 'OnFailure' }).pod,
      loopingContainer(DONE),
    ],
    ['the failed try of a Job', jobPod().pod, loopingContainer()],
  ])('%s', (_, where, it) => {
    expect(crashHistory(where, it, INPUTS)).toBeUndefined();
  });

  test('an init container that failed and then passed has recovered', () => {
    const passed = crashed({ exitCode: 0, reason: 'Completed' });
    const it = loopingContainer({}, { kind: 'init', state: { kind: 'terminated', ...passed } });
    expect(stateOf(it)).toBe('recovered');
  });
});

describe('crashHistory', () => {
  test('says since when, until when and how often', () => {
    const it = loopingContainer();
    expect(crashHistory(pod({ containers: [it] }).pod, it, INPUTS)).toEqual({
      state: 'active',
      isLoop: true,
      isMixed: false,
      crashes: it.terminations,
      sinceMs: ago(100),
      lastMs: ago(20),
      count: 3,
    });
  });

  test('counts the tries that failed, and not the success after them', () => {
    const passed = crashed({ exitCode: 0, reason: 'Completed', finishedMs: ago(5) });
    const state = { kind: 'terminated', ...passed } as const;
    const it = loopingContainer({}, { kind: 'init', restartCount: 5, state });
    expect(crashHistory(pod({ initContainers: [it] }).pod, it, INPUTS)?.count).toBe(5);
    const failed = { ...it, state: { ...state, exitCode: 1 } };
    expect(crashHistory(pod({ initContainers: [failed] }).pod, failed, INPUTS)?.count).toBe(6);
  });

  test('is over when a try failed and the next one passed, though its pod goes on', () => {
    const passed = crashed({ exitCode: 0, reason: 'Completed', finishedMs: ago(5) });
    const it = recoveredContainer(
      {},
      { restartCount: 1, state: { kind: 'terminated', ...passed } },
    );
    const { pod: job } = pod({ containers: [it], restartPolicy: 'OnFailure' });
    expect(crashHistory(job, it, INPUTS)).toMatchObject({ state: 'recovered', count: 1 });
  });

  test('keeps the newest crash alone when all have left the window', () => {
    const it = recoveredContainer(
      {},
      { terminations: [crashed({ finishedMs: ago(9000) }), crashed({ finishedMs: ago(2000) })] },
    );
    const history = crashHistory(pod({ createdMs: ago(99_999) }).pod, it, INPUTS);
    expect(history?.crashes).toEqual([crashed({ finishedMs: ago(2000) })]);
    expect(history?.severity).toBe('info');
  });

  test('makes a Job that restarts its container in place a warning while it retries', () => {
    const { pod: where } = jobPod({ restartPolicy: 'OnFailure' });
    expect(crashHistory(where, loopingContainer(), INPUTS)).toMatchObject({
      state: 'active',
      severity: 'warning',
    });
  });

  test.each<[string, ContainerFact, boolean]>([
    ['a loop between its runs', loopingContainer(), true],
    ['a loop in a run', loopingContainer({}, { state: running(19), ready: true }), true],
    ['a single crash', recoveredContainer(), false],
  ])('isLooping: %s', (_, it, wanted) => {
    const { pod: where } = pod({ containers: [it] });
    expect(isLooping(it, where, THRESHOLDS, exampleClock(NOW))).toBe(wanted);
  });
});
