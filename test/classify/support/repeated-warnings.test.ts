// Warnings that go on, what they are about, and which of several findings is shown.
import { describe, expect, test } from 'vitest';
import { podEvent, ready } from '../../../src/classify/support/example-pods.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import {
  cronJob,
  cronJobEvent,
  refusalEvent,
  statefulSet,
} from '../../../src/classify/support/example-workloads.ts';
import { ago, condition, event, pod } from '../../../src/classify/support/examples.ts';
import { firstPerSubject, onePerSubject } from '../../../src/classify/support/one-per-subject.ts';
import { quoted, repeatedWarnings } from '../../../src/classify/support/repeated-warnings.ts';
import { standing } from '../../../src/classify/support/standing.ts';
import { workloadOfEvent } from '../../../src/classify/support/workloads.ts';
import type { Finding } from '../../../src/classify/types.ts';
import type { EventFact, ServiceSnapshot } from '../../../src/facts/index.ts';

function found(events: readonly EventFact[], world: Partial<ServiceSnapshot> = { pods: [pod()] }) {
  return repeatedWarnings(exampleSnapshot({ ...world, events }));
}

/** Said about the pod from so many seconds ago until so many seconds ago. */
function odd(message: string, first: number, last: number, count = 3): EventFact {
  const facts = { count, firstMs: ago(first), lastMs: ago(last) };
  return { ...podEvent('Odd', message, facts), uid: `event-${message}` };
}

describe('a warning that goes on', () => {
  const SINCE_100 = { conditions: [condition('Ready', 'True', { sinceMs: ago(100) })] };
  const SET = statefulSet({ replicas: 2 });
  const SET_EVENT = { ...refusalEvent('no', SET), reason: 'Odd', count: 3 };

  test.each<[string, () => readonly Finding[], number]>([
    ['is told from the third time on', () => found([odd('a', 50, 10)]), 1],
    ['not before', () => found([odd('a', 50, 10, 2)]), 0],
    ['not when it is none', () => found([{ ...odd('a', 50, 10), type: 'Normal' }]), 0],
    [
      'not when it is told better elsewhere',
      () => found([{ ...odd('a', 50, 10), reason: 'BackOff' }]),
      0,
    ],
    ['not a quarter of an hour later', () => found([odd('a', 999, 900)]), 0],
    ['not once its pod is ready', () => found([odd('a', 500, 100)], { pods: [pod(SINCE_100)] }), 0],
    [
      'but when it came after that',
      () => found([odd('a', 500, 99)], { pods: [pod(SINCE_100)] }),
      1,
    ],
    [
      'also when the first of its wordings came before that',
      () => found([odd('a', 500, 101), odd('b', 400, 99)], { pods: [pod(SINCE_100)] }),
      1,
    ],
    ['of a workload that has not all its pods', () => found([SET_EVENT], { workloads: [SET] }), 1],
    ['not of one that has', () => found([SET_EVENT], { workloads: [statefulSet()] }), 0],
    [
      'not of what nobody knows',
      () => found([event('Odd', 'a', { count: 3, involved: { kind: 'Node', uid: 'x' } })]),
      0,
    ],
  ])('%s', (_, told, count) => {
    expect(told()).toHaveLength(count);
  });

  test('is one with its other wordings: quoted by the first that is still told', () => {
    const events = [odd('gone', 900, 311), odd('new', 200, 10), odd('old', 400, 310)];
    expect(found(events)).toMatchObject([
      {
        sinceMs: ago(900),
        lastMs: ago(10),
        count: 9,
        details: { raw: 'old', what: 'A pod gets the warning Odd again and again' },
      },
    ]);
  });

  test('is told for each object and reason by itself', () => {
    const other = { ...odd('a', 50, 10), reason: 'Other', uid: 'other' };
    expect(found([odd('a', 50, 10), other]).map(({ reason }) => reason)).toEqual(['Odd', 'Other']);
  });

  test('is told of the container that it names', () => {
    const [one] = found([event('Odd', 'a', { count: 3 })]);
    expect([one?.subject.container, one?.details['Who']]).toEqual(['app', 'Container "app"']);
    expect(found([odd('a', 50, 10)])[0]?.subject.container).toBeUndefined();
  });

  test('names the workload that it is about', () => {
    const about = { ...cronJobEvent('Odd', 'a'), count: 3 };
    const [one] = found([about], { workloads: [cronJob()] });
    expect(one?.details['what']).toBe('CronJob nightly gets the warning Odd again and again');
  });

  test('does not count while the pod is being made: other rules know more then', () => {
    const mount = { ...odd('a', 50, 10), reason: 'FailedMount' };
    expect(found([mount], { pods: [pod({ ...ready(), conditions: [] })] })).toHaveLength(1);
    expect(found([mount], { pods: [pod({ conditions: [], containers: [] })] })).toEqual([]);
  });

  test('is quoted up to a bound', () => {
    expect(quoted('x'.repeat(2000))).toBe(`${'x'.repeat(699)}…`);
  });
});

describe('an event is about', () => {
  test.each([
    ['the workload that it names', refusalEvent('no', statefulSet()), 'StatefulSet/db'],
    ['a maker of pods that is not known', cronJobEvent('Odd', 'a'), 'CronJob/nightly'],
    ['nothing that is known', event('Odd', 'a'), undefined],
  ])('%s', (_, told, wanted) => {
    const about = workloadOfEvent(told, [statefulSet({ name: 'queue', uid: 'q' }), statefulSet()]);
    expect(about && `${about.root.kind}/${about.root.name}`).toBe(wanted);
  });
});

const WEB = { workload: { kind: 'Deployment', name: 'web' } };

function finding(reason: string, seconds: number, facts: Partial<Finding> = {}): Finding {
  const told = { subject: WEB, reason, details: {}, evidence: [], sinceMs: ago(seconds) };
  return standing({ ...told, ...facts });
}

test('what stands is said once, since it stands', () => {
  expect(finding('a', 5)).toEqual({
    subject: WEB,
    confidence: 'confirmed',
    state: 'active',
    reason: 'a',
    details: {},
    evidence: [],
    sinceMs: ago(5),
    lastMs: ago(5),
    count: 1,
  });
});

describe('of several findings about one subject', () => {
  const OTHER = finding('other', 1, { subject: { workload: { kind: 'Job', name: 'web' } } });

  test.each<[string, readonly Finding[], readonly string[]]>([
    ['that which began first is shown', [finding('b', 10), finding('a', 20)], ['a']],
    [
      'an error goes before a hint that is older',
      [finding('hint', 20, { severity: 'info' }), finding('error', 10)],
      ['error'],
    ],
    [
      'and before what is over',
      [finding('over', 20, { state: 'recovered', severity: 'warning' }), finding('error', 10)],
      ['error'],
    ],
    [
      'a hint goes first among hints by its age',
      [finding('b', 10, { severity: 'info' }), finding('a', 20, { severity: 'info' })],
      ['a'],
    ],
    ['those of others stay', [finding('a', 20), OTHER], ['a', 'other']],
  ])('%s', (_, all, reasons) => {
    expect(onePerSubject(all).map(({ reason }) => reason)).toEqual(reasons);
  });

  test('the first is kept since any of them began', () => {
    const first = firstPerSubject([finding('a', 10), finding('b', 30), OTHER]);
    expect(first.map(({ reason, sinceMs }) => [reason, sinceMs])).toEqual([
      ['a', ago(30)],
      ['other', ago(1)],
    ]);
  });
});
