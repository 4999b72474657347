// When the end of a pod is a problem, when it is history, and when it is nothing.
import { describe, expect, test } from 'vitest';
import { type EndReading, endedFindings } from '../../../src/classify/support/ended-pods.ts';
import { alone, endedPod, endedPods } from '../../../src/classify/support/example-pods.ts';
import { exampleClock, exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import {
  ago,
  condition,
  container,
  endedContainer,
  NOW,
  pod,
} from '../../../src/classify/support/examples.ts';
import type { PodFact, ServicePod } from '../../../src/facts/index.ts';

const READING: EndReading = { read: () => ({}) };
const JOB = { kind: 'Job', name: 'migrate', uid: 'uid-migrate' };

/** State and severity of each finding, in one line. */
function judged(pods: readonly ServicePod[], reading: Partial<EndReading> = {}) {
  const findings = endedFindings(exampleSnapshot({ pods }), { ...READING, ...reading });
  return findings.map(({ state, severity = 'own' }) => `${state} ${severity}`);
}

/** As many pods as there are ages. */
function endedAgo(...ages: readonly number[]): readonly ServicePod[] {
  return ages.map((seconds) => endedPod('Evicted', '', { name: `web-${seconds}`, seconds }));
}

const HISTORY = { isHistory: true };
const THREE = endedPods('Evicted', '');
const HOURS = [1, 2, 3, 4, 5].map((hour) => hour * 3600);

const cases: readonly (readonly [string, () => readonly string[], readonly string[]])[] = [
  [
    'a pod that nobody makes anew is a problem',
    () => judged([alone(endedPod('Evicted', ''))]),
    ['active own'],
  ],
  [
    'and stays one',
    () => judged([alone(endedPod('Evicted', '', { seconds: 90_000 }))]),
    ['active own'],
  ],
  ['one that is made good is nothing', () => judged([endedPod('Evicted', '')]), []],
  [
    'or history, where a rule wants that',
    () => judged([endedPod('Evicted', '')], HISTORY),
    ['recovered warning'],
  ],
  ['older than the window it is a hint', () => judged(endedAgo(901), HISTORY), ['recovered info']],
  ['older than a day it is nothing', () => judged(endedAgo(86_400), HISTORY), []],
  ['three in the window are a problem', () => judged(THREE), Array(3).fill('active own')],
  [
    'how bad, the rule may say',
    () => judged(THREE, { repeated: 'warning' }),
    Array(3).fill('active warning'),
  ],
  ['two in the window and an older one may be chance', () => judged(endedAgo(60, 300, 901)), []],
  [
    'six in six hours are a problem too',
    () => judged(endedAgo(600, ...HOURS)),
    Array(6).fill('active own'),
  ],
  ['unless it has been quiet for an hour', () => judged(endedAgo(3600, 4000, ...HOURS)), []],
  ['five in six hours may be chance', () => judged(endedAgo(600, ...HOURS.slice(1))), []],
  [
    'three of a Job are its own affair',
    () => judged(THREE.map((it) => ({ ...it, pod: { ...it.pod, owner: JOB } }))),
    [],
  ],
  [
    'one that is being deleted is over',
    () => judged([alone(endedPod('Evicted', '', { deletionMs: 1 }))], HISTORY),
    [],
  ],
  ['a pod without a reason failed by itself', () => judged([alone(endedPod('', ''))], HISTORY), []],
  ['a pod that runs has not ended', () => judged([pod({ statusReason: 'Evicted' })], HISTORY), []],
  ['what a rule does not know is not its own', () => judged(THREE, { read: () => undefined }), []],
  [
    'ends of two workloads are not added up',
    () =>
      judged(
        THREE.map((it, index) => ({
          ...it,
          workload: { kind: 'Deployment', name: `web-${index % 2}` },
        })),
      ),
    [],
  ],
];

describe('an ended pod', () => {
  test.each<[string, ServicePod, string]>([
    ['is replaced', endedPod('Evicted', ''), 'A new pod is made in its place'],
    [
      'is tried again only if its Job says so',
      endedPod('Evicted', '', { owner: JOB }),
      'Whether another try is made, the Job decides',
    ],
    [
      'is the end of it when nobody owns it',
      alone(endedPod('Evicted', '')),
      'Nothing owns the pod, so nothing makes a new one',
    ],
  ])('%s', (_, it, next) => {
    const [finding] = endedFindings(exampleSnapshot({ pods: [it] }), { ...READING, ...HISTORY });
    expect(finding?.details['next']).toBe(next);
    expect(finding).toMatchObject({ sinceMs: ago(600), lastMs: ago(600), count: 1 });
  });

  test.each<[string, Partial<PodFact>, number]>([
    ['of its conditions', { conditions: [condition('Ready', 'False', { sinceMs: ago(50) })] }, 50],
    ['of its containers', { containers: [endedContainer({ finishedMs: ago(40) })] }, 40],
    ['before them, since it was made', { conditions: [], containers: [container()] }, 660],
  ])('ended with the newest change %s', (_, facts, seconds) => {
    const pods = [alone(endedPod('Evicted', '', facts))];
    const [finding] = endedFindings(exampleSnapshot({ pods }), READING);
    expect(finding?.sinceMs).toBe(ago(seconds));
  });

  test('that is replaced is nothing to look at again', () => {
    const instants: number[] = [];
    const clock = exampleClock(NOW, (instant) => instants.push(instant));
    endedFindings(exampleSnapshot({ pods: endedAgo(60, 300), clock }), READING);
    expect(instants).toEqual([]);
  });
});

describe('ended pods', () => {
  test.each(cases)('%s', (_, said, expected) => {
    expect(said()).toEqual(expected);
  });
});
