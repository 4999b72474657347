import { describe, expect, it } from 'vitest';
import { crashLog } from '../../src/classify/support/example-logs.ts';
import { loopingContainer, pod as podFact } from '../../src/classify/support/examples.ts';
import type { LogCaptureFact, RememberedLog, ReportMemory } from '../../src/facts/index.ts';
import { shortRunId } from '../../src/facts/index.ts';
import { steadyLogs } from '../../src/index/restored-logs.ts';
import { NOW_MS, pod } from '../support/facts.ts';
import { World } from './world.ts';

function captureOf(name: string, facts: Partial<LogCaptureFact> = {}): LogCaptureFact {
  return crashLog(['FATAL'], { podUid: `pod-${name}`, pod: name, ...facts });
}

const shop = { labels: new Map([['app', 'shop']]) };

describe('a captured log', () => {
  it('makes its service dirty and stands in the snapshot, by pod and container', () => {
    const world = new World().add(pod('b', shop), pod('a', shop));
    world.takeDirty();
    const [first, second] = [captureOf('b'), captureOf('a')];
    world.index.logs.put(first);
    world.index.logs.put(second);
    expect(world.takeDirty()).toEqual(['shop/shop']);
    expect(world.snapshot('shop').logs).toEqual([second, first]);
  });

  it('takes the place of the one before, but not of the run that goes on', () => {
    const world = new World().add(pod('a', shop));
    const present = captureOf('a', { run: 'running' });
    const newer = captureOf('a', { fingerprint: 'f2' });
    for (const capture of [captureOf('a'), present, newer]) world.index.logs.put(capture);
    expect(world.snapshot('shop').logs).toEqual([newer, present]);
  });

  it('goes with its pod, and comes too late for one that is gone', () => {
    const world = new World().add(pod('a', shop), pod('b', shop));
    world.index.logs.put(captureOf('a'));
    world.remove(pod('a', shop));
    world.index.logs.put(captureOf('a'));
    expect([world.index.counts().logs, world.snapshot('shop').logs]).toEqual([0, []]);
  });

  it('is dropped when 3,000 others are newer', () => {
    const names = Array.from({ length: 3_001 }, (_, index) => `p${index}`);
    const world = new World().add(...names.map((name) => pod(name, shop)));
    for (const name of names) world.index.logs.put(captureOf(name));
    const kept = new Set(world.snapshot('shop').logs.map((capture) => capture.pod));
    expect([world.index.counts().logs, kept.has('p0'), kept.has('p1')]).toEqual([
      3_000,
      false,
      true,
    ]);
  });
});

const LOOP = loopingContainer();
const POD = podFact({ containers: [LOOP] }).pod;
const LAST_ID = LOOP.last?.containerId ?? '';

function told(facts: Partial<RememberedLog> = {}): RememberedLog {
  const { lines, fingerprint, redactions, isCut, atMs, pod: name, container } = crashLog(['FATAL']);
  return {
    pod: name,
    container,
    run: shortRunId(LAST_ID),
    atMs,
    hasEnded: true,
    isEmpty: false,
    lines,
    fingerprint,
    pods: 1,
    alike: [],
    redactions,
    isCut,
    ...facts,
  };
}

function memoryOf(...logs: readonly RememberedLog[]): ReportMemory {
  const diagnosis = {
    id: 'd1',
    code: 'AppError',
    state: 'active' as const,
    reason: 'CrashLoopBackOff',
    firstSeenMs: NOW_MS,
    lastSeenMs: NOW_MS,
    count: 1,
    evidence: [],
    sample: [],
    logs,
  };
  return { health: '', diagnoses: [diagnosis], conditions: [], transitions: [], events: [] };
}

const NOTHING = { pods: [POD], live: [], nowMs: crashLog([]).atMs + 1_000 };

describe('a log of the last report', () => {
  it.each<[string, RememberedLog, readonly Partial<LogCaptureFact>[]]>([
    ['is known by the run that the pod still tells of', told(), [{ containerId: LAST_ID }]],
    ['of an earlier run is still what is known', told({ run: 'gone' }), [{ containerId: '' }]],
    ['of a pod that is gone is not', told({ pod: 'web-gone' }), []],
    ['of a pod whose name is older than the pod is not', told({ atMs: 1 }), []],
    ['of the future is not', told({ atMs: NOTHING.nowMs + 1 }), []],
    ['without a line is not', told({ lines: [] }), []],
    ['of a run that wrote nothing is', told({ lines: [], isEmpty: true }), [{ lines: [] }]],
    ['of a container that is not there is not', told({ container: 'other' }), []],
  ])('%s', (_claim, log, expected) => {
    const restored = steadyLogs(memoryOf(log), NOTHING);
    expect(restored).toEqual(expected.map((fact) => expect.objectContaining(fact)));
  });

  it('also tells of the pods that died alike, while they have not run again', () => {
    const other = { ...POD, uid: 'uid-2', name: 'web-2' };
    const alike = [{ pod: 'web-2', run: shortRunId(LAST_ID) }];
    const again = [{ pod: 'web-2', run: 'another' }];
    const pods = [POD, other];
    const names = [alike, again].map((runs) =>
      steadyLogs(memoryOf(told({ alike: runs })), { ...NOTHING, pods }).map(({ podUid }) => podUid),
    );
    expect(names).toEqual([[POD.uid, 'uid-2'].toSorted(), [POD.uid]]);
  });

  it('lends its words to a new run that ended of the same, and to no other', () => {
    const same = crashLog(['FATAL at 12:01'], { atMs: NOTHING.nowMs });
    const other = crashLog(['panic'], { fingerprint: 'f2', container: 'app', podUid: 'uid-3' });
    const before = told({ lines: ['FATAL at 12:00'], failure: { type: 'Fatal', message: 'no' } });
    const logs = steadyLogs(memoryOf(before), { ...NOTHING, live: [same, other] });
    expect(logs).toEqual([
      { ...same, lines: ['FATAL at 12:00'], failure: { type: 'Fatal', message: 'no' } },
      other,
    ]);
  });
});
