import { expect, it } from 'vitest';
import { autoscaler, unreadable } from '../../src/classify/support/example-surroundings.ts';
import { condition } from '../../src/classify/support/examples.ts';
import type { ConditionFact } from '../../src/facts/index.ts';
import { report } from './world.ts';

const LINE = { name: 'web', target: 'Deployment/web', min: 2, max: 5, current: 3, desired: 3 };

function limited(status: ConditionFact['status'], reason: string): ConditionFact {
  return condition('ScalingLimited', status, { reason });
}

it.each<[string, readonly ConditionFact[], { limited: string; inactive: string }]>([
  ['that is new says nothing', [], { limited: '', inactive: '' }],
  [
    'that does its work says nothing',
    [condition('ScalingActive', 'True'), limited('False', 'DesiredWithinRange')],
    { limited: '', inactive: '' },
  ],
  [
    'at its limit says which',
    [limited('True', 'TooManyReplicas')],
    { limited: 'TooManyReplicas', inactive: '' },
  ],
  [
    'without metrics does not scale',
    [unreadable('no metrics', 0)],
    { limited: '', inactive: 'FailedGetResourceMetric' },
  ],
  [
    'without its target does not scale',
    [condition('AbleToScale', 'False', { reason: 'FailedGetScale' })],
    { limited: '', inactive: 'FailedGetScale' },
  ],
  [
    'that is able to scale, but does not, says why',
    [
      condition('AbleToScale', 'True', { reason: 'ReadyForNewScale' }),
      condition('ScalingActive', 'False', { reason: 'ScalingDisabled' }),
    ],
    { limited: '', inactive: 'ScalingDisabled' },
  ],
  [
    'of which another condition does not hold scales all the same',
    [condition('Audited', 'False', { reason: 'NotYet' })],
    { limited: '', inactive: '' },
  ],
  [
    'that works at its limit says which',
    [condition('ScalingActive', 'True', { reason: 'Valid' }), limited('True', 'TooManyReplicas')],
    { limited: 'TooManyReplicas', inactive: '' },
  ],
])('an autoscaler %s', (_, conditions, reasons) => {
  const told = report({ autoscalers: [autoscaler({ conditions })] });
  expect(told.autoscalers).toEqual([{ ...LINE, ...reasons }]);
});
