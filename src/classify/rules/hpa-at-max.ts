import type { AutoscalerFact, ConditionFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { autoscalerFinding } from '../support/autoscalers.ts';
import { autoscaler } from '../support/example-surroundings.ts';
import { ago, condition as exampleCondition } from '../support/examples.ts';
import { condition } from '../support/pods.ts';
import type { RuleSnapshot } from '../types.ts';

/** By default the controller acts on a peak for five minutes after it: one peak must not be an alarm by itself. */
const DWELL_MS = 15 * 60_000;

/** Where somebody has set one number of pods for good, that number is no limit. */
function isAtLimit({ min, max, current }: AutoscalerFact): boolean {
  return current >= max && max > 1 && max !== min;
}

/** The condition that says it, with the instant since which both it and the number of pods hold. */
function limitOf(
  it: AutoscalerFact,
  { clock }: RuleSnapshot<'autoscalers'>,
): ConditionFact | undefined {
  const limited = condition(it.conditions, 'ScalingLimited');
  if (limited?.status !== 'True' || limited.reason !== 'TooManyReplicas') return undefined;
  // Without metrics it does not know what it would need: the condition is left over.
  if (condition(it.conditions, 'ScalingActive')?.status === 'False') return undefined;
  if (!isAtLimit(it)) return undefined;
  const sinceMs = Math.max(limited.sinceMs ?? it.createdMs, it.lastScaleMs ?? it.createdMs);
  return clock.atLeast(sinceMs, DWELL_MS) ? { ...limited, sinceMs } : undefined;
}

const LIMITED = exampleCondition('ScalingLimited', 'True', {
  reason: 'TooManyReplicas',
  message: 'the desired replica count is more than the maximum replica count',
  sinceMs: ago(901),
});

export default defineClassifier({
  code: 'HPAAtMax',
  title: 'The autoscaler of {workload} has reached its limit of {max} pods',
  severity: 'warning',
  reads: ['autoscalers'],
  explanation:
    'By its metrics HorizontalPodAutoscaler {autoscaler} would run more than {max} pods of {workload}, but maxReplicas does not allow it. It has been so for at least 15 minutes: more load makes every pod busier.',
  fix: [
    'Raise maxReplicas of the autoscaler if the cluster, and what the pods depend on, can bear more of them.',
    'Find out what the pods are busy with if the load has not grown.',
    'Name this diagnosis in spec.ignore if {max} pods are enough at the worst of times.',
  ],
  commands: ['{kubectl} describe hpa {autoscaler}', '{kubectl} top pods'],
  reference: 'https://kubernetes.io/docs/tasks/run-application/horizontal-pod-autoscale/',
  classify(snapshot) {
    return snapshot.autoscalers.flatMap((it) => {
      const limited = limitOf(it, snapshot);
      return limited === undefined ? [] : [autoscalerFinding(it, limited)];
    });
  },
  examples: [
    {
      name: 'more pods than its limit are wanted for a quarter of an hour',
      given: { autoscalers: [autoscaler({ current: 5, conditions: [LIMITED] })] },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'TooManyReplicas',
          details: { max: '5', workload: 'Deployment web' },
        },
      ],
    },
    {
      name: 'a peak that began less than a quarter of an hour ago is what it is there for',
      given: {
        autoscalers: [autoscaler({ current: 5, conditions: [LIMITED], lastScaleMs: ago(899) })],
      },
      found: [],
    },
  ],
});
