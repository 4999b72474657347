import type { ConditionFact, EpochMs, Labels, ObjectFact } from './common.ts';

/** A core/v1 Service: who is meant to get its traffic. Called so because "service" alone means ours. */
export interface NetworkServiceFact extends ObjectFact {
  readonly kind: 'Service';
  /** When somebody last changed it, by `metadata.managedFields`; absent when it is as it was made. */
  readonly changedMs?: EpochMs;
  /** Empty when the Service selects nothing by itself, as one of type ExternalName. */
  readonly selector: Labels;
  /** At most 64. */
  readonly ports: readonly ServicePortFact[];
  /** `publishNotReadyAddresses`: its addresses say nothing about readiness. Absent unless true. */
  readonly publishesNotReady?: true;
  /** `clusterIP: None`: its name leads to the pods themselves, whatever its ports are. Absent unless true. */
  readonly isHeadless?: true;
  /** Of type LoadBalancer; else absent. */
  readonly balancer?: LoadBalancerFact;
}

/** One entry of `spec.ports`. */
export interface ServicePortFact {
  /** Empty for the only port of a Service. */
  readonly name: string;
  readonly port: number;
  /** The name of a container port, with "/UDP" or "/SCTP" behind it; empty when the target is a number. */
  readonly target: string;
}

/** What a Service of type LoadBalancer waits for, or has. */
export interface LoadBalancerFact {
  /** `spec.loadBalancerClass`; empty for the default of the cluster. */
  readonly className: string;
  /** Whether `status.loadBalancer.ingress` has an entry. */
  readonly hasAddress: boolean;
}

/** A discovery.k8s.io/v1 EndpointSlice. Only what turns rarely: a pod that comes or goes changes nothing here. */
export interface EndpointSliceFact {
  readonly kind: 'EndpointSlice';
  readonly namespace: string;
  readonly name: string;
  readonly uid: string;
  /** Label `kubernetes.io/service-name`: whose addresses these are. */
  readonly service: string;
  /** Whether an endpoint is `ready`, or of unknown readiness, which counts as ready. */
  readonly hasReady: boolean;
  /** The names of the Service's ports that its endpoints have, whosever pods they are; absent when they have none. */
  readonly ports?: readonly string[];
}

/** A networking.k8s.io/v1 Ingress: which Services it sends callers to. */
export interface IngressFact extends ObjectFact {
  readonly kind: 'Ingress';
  /** As of a Service. */
  readonly changedMs?: EpochMs;
  /** Each Service and port once, at most 256; backends that are no Service are left out. */
  readonly backends: readonly IngressBackendFact[];
}

/** Where an Ingress sends some of its callers. */
export interface IngressBackendFact {
  readonly service: string;
  /** Number or name, as written. */
  readonly port: string;
  /** Host and path of the first rule that names it, such as "shop.example.com/api"; empty for the default backend. */
  readonly route: string;
}

/** A policy/v1 PodDisruptionBudget: how many pods of a group may be taken away at once. */
export interface DisruptionBudgetFact extends ObjectFact {
  readonly kind: 'PodDisruptionBudget';
  /** `matchLabels`. */
  readonly selector: Labels;
  /** `matchExpressions`, at most 32; absent when there are none. */
  readonly expressions?: readonly LabelExpression[];
  /** `status.desiredHealthy`: the pods that have to stay. */
  readonly desiredHealthy: number;
  /** `status.expectedPods`: the pods that there should be. */
  readonly expectedPods: number;
  /** Condition DisruptionAllowed while it is False. */
  readonly blocked?: ConditionFact;
}

/** One of `matchExpressions`. */
export interface LabelExpression {
  readonly key: string;
  /** In, NotIn, Exists or DoesNotExist. */
  readonly operator: string;
  /** At most 64. */
  readonly values: readonly string[];
}

/** An Ingress of a service, and those of its backends without a Service that no other service is nearer to. */
export interface ServiceIngress {
  readonly ingress: IngressFact;
  readonly missing: readonly IngressBackendFact[];
}

/** Whether a set of labels has all pairs of the selector. An empty selector selects nothing. */
export function selects(selector: Labels, labels: Labels): boolean {
  if (selector.size === 0) return false;
  for (const [key, value] of selector) {
    if (labels.get(key) !== value) return false;
  }
  return true;
}

/** The same of a budget, whose empty selector selects every pod of its namespace. */
export function isBudgetOf(budget: DisruptionBudgetFact, labels: Labels): boolean {
  const { selector, expressions = [] } = budget;
  if (selector.size > 0 && !selects(selector, labels)) return false;
  return expressions.every((expression) => holds(expression, labels.get(expression.key)));
}

/** Whether the two have a pair in common, or one that differs by no more than a slip of the hand. */
export function resembles(selector: Labels, labels: Labels): boolean {
  for (const [key, value] of selector) {
    const has = labels.get(key);
    if (has !== undefined && isNear(value, has)) return true;
  }
  return false;
}

/** Whether the two are the same but for two letters in a row, and begin alike. */
export function isNear(one: string, other: string): boolean {
  const longest = Math.max(one.length, other.length);
  const shortest = Math.min(one.length, other.length);
  let head = 0;
  while (head < shortest && one[head] === other[head]) head += 1;
  let tail = 0;
  while (tail < shortest - head && one.at(-1 - tail) === other.at(-1 - tail)) tail += 1;
  return one === other || (head > 0 && head + tail >= longest - 2);
}

function holds({ operator, values }: LabelExpression, value: string | undefined): boolean {
  switch (operator) {
    case 'In':
      return value !== undefined && values.includes(value);
    case 'NotIn':
      return value === undefined || !values.includes(value);
    case 'Exists':
      return value !== undefined;
    case 'DoesNotExist':
      return value === undefined;
    default:
      return false;
  }
}
