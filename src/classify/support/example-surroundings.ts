// What stands around the services of examples: their autoscalers.
import type { AutoscalerFact, ConditionFact } from '../../facts/index.ts';
import { ago, condition } from './examples.ts';

const AGE_SECONDS = 86_400;

/** HorizontalPodAutoscaler web, which runs 2 to 5 pods of Deployment web and now 3. */
export function autoscaler(facts: Partial<AutoscalerFact> = {}): AutoscalerFact {
  return {
    kind: 'HorizontalPodAutoscaler',
    namespace: 'shop',
    name: 'web',
    uid: 'uid-hpa-web',
    createdMs: ago(AGE_SECONDS),
    labels: new Map(),
    target: { group: 'apps', kind: 'Deployment', name: 'web' },
    min: 2,
    max: 5,
    current: 3,
    desired: 3,
    conditions: [condition('ScalingActive', 'True', { reason: 'ValidMetricFound' })],
    ...facts,
  };
}

/** Condition ScalingActive of an autoscaler that has had no metrics for so many seconds. */
export function unreadable(message: string, seconds: number): ConditionFact {
  return condition('ScalingActive', 'False', {
    reason: 'FailedGetResourceMetric',
    message: `the HPA was unable to compute the replica count: ${message}`,
    sinceMs: ago(seconds),
  });
}
