import { autoscaler } from '../../../src/classify/support/example-surroundings.ts';
import { ago, condition } from '../../../src/classify/support/examples.ts';
import type { AutoscalerFact, ConditionFact } from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

function limited(facts: Partial<ConditionFact> = {}): ConditionFact {
  return condition('ScalingLimited', 'True', {
    reason: 'TooManyReplicas',
    sinceMs: ago(3600),
    ...facts,
  });
}

function silent(name: string, facts: Partial<AutoscalerFact>) {
  const autoscalers = [autoscaler({ max: 5, current: 5, conditions: [limited()], ...facts })];
  return { name, given: { autoscalers }, found: [] };
}

export default [
  silent('fewer pods than its limit are a rise that goes on', { current: 4 }),
  silent('one number of pods for good is no limit', { min: 5 }),
  silent('a limit of one pod is none either', { min: 0, max: 1, current: 1 }),
  silent('a limit that was reached just now may be a short peak', {
    conditions: [limited({ sinceMs: ago(899) })],
  }),
  silent('fewer pods than its lower limit are saved money', {
    conditions: [limited({ reason: 'TooFewReplicas' })],
  }),
  silent('a limit that is not reached is none', {
    conditions: [condition('ScalingLimited', 'False', { reason: 'DesiredWithinRange' })],
  }),
  silent('without metrics it does not know what it would need', {
    conditions: [
      condition('ScalingActive', 'False', { reason: 'FailedGetResourceMetric' }),
      limited(),
    ],
  }),
  {
    name: 'a limit that has been reached for a quarter of an hour',
    given: {
      autoscalers: [
        autoscaler({ max: 5, current: 5, conditions: [limited({ sinceMs: ago(900) })] }),
      ],
    },
    found: [{ confidence: 'confirmed', reason: 'TooManyReplicas' }],
  },
] satisfies Cases;
