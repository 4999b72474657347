import { expect, test } from 'vitest';
import type { ExpectedStep } from '../zoo/scenario.ts';
import { liveSteps } from './live.ts';

type Times = readonly [notBefore: number, by: number];

function step([notBefore, by]: Times): ExpectedStep {
  return { notBefore, by, health: ['Healthy'], via: [], diagnoses: [], exact: false };
}

function live(steps: readonly Times[], thresholds: Record<string, number> = {}): readonly Times[] {
  const how = { run: true, always: true, slack: 3, thresholds };
  return liveSteps(steps.map(step), how).map(({ notBefore, by }) => [notBefore, by]);
}

test.each<readonly [claim: string, steps: readonly Times[], expected: readonly Times[]]>([
  ['a step has three times as long', [[0, 5_000]], [[0, 15_000]]],
  [
    'a later step begins no earlier than recorded',
    [
      [0, 5_000],
      [60_000, 70_000],
    ],
    [
      [0, 15_000],
      [60_000, 210_000],
    ],
  ],
  [
    'a step that may still be on its way does not hold',
    [
      [0, 5_000],
      [10_000, 20_000],
    ],
    [
      [0, 15_000],
      [15_000, 60_000],
    ],
  ],
  ['a step that is due at once has five seconds more', [[0, 1_000]], [[0, 6_000]]],
])('%s', (_claim, steps, expected) => {
  expect(live(steps)).toEqual(expected);
});

test('a shortened wait may end earlier than recorded', () => {
  const steps: readonly Times[] = [
    [0, 2_000],
    [118_000, 130_000],
  ];
  expect(live(steps, { startupGraceSeconds: 30 })).toEqual([
    [0, 7_000],
    [7_000, 390_000],
  ]);
});
