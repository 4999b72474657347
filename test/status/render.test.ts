import { describe, expect, it } from 'vitest';
import { type ServiceHealthStatus, statusSchema } from '../../src/api/status.ts';
import type { ReportedCause } from '../../src/facts/index.ts';
import { renderStatus } from '../../src/status/render.ts';
import { statusBytes } from '../../src/status/render-size.ts';
import { hostileReport, NOON_MS, report, reportDiagnosis, reportEvent } from './reports.ts';

const NOON = '2026-11-01T12:00:00Z';

it('a report becomes a status with absolute times in whole seconds', () => {
  expect(renderStatus(report())).toEqual({
    observedGeneration: 3,
    health: 'Degraded',
    healthSince: NOON,
    summary: '2 of 6 pods run out of memory',
    topIssue: 'OOMKilled',
    issues: 1,
    podsReady: '4/6',
    restarts: 10,
    pods: { desired: 6, ready: 4, failing: 2, pending: 0, restarting: 2, terminating: 0 },
    versions: '1.4.1,1.4.2',
    cluster: 'prod-eu-1',
    conditions: [
      {
        type: 'Healthy',
        status: 'False',
        observedGeneration: 3,
        lastTransitionTime: NOON,
        reason: 'OOMKilled',
        message: '2 of 6 pods run out of memory.',
      },
      {
        type: 'DataComplete',
        status: 'True',
        observedGeneration: 3,
        lastTransitionTime: NOON,
        reason: 'AllSourcesLive',
        message: 'Everything that is needed can be seen.',
      },
    ],
    diagnoses: [
      {
        id: '5f2c19aa',
        code: 'OOMKilled',
        reason: 'CrashLoopBackOff',
        severity: 'error',
        state: 'active',
        confidence: 'confirmed',
        title: 'Container "app" runs out of memory',
        explanation: 'The container used more than its limit of 64Mi and the kernel killed it.',
        fixes: ['Raise the memory limit.'],
        commands: ['kubectl --namespace shop logs checkout-1 --previous'],
        docURL: 'https://kubernetes.io/docs/tasks/',
        evidence: [{ object: 'Pod/checkout-1', field: 'status', value: 'OOMKilled', time: NOON }],
        affected: {
          pods: 2,
          sample: ['checkout-1'],
          workloads: ['Deployment/checkout'],
          containers: ['app'],
        },
        consequences: ['RolloutStuck'],
        firstSeenTime: NOON,
        lastSeenTime: '2026-11-01T12:01:00Z',
        count: 10,
      },
    ],
    workloads: [
      {
        kind: 'Deployment',
        name: 'checkout',
        role: 'web',
        health: 'Degraded',
        desired: 6,
        available: 4,
        updated: 6,
        rollout: 'Complete',
      },
    ],
    autoscalers: [
      {
        name: 'checkout',
        target: 'Deployment/checkout',
        min: 2,
        max: 6,
        current: 6,
        desired: 6,
        limited: 'TooManyReplicas',
      },
    ],
    transitions: [{ time: NOON, from: 'Healthy', to: 'Degraded', reason: 'OOMKilled' }],
    commands: ['kubectl --namespace shop get pods'],
    events: [
      {
        object: 'Pod/checkout-1',
        container: 'app',
        type: 'Normal',
        reason: 'Killing',
        message: 'Container app failed liveness probe, will be restarted',
        component: 'kubelet',
        count: 3,
        firstTime: NOON,
        lastTime: '2026-11-01T12:01:00Z',
        uid: 'event-1',
        objectUID: 'uid-1',
      },
    ],
  });
});

it('what is empty is left out, but for what somebody else might fill: that is said to be empty', () => {
  const { observedGeneration: _unknown, ...healthy } = report({
    health: 'Healthy',
    summary: '',
    topIssue: '',
    issues: 0,
    pods: { desired: 0, ready: 0, failing: 0, pending: 0, restarting: 0, terminating: 0 },
    restarts: 0,
    versions: [],
    cluster: '',
    conditions: [],
    diagnoses: [],
    workloads: [],
    autoscalers: [],
    transitions: [],
    commands: [],
    events: [],
  });
  expect(renderStatus(healthy)).toEqual({
    observedGeneration: -1,
    health: 'Healthy',
    healthSince: NOON,
    issues: 0,
    podsReady: '0/0',
    restarts: 0,
    pods: { desired: 0, ready: 0, failing: 0, pending: 0, restarting: 0, terminating: 0 },
    topIssue: '',
    diagnoses: [],
    workloads: [],
    transitions: [],
    events: [],
  });
});

describe('of the Events', () => {
  const events = Array.from({ length: 30 }, (_, index) => reportEvent({ uid: `event-${index}` }));

  it('as many stay as fit into 4 KiB, the first ones', () => {
    const uids = renderStatus(report({ events })).events?.map(({ uid }) => uid) ?? [];
    expect(uids.length).toBeGreaterThan(5);
    expect(uids).toEqual(events.slice(0, uids.length).map(({ uid }) => uid));
    expect(Buffer.byteLength(JSON.stringify(renderStatus(report({ events })).events))).toBeLessThan(
      4 * 1_024 + 100,
    );
  });

  it('none stays where a report has to be cut: what they prove matters more', () => {
    const long = 'x'.repeat(2_000);
    const diagnoses = Array.from({ length: 6 }, () => reportDiagnosis({ explanation: long }));
    const { events: kept, diagnoses: told } = renderStatus(report({ events, diagnoses }));
    expect([kept, told?.length]).toEqual([[], 6]);
  });
});

describe('a hostile report still gives a valid status of at most 64 KiB, made of', () => {
  const units: readonly { name: string; unit: string }[] = [
    { name: 'letters', unit: 'a' },
    { name: 'three-byte characters', unit: '語' },
    { name: 'surrogate pairs', unit: '🦊' },
    { name: 'halves of surrogate pairs', unit: '\ud83e' },
    { name: 'control characters', unit: '\u0001' },
    { name: 'characters that Go escapes', unit: '<' },
    { name: 'commas', unit: ',' },
    { name: 'names of prototypes', unit: '__proto__' },
  ];

  it.each(units)('$name', ({ unit }) => {
    const status = renderStatus(hostileReport(unit));
    expect({
      problems: statusSchema.safeParse(status).error?.issues ?? [],
      fits: statusBytes(status) <= 64 * 1024,
      survivesJson: JSON.parse(JSON.stringify(status)),
      isWellFormed: JSON.stringify(status).isWellFormed(),
    }).toEqual({ problems: [], fits: true, survivesJson: status, isWellFormed: true });
  });
});

it('equal reports give equal statuses, byte for byte', () => {
  const [one, other] = [hostileReport('x'), hostileReport('x')].map((each) => {
    return JSON.stringify(renderStatus(each));
  });
  expect(one).toBe(other);
});

it('of two conditions of one type the first stays', () => {
  const [first, second] = report().conditions;
  if (first === undefined || second === undefined) throw new Error('the report has too few');
  const { conditions } = renderStatus(
    report({ conditions: [first, { ...second, type: first.type }] }),
  );
  expect(conditions?.map(({ reason }) => reason)).toEqual([first.reason]);
});

describe('a code that the schema refuses', () => {
  it('becomes Unclassified, so that the report is written at all', () => {
    const status = renderStatus(
      report({ topIssue: 'out of memory', diagnoses: [reportDiagnosis({ code: 'oom killed' })] }),
    );
    expect([status.topIssue, status.diagnoses?.[0]?.code]).toEqual([
      'Unclassified',
      'Unclassified',
    ]);
  });
});

it.each<[string, ReportedCause, object]>([
  [
    'with the number of other services',
    { kind: 'Node', name: 'node-1', otherServices: 20 },
    { kind: 'Node', name: 'node-1', otherServices: 20 },
  ],
  [
    'without a number when there is no other',
    { kind: 'Registry', name: 'registry.example', otherServices: 0 },
    { kind: 'Registry', name: 'registry.example' },
  ],
])('a shared cause is told %s', (_, sharedCause, told) => {
  const status = renderStatus(report({ diagnoses: [reportDiagnosis({ sharedCause })] }));
  expect(status.diagnoses?.[0]?.sharedCause).toEqual(told);
  expect(statusSchema.parse(status)).toEqual(status);
});

const SUSPECT = {
  dimension: 'version',
  value: '1.4.2',
  failing: 2,
  of: 2,
  failingElsewhere: 0,
  elsewhere: 4,
};
const RELEASE = {
  revision: '3',
  previous: '2',
  images: ['shop/web:1.4.2'],
  commit: 'abc1234',
  sinceMs: NOON_MS,
  isBeside: true,
};

it('the origins of a problem are stored as counts and an instant', () => {
  const release = { ...RELEASE, images: [], commit: '' };
  const diagnoses = [
    reportDiagnosis({ suspects: [SUSPECT], release: RELEASE }),
    reportDiagnosis({ id: 'b', suspects: [], release }),
  ];
  const status = renderStatus(report({ diagnoses }));
  expect(status.diagnoses?.map(({ suspects, release: told }) => [suspects, told])).toEqual([
    [
      [{ dimension: 'version', value: '1.4.2', failing: 2, of: 2, elsewhere: '0/4' }],
      {
        revision: '3',
        previous: '2',
        images: ['shop/web:1.4.2'],
        commit: 'abc1234',
        time: NOON,
      },
    ],
    [undefined, { revision: '3', previous: '2', time: NOON }],
  ]);
  expect(statusSchema.parse(status)).toEqual(status);
});

function completeness(status: ServiceHealthStatus): string | undefined {
  return status.conditions?.find(({ type }) => type === 'DataComplete')?.message;
}

describe('breakdowns', () => {
  const version = {
    dimension: 'version',
    values: [{ value: '1.4.2', pods: 2, failing: 2 }],
    others: 0,
  };
  it('are stored, the values left out as a number', () => {
    const status = renderStatus(report({ breakdowns: [version, { ...version, others: 7 }] }));
    const { others: _, ...stored } = version;
    expect(status.breakdowns).toEqual([stored, { ...stored, others: 7 }]);
    expect(renderStatus(report({ breakdowns: [] })).breakdowns).toBeUndefined();
  });

  it('are what goes first, before any diagnosis becomes shorter', () => {
    const values = Array.from({ length: 10 }, (_, index) => {
      return { value: `${index}${'v'.repeat(400)}`, pods: 1, failing: 0 };
    });
    const breakdowns = Array.from({ length: 5 }, () => ({ ...version, values }));
    const status = renderStatus(report({ breakdowns }));
    expect(status.breakdowns).toBeUndefined();
    expect(status.diagnoses).toEqual(renderStatus(report()).diagnoses);
    expect(completeness(status)).toBe(
      'To keep the object small, breakdowns are left out. Everything that is needed can be seen.',
    );
  });

  it('go also where there is no diagnosis', () => {
    const values = Array.from({ length: 10 }, (_, index) => {
      return { value: `${index}${'v'.repeat(400)}`, pods: 1, failing: 0 };
    });
    const breakdowns = Array.from({ length: 5 }, () => ({ ...version, values }));
    const status = renderStatus(report({ breakdowns, diagnoses: [] }));
    expect([status.breakdowns, status.diagnoses, status.workloads?.length]).toEqual([
      undefined,
      [],
      1,
    ]);
  });

  it('stay while only the Events do not fit', () => {
    const message = 'm'.repeat(1_000);
    const events = Array.from({ length: 3 }, (_, index) =>
      reportEvent({ uid: `e${index}`, message }),
    );
    const explanation = 'x'.repeat(2_000);
    const diagnoses = Array.from({ length: 4 }, (_, index) =>
      reportDiagnosis({ id: `d${index}`, explanation }),
    );
    const status = renderStatus(report({ breakdowns: [version], diagnoses, events }));
    expect([status.breakdowns?.length, status.events]).toEqual([1, []]);
  });
});

function tenOf(explanationChars: number): ServiceHealthStatus {
  const diagnoses = Array.from({ length: 10 }, (_, index) =>
    reportDiagnosis({
      id: `d${index}`,
      explanation: 'x'.repeat(explanationChars),
      evidence: Array.from({ length: 3 }, () => ({
        object: 'Pod/a',
        field: 'f',
        value: 'v'.repeat(explanationChars / 2),
      })),
      firstSeenMs: NOON_MS,
    }),
  );
  return renderStatus(report({ diagnoses, autoscalers: [] }));
}
describe('what stays of ten diagnoses', () => {
  const cases: readonly {
    name: string;
    chars: number;
    kept: number;
    whole: number;
    says: string;
  }[] = [
    {
      name: 'all, when they fit',
      chars: 100,
      kept: 10,
      whole: 10,
      says: 'Everything that is needed can be seen.',
    },
    {
      name: 'all, the least important in fewer words',
      chars: 400,
      kept: 10,
      whole: 2,
      says: 'To keep the object small, 8 diagnoses are shortened. Everything that is needed can be seen.',
    },
    {
      name: 'the most important, when brief ones do not fit either',
      chars: 2_000,
      kept: 6,
      whole: 1,
      says: 'To keep the object small, 4 diagnoses are left out, 5 diagnoses are shortened. Everything that is needed can be seen.',
    },
  ];

  it.each(cases)('$name', ({ chars, kept, whole, says }) => {
    const { diagnoses = [], conditions = [] } = tenOf(chars);
    expect({
      ids: diagnoses.map(({ id }) => id),
      whole: diagnoses.filter(({ evidence }) => evidence?.length === 3).length,
      says: conditions.find(({ type }) => type === 'DataComplete')?.message,
    }).toEqual({
      ids: Array.from({ length: kept }, (_, index) => `d${index}`),
      whole,
      says,
    });
  });
});
