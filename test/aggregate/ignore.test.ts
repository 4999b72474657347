import { expect, test } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import type { Report } from '../../src/aggregate/types.ts';
import { exampleClock, exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { deployment, job } from '../../src/classify/support/example-workloads.ts';
import { ago, condition, NOW } from '../../src/classify/support/examples.ts';
import type { Finding, RuledFinding, Severity } from '../../src/classify/types.ts';
import type { IgnoredDiagnosis, ServiceSnapshot } from '../../src/facts/index.ts';
import { found, readyPod, rule, unreadyPod } from './world.ts';

/** An error on container app of pod web-1. */
function problem(code: string, facts: Partial<Finding> = {}, severity: Severity = 'error') {
  return found(rule(code, { severity }), { pod: 'web-1', ...facts });
}

const late = found(rule('ProgressDeadlineExceeded', { isConsequence: true }));
const serving = {
  workloads: [deployment({ desired: 1, replicas: 1, updatedReplicas: 1 })],
  pods: [readyPod('web-1')],
};

interface Case {
  readonly name: string;
  readonly world?: Partial<ServiceSnapshot>;
  readonly findings: readonly RuledFinding[];
  readonly ignore: readonly IgnoredDiagnosis[];
  readonly says: string;
  /** Code and state, most important first. */
  readonly diagnoses: readonly string[];
}

function ignored(code: string, facts: Partial<IgnoredDiagnosis> = {}): IgnoredDiagnosis {
  return { code, justification: '', ...facts };
}

function judged({ world = serving, findings, ignore }: Case, instants: number[] = []): Report {
  const clock = exampleClock(NOW, (instant) => instants.push(instant));
  const snapshot = exampleSnapshot({ clock, ...world });
  return aggregate(snapshot, findings, { nowMs: NOW, cluster: '', generation: 1, ignore });
}

/** All that an ignored diagnosis must not count for. */
function countsOf({ health, topIssue, issues, pods, summary }: Report): string {
  return `${health} top=${topIssue} issues=${issues} failing=${pods.failing}: ${summary}`;
}

const SERVES = 'Healthy top= issues=0 failing=0: 1 of 1 pods serve';
const BROKEN =
  'Degraded top=AppError issues=1 failing=1: AppError of app: 1 pod of Deployment/web, 1 of 1 pods serve';

const cases: readonly Case[] = [
  {
    name: 'an error that nobody ignores counts',
    findings: [problem('AppError')],
    ignore: [],
    says: BROKEN,
    diagnoses: ['AppError active'],
  },
  {
    name: 'an ignored error is listed and counts for nothing',
    findings: [problem('AppError')],
    ignore: [ignored('AppError')],
    says: SERVES,
    diagnoses: ['AppError ignored'],
  },
  {
    name: 'an ignored warning too',
    findings: [problem('AppError', {}, 'warning')],
    ignore: [ignored('AppError')],
    says: SERVES,
    diagnoses: ['AppError ignored'],
  },
  {
    name: 'a code that only begins alike is another one',
    findings: [problem('AppError')],
    ignore: [ignored('App'), ignored('AppErrors')],
    says: BROKEN,
    diagnoses: ['AppError active'],
  },
  {
    name: 'beside an ignored one the others count, and come first',
    findings: [problem('OOMKilled'), problem('AppError')],
    ignore: [ignored('OOMKilled')],
    says: BROKEN,
    diagnoses: ['AppError active', 'OOMKilled ignored'],
  },
  {
    name: 'what follows from an ignored one counts for nothing either',
    findings: [problem('ImageNotFound'), late],
    ignore: [ignored('ImageNotFound')],
    says: SERVES,
    diagnoses: ['ImageNotFound ignored'],
  },
  {
    name: 'what follows from one that is not ignored is named there',
    findings: [problem('AppError'), late],
    ignore: [ignored('ProgressDeadlineExceeded')],
    says: BROKEN,
    diagnoses: ['AppError active'],
  },
  {
    name: 'until a time that is to come',
    findings: [problem('AppError')],
    ignore: [ignored('AppError', { untilMs: ago(-1) })],
    says: SERVES,
    diagnoses: ['AppError ignored'],
  },
  {
    name: 'and no longer when it has come',
    findings: [problem('AppError')],
    ignore: [ignored('AppError', { untilMs: NOW })],
    says: BROKEN,
    diagnoses: ['AppError active'],
  },
  {
    name: 'pods that do not serve are missing all the same',
    world: {
      workloads: [deployment({ desired: 1, createdMs: ago(3_600) })],
      pods: [unreadyPod('web-1', 3_600)],
    },
    findings: [problem('AppError')],
    ignore: [ignored('AppError')],
    says: 'Unhealthy top= issues=0 failing=0: The cause is ignored: 0 of 1 pods serve',
    diagnoses: ['AppError ignored'],
  },
  {
    name: 'a Job whose failure is ignored is over',
    world: { workloads: [job({ conditions: [condition('Failed', 'True')] })] },
    findings: [
      found(rule('JobBackoffLimitExceeded'), {
        subject: { workload: { kind: 'Job', name: job().workload.name } },
      }),
    ],
    ignore: [ignored('JobBackoffLimitExceeded')],
    says: 'Healthy top= issues=0 failing=0: Nothing is wrong',
    diagnoses: ['JobBackoffLimitExceeded ignored'],
  },
  {
    name: 'that something cannot be seen is not for a service to ignore',
    world: {
      missingSources: [
        { resource: 'pods', apiGroup: '', verb: 'list', required: true, why: 'refused' },
      ],
    },
    findings: [found(rule('CannotObserve'))],
    ignore: [ignored('CannotObserve')],
    says: 'Unknown top=CannotObserve issues=1 failing=0: CannotObserve of ',
    diagnoses: ['CannotObserve active'],
  },
];

test.each(cases)('$name', (given) => {
  const report = judged(given);
  const diagnoses = report.diagnoses.map(({ code, state }) => `${code} ${state}`);
  expect({ says: countsOf(report), diagnoses }).toStrictEqual({
    says: given.says,
    diagnoses: given.diagnoses,
  });
});

test.each([
  { name: 'is announced', code: 'AppError', instants: [ago(-60)] },
  { name: 'of a problem that is not there is not', code: 'OOMKilled', instants: [] },
])('the end of ignoring $name', ({ code, instants }) => {
  const heard: number[] = [];
  const ignore = [ignored(code, { untilMs: ago(-60) })];
  judged({ name: '', findings: [problem('AppError')], ignore, says: '', diagnoses: [] }, heard);
  expect(heard.filter((instant) => instant === ago(-60))).toStrictEqual(instants);
});

test('an ignored loop keeps the STATUS that tells most, so that its retries are no news', () => {
  const first = judged({
    name: '',
    findings: [problem('AppError')],
    ignore: [ignored('AppError')],
    says: '',
    diagnoses: [],
  });
  const [before] = first.diagnoses;
  if (before === undefined) throw new Error('nothing was found');
  const { id, code, state, reason, firstSeenMs, lastSeenMs, count } = before;
  const remembered = { id, code, state, reason, firstSeenMs, lastSeenMs, count };
  const diagnoses = [{ ...remembered, evidence: [], sample: [] }];
  const again = judged({
    name: '',
    world: {
      ...serving,
      memory: { health: '', diagnoses, conditions: [], transitions: [], events: [] },
    },
    findings: [problem('AppError', { reason: 'Error' })],
    ignore: [ignored('AppError')],
    says: '',
    diagnoses: [],
  });
  expect(again.diagnoses.map((one) => one.reason)).toStrictEqual(['CrashLoopBackOff']);
});
