import { expect, test } from 'vitest';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import { refusalEvent, statefulSet } from '../../../src/classify/support/example-workloads.ts';
import { refusedPods } from '../../../src/classify/support/refused-pods.ts';

const REFUSED =
  'Error creating: pods "db-0" is forbidden: exceeded quota: pods, requested: pods=1, used: pods=5, limited: pods=5';
const NO_ANSWER =
  'Error creating: Post "https://10.0.0.1:6443/api/v1/namespaces/shop/pods": dial tcp 10.0.0.1:6443: connect: connection refused';

/** How often pods were refused, by what is told in one event each. */
function counts(...told: readonly (readonly [message: string, count: number])[]) {
  const events = told.map(([message, count], index) => {
    return { ...refusalEvent(message, statefulSet()), uid: `event-${index}`, count };
  });
  return refusedPods(exampleSnapshot({ workloads: [statefulSet({ replicas: 2 })], events })).map(
    ({ count }) => count,
  );
}

test.each<readonly [claim: string, told: readonly (readonly [string, number])[], number[]]>([
  ['each refusal counts', [[REFUSED, 9]], [9]],
  [
    'those told as one event count on when the newest try got no answer',
    [
      [REFUSED, 9],
      [NO_ANSWER, 8],
    ],
    [16],
  ],
  [
    'a single try without answer does not count',
    [
      [REFUSED, 9],
      [NO_ANSWER, 1],
    ],
    [9],
  ],
  ['nor do tries that were never answered', [[NO_ANSWER, 8]], []],
])('%s', (_claim, told, expected) => {
  expect(counts(...told)).toEqual(expected);
});
