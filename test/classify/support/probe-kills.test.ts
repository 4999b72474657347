// Which run a probe ended, by what the kubelet announced and what it did not.
import { describe, expect, test } from 'vitest';
import { crashedContainers } from '../../../src/classify/support/crash-findings.ts';
import { killedBy, podWith } from '../../../src/classify/support/example-pods.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import {
  ago,
  container,
  crashed,
  event,
  probe,
  running,
} from '../../../src/classify/support/examples.ts';
import { inferredKillClaim } from '../../../src/classify/support/inferred-kills.ts';
import {
  probeFailure,
  probeKill,
  probeKillClaim,
} from '../../../src/classify/support/probe-kills.ts';
import type { ContainerFact, EventFact, TerminationFact } from '../../../src/facts/index.ts';

/** The world of a container with a liveness probe after these runs. */
function worldOf(
  terminations: readonly TerminationFact[],
  events: readonly EventFact[],
  facts: Partial<ContainerFact> = {},
) {
  const it = container({
    restartCount: 3,
    state: running(5),
    terminations,
    liveness: probe(),
    ...facts,
  });
  const snapshot = exampleSnapshot({ pods: [podWith(it)], events });
  const [at] = crashedContainers(snapshot);
  if (at === undefined) throw new Error('expected a crash');
  return { snapshot, at };
}

/** From so many seconds ago until so many seconds ago. */
function run(from: number, until: number, end: Partial<TerminationFact> = {}): TerminationFact {
  return crashed({ startedMs: ago(from), finishedMs: ago(until), ...end });
}

function kill(first: number, last = first, probed: 'liveness' | 'startup' = 'liveness'): EventFact {
  const uid = `kill-${first}`;
  return { ...killedBy(probed, { firstMs: ago(first), lastMs: ago(last) }), uid };
}

function failure(seconds: number, text = 'no', probed = 'Liveness'): EventFact {
  const facts = { firstMs: ago(seconds), lastMs: ago(seconds) };
  return event('Unhealthy', `${probed} probe failed: ${text}`, facts);
}

const CRASH = run(200, 100);
const { finishedMs: _, ...TIMELESS } = CRASH;

describe('an announced kill ended a run', () => {
  test.each<[string, TerminationFact, EventFact, boolean]>([
    ['that ended with it', CRASH, kill(100), true],
    ['that ended in the second before', CRASH, kill(99), true],
    ['but none that ended earlier', CRASH, kill(98), false],
    ['that had just started', CRASH, kill(300, 201), true],
    ['but none that started later', CRASH, kill(300, 202), false],
    ['but none that was out of memory', { ...CRASH, reason: 'OOMKilled' }, kill(100), false],
    ['but none of which nothing tells when', TIMELESS, kill(100), false],
  ])('%s', (_name, end, told, wanted) => {
    const { snapshot, at } = worldOf([end], [told]);
    expect(probeKill(snapshot, at)?.run).toBe(wanted ? end : undefined);
  });

  test('though another kill ended another run', () => {
    const { snapshot, at } = worldOf([run(400, 300), CRASH], [kill(300), kill(100)]);
    expect(probeKill(snapshot, at)?.run).toBe(CRASH);
  });

  test.each([
    ['whatever else is stopped since', event('Killing', 'Stopping container app')],
    ['whatever else says so', { ...kill(10), reason: 'Note' }],
  ])('%s', (_name, later) => {
    const { snapshot, at } = worldOf([CRASH], [kill(100), { ...later, lastMs: ago(1) }]);
    expect(probeKill(snapshot, at)).toEqual({ probe: 'liveness', event: kill(100), run: CRASH });
  });
});

describe('an announced kill speaks for a later run', () => {
  const EARLIER = kill(400);
  const STOPPED = { exitCode: 137, reason: 'Error' };

  test.each<[string, TerminationFact, Partial<ContainerFact>, boolean]>([
    ['that was killed', run(200, 100, STOPPED), {}, true],
    ['that ended by the signal', run(200, 100, { exitCode: 143 }), {}, true],
    ['that ended tidily', run(200, 100, { exitCode: 0 }), {}, true],
    ['not of one that crashed by itself', run(200, 100), {}, false],
    [
      'not of one that was out of memory',
      run(200, 100, { exitCode: 137, reason: 'OOMKilled' }),
      {},
      false,
    ],
    ['that was long enough for the probe to fail', run(119, 100, STOPPED), {}, true],
    ['not of a shorter one', run(118.999, 100, STOPPED), {}, false],
    [
      'that was long enough for a probe that begins later',
      run(124, 100, STOPPED),
      { liveness: probe({ initialDelaySeconds: 5 }) },
      true,
    ],
    [
      'not of a shorter one with such a probe',
      run(123.999, 100, STOPPED),
      { liveness: probe({ initialDelaySeconds: 5 }) },
      false,
    ],
    ['not of an earlier one', run(600, 410, STOPPED), {}, false],
  ])('%s', (_name, end, facts, wanted) => {
    const { snapshot, at } = worldOf([end], [EARLIER], facts);
    expect(probeKill(snapshot, at)?.run).toBe(wanted ? end : undefined);
  });

  test('not where the container has no such probe any more', () => {
    const { snapshot, at } = worldOf([run(200, 100, STOPPED)], [kill(400, 400, 'startup')]);
    expect(probeKill(snapshot, at)).toBeUndefined();
  });
});

function quotedWith(events: readonly EventFact[], terminations = [CRASH]) {
  const { snapshot, at } = worldOf(terminations, events);
  return probeKillClaim(snapshot, at, 'liveness')?.evidence?.map(({ value }) => value);
}

describe('the failure behind a kill', () => {
  const KILLED = 'Container app failed liveness probe, will be restarted';
  const LATER = failure(50, 'later');

  test.each<[string, readonly EventFact[], readonly string[]]>([
    ['is the one right before', [kill(100), failure(102), LATER], ['Liveness probe failed: no']],
    [
      'is not one of seconds before',
      [kill(100), failure(102.001), LATER],
      ['Liveness probe failed: later'],
    ],
    [
      'is the one before the first kill when that before the last is lost',
      [kill(300, 20), failure(300), LATER],
      ['Liveness probe failed: no'],
    ],
    [
      'is the newest when none was right before',
      [kill(100), failure(500), LATER],
      ['Liveness probe failed: later'],
    ],
    ['is not told when nothing tells it', [kill(100)], []],
    ['is none of another probe', [kill(100), failure(100, 'no', 'Readiness')], []],
    ['is none that another reason tells', [kill(100), { ...failure(100), reason: 'Note' }], []],
  ])('%s', (_name, events, failures) => {
    expect(quotedWith(events)).toEqual([KILLED, ...failures]);
  });

  test('is told with what the probe asks', () => {
    const { snapshot, at } = worldOf([CRASH], [kill(100), failure(100)]);
    const claim = probeKillClaim(snapshot, at, 'liveness');
    expect(claim).toMatchObject({ run: CRASH, confidence: 'confirmed' });
    expect(Object.keys(claim?.details ?? {})).not.toEqual([]);
    expect(probeKillClaim(snapshot, at, 'startup')).toBeUndefined();
  });

  test('is the newest one of its probe', () => {
    const events = [LATER, failure(60), failure(10, 'no', 'Startup')];
    const { snapshot, at } = worldOf([CRASH], events);
    expect(probeFailure(snapshot, at, 'liveness')).toBe(LATER);
  });
});

function inferred(
  end: TerminationFact,
  events: readonly EventFact[],
  facts: Partial<ContainerFact> = {},
) {
  const { snapshot, at } = worldOf([end], events, facts);
  return inferredKillClaim(snapshot, at);
}

describe('a kill that nobody announced', () => {
  const STOPPED = run(200, 100, { exitCode: 143 });

  test('is likely from a failure right before the end, and proved by it', () => {
    expect(inferred(STOPPED, [failure(100)])).toMatchObject({
      run: STOPPED,
      confidence: 'likely',
      evidence: [
        { field: 'event Unhealthy', value: 'Liveness probe failed: no', timeMs: ago(100) },
      ],
    });
  });

  const SPAN = { firstMs: ago(99.999), lastMs: ago(50) };

  test.each<[string, boolean, () => ReturnType<typeof inferred>]>([
    ['comes two minutes after the failure', true, () => inferred(STOPPED, [failure(220)])],
    ['not later', false, () => inferred(STOPPED, [failure(220.001)])],
    ['not before the first failure', false, () => inferred(STOPPED, [{ ...failure(50), ...SPAN }])],
    ['takes three restarts', true, () => inferred(STOPPED, [failure(100)], { restartCount: 3 })],
    ['is not seen from fewer', false, () => inferred(STOPPED, [failure(100)], { restartCount: 2 })],
    ['is not seen without a failure', false, () => inferred(STOPPED, [])],
    ['does not end with an error', false, () => inferred(CRASH, [failure(100)])],
    [
      'does not end for lack of memory',
      false,
      () => inferred(run(200, 100, { exitCode: 137, reason: 'OOMKilled' }), [failure(100)]),
    ],
    ['is none when a kill is announced', false, () => inferred(STOPPED, [failure(100), kill(100)])],
  ])('%s', (_name, wanted, claim) => {
    expect(claim() !== undefined).toBe(wanted);
  });
});
