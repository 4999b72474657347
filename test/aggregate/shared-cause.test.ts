import { describe, expect, test } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { exampleClock, exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { deployment } from '../../src/classify/support/example-workloads.ts';
import { ago, NOW } from '../../src/classify/support/examples.ts';
import type { Classifier, RuledFinding } from '../../src/classify/types.ts';
import type {
  RememberedDiagnosis,
  ReportedCause,
  SharedCause,
  SharedKind,
} from '../../src/facts/index.ts';
import { found, rule, unreadyPod } from './world.ts';

function sharing(kind: SharedKind, facts: Partial<Classifier> = {}): Classifier {
  return rule('Down', { title: 'It is down', sharedCause: { kind, detail: 'thing' }, ...facts });
}

function finding(by: Classifier, name = 'n1', facts: Parameters<typeof found>[1] = {}) {
  return found(by, { pod: 'web-1', details: { thing: name }, ...facts });
}

interface Given {
  readonly findings: readonly RuledFinding[];
  readonly others?: number;
  /** What the last report told. */
  readonly before?: readonly ReportedCause[];
  readonly ignored?: string;
}

function remembered(sharedCause: ReportedCause, index: number): RememberedDiagnosis {
  return {
    id: `before-${index}`,
    code: 'Down',
    state: 'active',
    reason: 'NotReady',
    firstSeenMs: 1,
    lastSeenMs: 2,
    count: 1,
    evidence: [],
    sample: [],
    sharedCause,
  };
}

function reportOf({ findings, others = 0, before = [], ignored }: Given) {
  const asked: SharedCause[] = [];
  const memory = { health: 'Degraded', conditions: [], transitions: [], events: [] };
  const snapshot = exampleSnapshot({
    clock: exampleClock(NOW, () => {}),
    workloads: [deployment({ desired: 1, createdMs: ago(20) })],
    pods: [unreadyPod('web-1', 20)],
    memory: { ...memory, diagnoses: before.map(remembered) },
  });
  const { summary, diagnoses } = aggregate(snapshot, findings, {
    nowMs: NOW,
    cluster: '',
    generation: 1,
    ignore: ignored === undefined ? [] : [{ code: ignored, justification: '' }],
    othersWith(cause) {
      asked.push(cause);
      return others;
    },
  });
  const told = diagnoses.map(({ sharedCause, explanation }) => ({ sharedCause, explanation }));
  return { summary, told, asked };
}

const ALONE = 'What happened in Deployment/web.';
const NODE = { kind: 'Node', name: 'n1' } as const;

describe('a cause that services share', () => {
  test.each<{ says: string; given: Given; told: object; summary: string }>([
    {
      says: 'is named without a number when no other service has it',
      given: { findings: [finding(sharing('Node'))] },
      told: { sharedCause: { ...NODE, otherServices: 0 }, explanation: ALONE },
      summary: 'It is down: 1 pod of Deployment/web, 0 of 1 pods serve',
    },
    {
      says: 'tells of one other service',
      given: { findings: [finding(sharing('Node'))], others: 3 },
      told: {
        sharedCause: { ...NODE, otherServices: 1 },
        explanation: `${ALONE} At least one other service has trouble with the same node, n1: it is not this service alone.`,
      },
      summary:
        'It is down: 1 pod of Deployment/web, 0 of 1 pods serve; at least one other service has trouble with the same node',
    },
    {
      says: 'tells of many in steps',
      given: { findings: [finding(sharing('Registry'), 'registry.example')], others: 33 },
      told: {
        sharedCause: { kind: 'Registry', name: 'registry.example', otherServices: 20 },
        explanation: `${ALONE} At least 20 other services have trouble with the same image registry, registry.example: it is not this service alone.`,
      },
      summary:
        'It is down: 1 pod of Deployment/web, 0 of 1 pods serve; at least 20 other services have trouble with the same image registry',
    },
    {
      says: 'keeps what was told for as long as it is true',
      given: {
        findings: [finding(sharing('Node'))],
        others: 20,
        before: [{ ...NODE, otherServices: 20 }],
      },
      told: {
        sharedCause: { ...NODE, otherServices: 20 },
        explanation: `${ALONE} At least 20 other services have trouble with the same node, n1: it is not this service alone.`,
      },
      summary:
        'It is down: 1 pod of Deployment/web, 0 of 1 pods serve; at least 20 other services have trouble with the same node',
    },
    {
      says: 'keeps nothing that was told of another one',
      given: {
        findings: [finding(sharing('Node'))],
        others: 7,
        before: [{ kind: 'Node', name: 'n2', otherServices: 5 }],
      },
      told: {
        sharedCause: { ...NODE, otherServices: 1 },
        explanation: `${ALONE} At least one other service has trouble with the same node, n1: it is not this service alone.`,
      },
      summary:
        'It is down: 1 pod of Deployment/web, 0 of 1 pods serve; at least one other service has trouble with the same node',
    },
  ])('$says', ({ given, told, summary }) => {
    expect(reportOf(given)).toMatchObject({ told: [told], summary });
  });

  test.each<[string, Given]>([
    ['by a rule that names none', { findings: [finding(rule('Down'))], others: 9 }],
    ['by a finding without the detail', { findings: [finding(sharing('Node'), '')], others: 9 }],
    ['by a name that was cut', { findings: [finding(sharing('Image'), 'shop/…')], others: 9 }],
    [
      'by history',
      { findings: [finding(sharing('Node'), 'n1', { state: 'recovered' })], others: 9 },
    ],
    [
      'by what the team ignores',
      { findings: [finding(sharing('Node'))], others: 9, ignored: 'Down' },
    ],
  ])('is not told %s', (_, given) => {
    expect(reportOf(given)).toMatchObject({
      told: [{ sharedCause: undefined, explanation: ALONE }],
      asked: [],
    });
  });

  test('is told by two diagnoses with the same number, whichever told it before', () => {
    const findings = [
      finding(sharing('Node')),
      finding(sharing('Node', { code: 'Slow', severity: 'warning' })),
    ];
    const before = [
      { ...NODE, otherServices: 5 },
      { ...NODE, otherServices: 20 },
    ];
    const { told } = reportOf({ findings, before, others: 25 });
    expect(told.map(({ sharedCause }) => sharedCause?.otherServices)).toEqual([20, 20]);
  });
});
