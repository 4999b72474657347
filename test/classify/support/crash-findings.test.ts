// What every finding about a crash says beside its cause.
import { describe, expect, test } from 'vitest';
import {
  type CrashClaim,
  type CrashedContainer,
  crashFindings,
} from '../../../src/classify/support/crash-findings.ts';
import { podWith } from '../../../src/classify/support/example-pods.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import {
  ago,
  container,
  crashed,
  endedContainer,
  loopingContainer,
  pod,
  recoveredContainer,
  running,
} from '../../../src/classify/support/examples.ts';
import type { ContainerFact, PodFact } from '../../../src/facts/index.ts';

function newest({ history }: CrashedContainer): CrashClaim | undefined {
  const run = history.crashes.at(-1);
  return run && { run, confidence: 'confirmed' };
}

function hopeless(at: CrashedContainer): CrashClaim | undefined {
  const claim = newest(at);
  return claim && { ...claim, isHopeless: true };
}

function found(it: ContainerFact, claim = newest, facts: Partial<PodFact> = {}) {
  return crashFindings(exampleSnapshot({ pods: [podWith(it, facts)] }), claim);
}

const OLD_CRASH = recoveredContainer({ finishedMs: ago(900) });
const ENDED = endedContainer();

describe('a crash is told', () => {
  test.each<[string, ContainerFact, readonly string[]]>([
    ['while it is a loop', loopingContainer(), ['active own']],
    ['as history within the window', recoveredContainer(), ['recovered warning']],
    ['no more after it', OLD_CRASH, []],
    ['not where nothing crashed', container(), []],
  ])('%s', (_, it, wanted) => {
    const told = found(it).map(({ state, severity = 'own' }) => `${state} ${severity}`);
    expect(told).toEqual(wanted);
  });

  test('after the window too while it goes on as slowly as before', () => {
    const terminations = [1, 2, 3, 4, 5].map((hours) => {
      const finishedMs = ago(3600 * (6 - hours));
      return crashed({ startedMs: finishedMs - 3_000_000, finishedMs });
    });
    const it = container({ restartCount: 6, state: running(3000), terminations });
    expect(found(it, newest, { createdMs: ago(99_999) })).toMatchObject([{ state: 'active' }]);
  });

  test('not when no rule takes it for its own', () => {
    expect(found(loopingContainer(), () => undefined)).toEqual([]);
  });
});

describe('a crash that no other try can help', () => {
  test.each<[string, ContainerFact, Partial<PodFact>, string]>([
    ['goes on, however young it is', ENDED, {}, 'active CrashLoopBackOff'],
    ['is no loop where nothing tries again', ENDED, { restartPolicy: 'Never' }, 'active Error'],
    ['is history once the container runs', recoveredContainer(), {}, 'recovered CrashLoopBackOff'],
  ])('%s', (_, it, facts, wanted) => {
    const told = found(it, hopeless, facts).map(({ state, reason }) => `${state} ${reason}`);
    expect(told).toEqual([wanted]);
  });
});

describe('one crash is named as kubectl names it', () => {
  test.each([
    ['by its reason', { reason: 'Error', exitCode: 1 }, 'Error'],
    ['by its exit code', { reason: '', exitCode: 3 }, 'ExitCode:3'],
    ['by its signal', { reason: '', exitCode: 0, signal: 9 }, 'Signal:9'],
    ['by the lowest signal too', { reason: '', exitCode: 0, signal: 1 }, 'Signal:1'],
  ])('%s', (_, run, wanted) => {
    expect(found(recoveredContainer(run)).map(({ reason }) => reason)).toEqual([wanted]);
  });
});

describe('the proof of a crash', () => {
  const field = 'status.containerStatuses[app].lastState.terminated';
  const { pod: where } = pod();
  const quote = { object: `Pod/${where.name}`, timeMs: ago(200) };
  const own = [
    { ...quote, field: `${field}.exitCode`, value: '1' },
    { ...quote, field: `${field}.reason`, value: 'Error' },
  ];

  test('is the end of the run, as far as it says something', () => {
    expect(found(recoveredContainer())[0]?.evidence).toEqual(own);
  });

  test('has what the rule adds behind it', () => {
    const more = { object: 'Node/node-1', field: 'event SystemOOM', value: 'out of memory' };
    const [finding] = found(recoveredContainer(), (at) => {
      const claim = newest(at);
      return claim && { ...claim, evidence: [more] };
    });
    expect(finding?.evidence).toEqual([...own, more]);
  });

  test('has no time when nothing tells it', () => {
    const { finishedMs: _, ...timeless } = crashed({ reason: '' });
    const it = loopingContainer({}, { terminations: [timeless] });
    const [finding] = found(it);
    expect(finding?.evidence).toEqual([
      { object: `Pod/${where.name}`, field: `${field}.exitCode`, value: '1' },
    ]);
  });
});

describe('what comes after a crash', () => {
  const AGAIN = 'Kubernetes starts it again, after pauses that grow to five minutes';
  const NEVER = 'Its restart policy is Never, so nothing starts it again';

  test.each<[string, ContainerFact, PodFact['restartPolicy'], readonly string[]]>([
    ['is the next try', ENDED, 'Always', [AGAIN, ' --previous']],
    ['is nothing where nothing is restarted', ENDED, 'Never', [NEVER, '']],
    [
      'is the next try of a sidecar even there',
      { ...ENDED, kind: 'sidecar' },
      'Never',
      [AGAIN, ' --previous'],
    ],
  ])('%s', (_, it, restartPolicy, [next, previous]) => {
    const [finding] = found(it, newest, { restartPolicy });
    expect(finding?.details).toMatchObject({ next, previous });
  });
});
