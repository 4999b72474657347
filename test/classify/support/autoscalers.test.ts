// What autoscalers of nodes and of pods say, in words that hold still.
import { describe, expect, test } from 'vitest';
import {
  announcedNode,
  declinedNode,
  declinedWords,
} from '../../../src/classify/support/autoscaler-words.ts';
import { autoscalerFinding } from '../../../src/classify/support/autoscalers.ts';
import { podEvent } from '../../../src/classify/support/example-pods.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import { autoscaler } from '../../../src/classify/support/example-surroundings.ts';
import { ago, condition, pod } from '../../../src/classify/support/examples.ts';
import type { EventFact } from '../../../src/facts/index.ts';

const { pod: waiting } = pod();

/** Said so many seconds ago for the first and for the last time. */
function said(reason: string, firstSeconds: number, lastSeconds: number): EventFact {
  const facts = { firstMs: ago(firstSeconds), lastMs: ago(lastSeconds) };
  return {
    ...podEvent(reason, `${reason} ${firstSeconds}`, facts),
    uid: `${reason}-${firstSeconds}`,
  };
}

const DECLINED = said('NotTriggerScaleUp', 300, 20);

describe('a node was declined', () => {
  test.each<[string, readonly EventFact[], EventFact | undefined]>([
    ['when the autoscaler says so', [DECLINED], DECLINED],
    ['not when one was announced since', [DECLINED, said('TriggeredScaleUp', 10, 10)], undefined],
    ['when one was announced before', [said('TriggeredScaleUp', 400, 400), DECLINED], DECLINED],
    ['whatever the scheduler says since', [DECLINED, said('FailedScheduling', 10, 10)], DECLINED],
    ['not after a quarter of an hour', [said('NotTriggerScaleUp', 1000, 900)], undefined],
    ['until then', [said('NotTriggerScaleUp', 1000, 899)], said('NotTriggerScaleUp', 1000, 899)],
    [
      'in the words that it found first',
      [said('NotTriggerScaleUp', 200, 200), DECLINED, said('NotTriggerScaleUp', 100, 10)],
      DECLINED,
    ],
    ['not when nothing is said', [], undefined],
  ])('%s', (_, events, wanted) => {
    expect(declinedNode(waiting, exampleSnapshot({ events }))).toEqual(wanted);
  });
});

describe('a node was announced', () => {
  const ANNOUNCED = said('Nominated', 100, 100);

  test.each<[string, readonly EventFact[], EventFact | undefined]>([
    ['when the autoscaler says so', [ANNOUNCED], ANNOUNCED],
    ['whatever the scheduler says since', [ANNOUNCED, said('FailedScheduling', 10, 10)], ANNOUNCED],
    ['not when it was declined since', [ANNOUNCED, DECLINED], undefined],
    ['and is overdue after a quarter of an hour', [said('Nominated', 900, 900)], undefined],
    ['until then', [said('Nominated', 899, 899)], said('Nominated', 899, 899)],
  ])('%s', (_, events, wanted) => {
    expect(announcedNode(waiting, exampleSnapshot({ events }))).toEqual(wanted);
  });
});

describe('the reasons of the autoscaler are told', () => {
  test.each([
    [
      'in one order and without their numbers, each once',
      "pod didn't trigger scale-up: 2 Insufficient memory, 1 Insufficient cpu, 3 Insufficient cpu ",
      'Insufficient cpu, Insufficient memory',
    ],
    ['as missing when it gives none', "pod didn't trigger scale-up: ", 'no reason given'],
    ['up to a bound', `pod didn't trigger scale-up: 1 ${'x'.repeat(300)}`, `${'x'.repeat(199)}…`],
  ])('%s', (_, message, words) => {
    expect(declinedWords(podEvent('NotTriggerScaleUp', message))).toBe(words);
  });
});

test.each([
  ['says so', { sinceMs: ago(50) }, ago(50)],
  ['does not tell', {}, 0],
])('trouble of an autoscaler is as old as its condition %s', (_, since, wanted) => {
  const { sinceMs: _old, ...told } = condition('AbleToScale', 'False');
  const finding = autoscalerFinding(autoscaler(), { ...told, ...since });
  expect(finding).toMatchObject({ sinceMs: wanted, lastMs: wanted, count: 1 });
});
