// Which logs are wanted, and what is quoted of those that came.
import { describe, expect, it } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import type { ReportLog } from '../../src/aggregate/types.ts';
import { crashLog } from '../../src/classify/support/example-logs.ts';
import { loopingPod, podWith, waitingPod } from '../../src/classify/support/example-pods.ts';
import { exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { ago, container, NOW, running } from '../../src/classify/support/examples.ts';
import {
  type LogCaptureFact,
  type LogsSpec,
  type RememberedLog,
  type ServicePod,
  shortRunId,
} from '../../src/facts/index.ts';
import { found, rule } from './world.ts';

const CRASH = rule('AppError');
const ENDED = { log: { run: 'ended' } } as const;

/** A pod that last crashed so many seconds ago. */
function crashedPod(name: string, seconds = 20): ServicePod {
  const run = { finishedMs: ago(seconds), containerId: `containerd://${name}-${seconds}` };
  const { pod: looping, ...placed } = loopingPod();
  const [crashed] = looping.containers;
  const last = { ...Object(crashed?.last), ...run };
  const containers = crashed === undefined ? [] : [{ ...crashed, last, terminations: [last] }];
  return { ...placed, pod: { ...looping, name, uid: `uid-${name}`, containers } };
}

/** The log of the crash of that pod. */
function logOf(name: string, fingerprint = 'f1', seconds = 20): LogCaptureFact {
  return crashLog([`FATAL ${fingerprint}`], {
    podUid: `uid-${name}`,
    pod: name,
    containerId: `containerd://${name}-${seconds}`,
    atMs: ago(seconds),
    fingerprint,
  });
}

interface Given {
  readonly pods: readonly ServicePod[];
  readonly logs?: readonly LogCaptureFact[];
  readonly before?: readonly ReportLog[];
  readonly spec?: Partial<LogsSpec>;
  readonly finding?: Parameters<typeof found>[1];
}

/** What the last report said, as it is read back. */
function rememberedLog({ pod, container: of, hasEnded, quote, note }: ReportLog): RememberedLog {
  if (quote === undefined) throw new Error('nothing is remembered of a link');
  return { pod, container: of, hasEnded, isEmpty: note !== '', ...quote };
}

function reportOf({ pods, logs = [], before = [], spec = {}, finding = ENDED }: Given) {
  const findings = pods.map(({ pod }) => found(CRASH, { pod: pod.name, ...finding }));
  const context = {
    nowMs: NOW,
    cluster: 'eu',
    generation: 1,
    logs: { isQuoted: true, maxLines: 20, linkTemplate: '', ...spec },
  };
  const [first] = aggregate(exampleSnapshot({ pods }), findings, context).diagnoses;
  const diagnoses = [
    {
      id: first?.id ?? '',
      code: 'AppError',
      state: 'active' as const,
      reason: 'CrashLoopBackOff',
      firstSeenMs: ago(60),
      lastSeenMs: ago(10),
      count: 1,
      evidence: [],
      sample: [],
      logs: before.map(rememberedLog),
    },
  ];
  const memory = { health: '', diagnoses, conditions: [], transitions: [], events: [] };
  const report = aggregate(exampleSnapshot({ pods, logs, memory }), findings, context);
  const quoted = report.diagnoses[0]?.logs ?? [];
  return { quoted, wanted: report.wantedLogs.map(({ containerId }) => shortRunId(containerId)) };
}

/** "web-1: FATAL f1 (3)" */
function outline(logs: readonly ReportLog[]): readonly string[] {
  return logs.map(({ pod, quote, note }) =>
    quote === undefined ? `${pod}: ${note}` : `${pod}: ${quote.lines.join()} (${quote.pods})`,
  );
}

describe('a log is wanted', () => {
  it.each<[string, Given, readonly string[]]>([
    ['of a run that ended', { pods: [crashedPod('a')] }, ['a-20']],
    ['not of one that is known', { pods: [crashedPod('a')], logs: [logOf('a')] }, []],
    [
      'of the run after one that is known',
      { pods: [crashedPod('a', 10)], logs: [logOf('a')] },
      ['a-10'],
    ],
    [
      'of the three newest crashes of a problem, newest first',
      { pods: ['a', 'b', 'c', 'd'].map((name, index) => crashedPod(name, 50 - 10 * index)) },
      ['d-20', 'c-30', 'b-40'],
    ],
    ['not where the team wants none', { pods: [crashedPod('a')], spec: { isQuoted: false } }, []],
    ['not for a finding that no log tells more of', { pods: [crashedPod('a')], finding: {} }, []],
    [
      'not of a run that never began',
      { pods: [loopingPod({ reason: 'StartError', exitCode: 128 })] },
      [],
    ],
    ['not of a container that has not run', { pods: [waitingPod('ImagePullBackOff')] }, []],
    [
      'of a run that goes on and is not ready',
      {
        pods: [podWith(container({ ready: false, state: running(60), containerId: 'x://now' }))],
        finding: { log: { run: 'running' } },
      },
      ['now'],
    ],
    [
      'of the pod that the finding points at',
      { pods: [crashedPod('a')], finding: { log: { run: 'ended', pod: 'a', container: 'app' } } },
      ['a-20'],
    ],
    [
      'not of a pod that is gone',
      { pods: [crashedPod('a')], finding: { log: { run: 'ended', pod: 'b' } } },
      [],
    ],
  ])('%s', (_claim, given, wanted) => {
    expect(reportOf(given).wanted).toEqual(wanted);
  });
});

describe('a diagnosis quotes', () => {
  it('one entry for each way to die, the newest first, with how many died of it', () => {
    const pods = ['a', 'b', 'c'].map((name, index) => crashedPod(name, 40 - 10 * index));
    const logs = [logOf('a', 'f1', 40), logOf('b', 'f1', 30), logOf('c', 'f2', 20)];
    const { quoted } = reportOf({ pods, logs });
    expect(outline(quoted)).toEqual(['c: FATAL f2 (1)', 'b: FATAL f1 (2)']);
    expect(quoted[1]?.quote?.alike).toEqual([{ pod: 'a', run: 'a-40' }]);
  });

  it('the same as before while the next runs end of the same', () => {
    const first = reportOf({ pods: [crashedPod('a')], logs: [logOf('a')] }).quoted;
    const pods = [crashedPod('a', 10)];
    expect(reportOf({ pods, logs: [logOf('a', 'f1', 10)], before: first }).quoted).toEqual(first);
  });

  it('the same as before while the next run is not read yet', () => {
    const first = reportOf({ pods: [crashedPod('a')], logs: [logOf('a')] }).quoted;
    expect(reportOf({ pods: [crashedPod('a', 10)], before: first }).quoted).toEqual(first);
  });

  it('ways to die that take turns beside each other, in an order that stays', () => {
    const one = reportOf({ pods: [crashedPod('a', 30)], logs: [logOf('a', 'f1', 30)] }).quoted;
    const two = reportOf({ pods: [crashedPod('a')], logs: [logOf('a', 'f2')], before: one }).quoted;
    const back = { pods: [crashedPod('a', 10)], logs: [logOf('a', 'f1', 10)], before: two };
    expect(outline(two)).toEqual(['a: FATAL f2 (1)', 'a: FATAL f1 (1)']);
    expect(reportOf(back).quoted).toEqual(two);
  });

  it('a fourth way only ten minutes after the third', () => {
    const three = ['f3', 'f2', 'f1'].map((fingerprint, index) => {
      const given = { pods: [crashedPod('a')], logs: [logOf('a', fingerprint, 900 + index)] };
      return reportOf(given).quoted[0];
    });
    const before = three.filter((log) => log !== undefined);
    const soon = reportOf({ pods: [crashedPod('a')], logs: [logOf('a', 'f4', 400)], before });
    const later = reportOf({ pods: [crashedPod('a')], logs: [logOf('a', 'f4', 200)], before });
    expect([outline(soon.quoted), outline(later.quoted)]).toEqual([
      ['a: FATAL f3 (1)', 'a: FATAL f2 (1)', 'a: FATAL f1 (1)'],
      ['a: FATAL f4 (1)', 'a: FATAL f3 (1)', 'a: FATAL f2 (1)'],
    ]);
  });

  it('no pod that is gone beside one that is there', () => {
    const before = reportOf({ pods: [crashedPod('a')], logs: [logOf('a')] }).quoted;
    const { quoted } = reportOf({ pods: [crashedPod('b')], logs: [logOf('b')], before });
    expect(outline(quoted)).toEqual(['b: FATAL f1 (1)']);
  });

  it('no way to die that was not seen again for an hour', () => {
    const before = reportOf({ pods: [crashedPod('a')], logs: [logOf('a', 'f1', 3_700)] }).quoted;
    const { quoted } = reportOf({ pods: [crashedPod('a')], logs: [logOf('a', 'f2')], before });
    expect(outline(quoted)).toEqual(['a: FATAL f2 (1)']);
  });

  it.each<[string, Given, readonly string[]]>([
    [
      'a run that wrote nothing as such',
      { pods: [crashedPod('a')], logs: [{ ...logOf('a', ''), lines: [] }] },
      ['The run wrote nothing to its log.'],
    ],
    [
      'a container that never ran as such',
      { pods: [waitingPod('ErrImagePull')], finding: {} },
      ['The container has never run, so it has no log.'],
    ],
    [
      'a run that never began as such',
      { pods: [loopingPod({ reason: 'StartError' })] },
      ['The container has never run, so it has no log.'],
    ],
    ['nothing while a log is on its way', { pods: [crashedPod('a')] }, []],
    [
      'nothing of a container that ran before its image went',
      { pods: [waitingPod('ErrImagePull', '', { restartCount: 3 })], finding: {} },
      [],
    ],
  ])('%s', (_claim, given, notes) => {
    expect(reportOf(given).quoted.map(({ note }) => note)).toEqual(notes);
  });
});

describe('a link', () => {
  const linkTemplate = 'https://logs.example/{cluster}/{namespace}/{pod}/{container}';
  const url = 'https://logs.example/eu/shop/a/app';

  it('stands beside the quote', () => {
    const given = { pods: [crashedPod('a')], logs: [logOf('a')], spec: { linkTemplate } };
    expect(reportOf(given).quoted.map((log) => [log.url, log.quote?.lines])).toEqual([
      [url, ['FATAL f1']],
    ]);
  });

  it('stands alone where nothing is read', () => {
    const given = { pods: [crashedPod('a')], spec: { linkTemplate, isQuoted: false } };
    expect(reportOf(given).quoted).toEqual([
      { pod: 'a', container: 'app', hasEnded: true, note: '', url },
    ]);
  });
});
