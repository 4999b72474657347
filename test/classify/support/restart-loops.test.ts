// Slow loops without one cause, what befell the node, and when the runtime's word is final.
import { describe, expect, test } from 'vitest';
import {
  ERROR_RUN,
  killedBy,
  nodeEvent,
  OOM_RUN,
  podWith,
  STOPPED_RUN,
  slowLoopPod,
} from '../../../src/classify/support/example-pods.ts';
import { exampleClock, exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import {
  ago,
  container,
  crashed,
  event,
  pod,
  running,
  waiting,
} from '../../../src/classify/support/examples.ts';
import { systemOomAt } from '../../../src/classify/support/node-incidents.ts';
import { hasVerdict } from '../../../src/classify/support/oom-verdict.ts';
import { restartLoopFindings } from '../../../src/classify/support/restart-loops.ts';
import type { ContainerFact, EventFact, ServicePod } from '../../../src/facts/index.ts';

function found(servicePod: ServicePod, events: readonly EventFact[] = []) {
  return restartLoopFindings(exampleSnapshot({ pods: [servicePod], events }));
}

const MIXED = slowLoopPod([OOM_RUN, ERROR_RUN, STOPPED_RUN]);
const KILL = killedBy('liveness', { firstMs: ago(70), lastMs: ago(60) });
const FAILURE = event('Unhealthy', 'Liveness probe failed: no');
const LAST = 'status.containerStatuses[app].lastState.terminated';

describe('a loop without one cause', () => {
  test.each<[string, () => readonly unknown[], number]>([
    ['is told', () => found(MIXED), 1],
    ['not when most runs ended alike', () => found(slowLoopPod([OOM_RUN, OOM_RUN, ERROR_RUN])), 0],
    ['not when a probe ended one', () => found(MIXED, [KILL]), 0],
    ['not when a probe fails', () => found(MIXED, [FAILURE]), 0],
    [
      'not once it has run for long',
      () => found(slowLoopPod([OOM_RUN, ERROR_RUN, STOPPED_RUN], { state: running(7200) })),
      0,
    ],
  ])('%s', (_, told, count) => {
    expect(told()).toHaveLength(count);
  });

  test('is proved by one run of each end, in one order', () => {
    const [finding] = found(MIXED);
    const quotes = finding?.evidence.map(({ field, value, timeMs }) => [field, value, timeMs]);
    expect(quotes).toEqual([
      ['status.containerStatuses[app].restartCount', 'at least 6', undefined],
      [`${LAST}.reason`, 'OOMKilled', ago(3660)],
      [`${LAST}.exitCode`, '1', ago(1860)],
      [`${LAST}.exitCode`, '143', ago(60)],
    ]);
    const how = 'its last runs ended in different ways (OOMKilled, exit code 1 and exit code 143)';
    expect(finding?.details['how']).toBe(how);
  });

  test('names at most four ends', () => {
    const ends = [{ exitCode: 143 }, { exitCode: 0 }, OOM_RUN, { exitCode: 137 }, ERROR_RUN];
    const [finding] = found(slowLoopPod(ends));
    expect(finding?.evidence).toHaveLength(5);
  });
});

describe('a container of which only the number of restarts is known', () => {
  const UNSEEN = container({ restartCount: 6, state: running(100) });

  test('is told since its pod was made and until its last start', () => {
    expect(found(podWith(UNSEEN))).toMatchObject([
      { confidence: 'likely', sinceMs: ago(3600), lastMs: ago(100), count: 6 },
    ]);
  });

  test('is not told when a probe fails, or it is restarted less often', () => {
    expect(found(podWith(UNSEEN), [FAILURE])).toEqual([]);
    expect(found(podWith({ ...UNSEEN, restartCount: 5 }))).toEqual([]);
  });
});

describe('the node ran out of memory as a run ended', () => {
  const at = { servicePod: pod(), pod: pod().pod, container: container() };
  const end = crashed({ finishedMs: ago(300) });
  const OOM = nodeEvent('SystemOOM', 'System OOM encountered');

  function oom(first: number, last: number): EventFact {
    return { ...OOM, firstMs: ago(first), lastMs: ago(last) };
  }

  test.each<[string, EventFact, boolean]>([
    ['within a minute before', oom(400, 360), true],
    ['not earlier', oom(400, 361), false],
    ['within a minute after', oom(240, 100), true],
    ['not later', oom(239, 100), false],
    ['not when the node says something else', { ...oom(300, 300), reason: 'Rebooted' }, false],
    [
      'not when that is another node',
      { ...oom(300, 300), involved: { ...OOM.involved, name: 'node-2' } },
      false,
    ],
    [
      'not when something else of its name says so',
      { ...oom(300, 300), involved: { ...OOM.involved, kind: 'Pod' } },
      false,
    ],
  ])('%s', (_, told, wanted) => {
    expect(systemOomAt([told], at, end) !== undefined).toBe(wanted);
  });

  test('not when nothing tells when it ended', () => {
    const { finishedMs: _, ...timeless } = end;
    expect(systemOomAt([oom(300, 300)], at, timeless)).toBeUndefined();
  });
});

describe('the runtime has said its last word', () => {
  const older = crashed({ finishedMs: ago(25) });
  const run = crashed({ finishedMs: ago(5) });
  const down = { kind: 'terminated', ...run } as const;
  const { finishedMs: _, ...timeless } = run;

  test.each<[string, Partial<ContainerFact>, boolean]>([
    ['not seconds after the first end', { state: down }, false],
    ['of a container that is held back', { state: waiting('CrashLoopBackOff') }, true],
    ['of one that runs for the third time', { state: running(4), restartCount: 2 }, true],
    ['not of one that runs for the second time', { state: running(4), restartCount: 1 }, false],
    ['not of one that is down for the third time', { state: down, restartCount: 2 }, false],
  ])('%s', (_name, facts, wanted) => {
    const it = container({ terminations: [older, run], ...facts });
    expect(hasVerdict(run, it, exampleClock())).toBe(wanted);
  });

  test.each([
    ['of a run that another followed', older, [older, run], true],
    ['of a run without a time', timeless, [timeless], true],
    ['half a minute later', crashed({ finishedMs: ago(30) }), undefined, true],
    ['not before', crashed({ finishedMs: ago(29) }), undefined, false],
  ])('%s', (_name, it, terminations = [it], wanted) => {
    const where = container({ state: down, terminations });
    expect(hasVerdict(it, where, exampleClock())).toBe(wanted);
  });
});
