import { expect, test } from 'vitest';
import type { ExpectedStep } from '../zoo/scenario.ts';
import { liveSteps } from './live.ts';

type Times = readonly [notBefore: number, by: number];

function step([notBefore, by]: Times): ExpectedStep {
  return { notBefore, by, health: ['Healthy'], via: [], diagnoses: [], exact: false };
}

function live(steps: readonly Times[], thresholds: Record<string, number> = {}): readonly Times[] {
  const how = { run: true, slack: 3, thresholds };
  return liveSteps(steps.map(step), how).map(({ notBefore, by }) => [notBefore, by]);
}

test.each<readonly [claim: string, steps: readonly Times[], expected: readonly Times[]]>([
  ['a step has three times as long', [[0, 5]], [[0, 15]]],
  [
    'a later step begins no earlier than recorded',
    [
      [0, 5],
      [60, 70],
    ],
    [
      [0, 15],
      [60, 210],
    ],
  ],
  [
    'a step that may still be on its way does not hold',
    [
      [0, 5],
      [10, 20],
    ],
    [
      [0, 15],
      [15, 60],
    ],
  ],
])('%s', (_claim, steps, expected) => {
  expect(live(steps)).toEqual(expected);
});

test('a shortened wait may end earlier than recorded', () => {
  const steps: readonly Times[] = [
    [0, 2],
    [118, 130],
  ];
  expect(live(steps, { startupGraceSeconds: 30 })).toEqual([
    [0, 6],
    [6, 390],
  ]);
});
