// What stands around the services of examples: their nodes and autoscalers.
import type { AutoscalerFact, ConditionFact, NodeFact } from '../../facts/index.ts';
import { ago, condition } from './examples.ts';

const AGE_SECONDS = 86_400;

/** Node node-1, where the example pod is: a day old and ready. */
export function node(facts: Partial<NodeFact> = {}): NodeFact {
  const name = facts.name ?? 'node-1';
  return {
    kind: 'Node',
    name,
    uid: `uid-${name}`,
    createdMs: ago(AGE_SECONDS),
    ready: condition('Ready', 'True', { reason: 'KubeletReady', sinceMs: ago(AGE_SECONDS - 60) }),
    isUnschedulable: false,
    ...facts,
  };
}

/** Condition Ready of a node whose kubelet has been silent for so many seconds. */
export function silent(seconds: number): ConditionFact {
  return condition('Ready', 'Unknown', {
    reason: 'NodeStatusUnknown',
    message: 'Kubelet stopped posting node status.',
    sinceMs: ago(seconds),
  });
}

/** A condition of a node that is short of something, as its kubelet writes it. */
export function pressed(type: string, seconds = 120): ConditionFact {
  return condition(type, 'True', { reason: `KubeletHas${type}`, sinceMs: ago(seconds) });
}

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
