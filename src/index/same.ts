import type {
  AutoscalerFact,
  ClaimFact,
  ConditionFact,
  DisruptionBudgetFact,
  EndpointSliceFact,
  IngressFact,
  LabelExpression,
  LoadBalancerFact,
  NamespaceFact,
  NetworkServiceFact,
  NodeFact,
  QuotaFact,
  StorageClassFact,
  VolumeFact,
} from '../facts/index.ts';

// Whether two facts of one object say the same. A new resourceVersion alone is no reason to look at a service: a
// node's heartbeat and an autoscaler's metrics change nothing that is kept, and come by the thousand.

/** The earlier fact as long as it says the same: since when things are as they are, it knows better. */
export function unlessSame<F>(isUnchanged: (before: F, now: F) => boolean) {
  return (before: F | undefined, now: F): F =>
    before !== undefined && isUnchanged(before, now) ? before : now;
}

export function isSameNode(before: NodeFact, now: NodeFact): boolean {
  return (
    before.uid === now.uid &&
    before.zone === now.zone &&
    before.isUnschedulable === now.isUnschedulable &&
    before.deletionMs === now.deletionMs &&
    isSameOffer(before.allocatable, now.allocatable) &&
    areSame(asList(before.ready), asList(now.ready)) &&
    areSame(before.pressures ?? [], now.pressures ?? [])
  );
}

function isSameOffer(before: NodeFact['allocatable'], now: NodeFact['allocatable']): boolean {
  return (
    before?.cpuMillis === now?.cpuMillis &&
    before?.memoryBytes === now?.memoryBytes &&
    before?.storageBytes === now?.storageBytes
  );
}

export function isSameAutoscaler(before: AutoscalerFact, now: AutoscalerFact): boolean {
  return (
    before.labels === now.labels &&
    before.min === now.min &&
    before.max === now.max &&
    before.current === now.current &&
    before.desired === now.desired &&
    before.lastScaleMs === now.lastScaleMs &&
    isSameTarget(before.target, now.target) &&
    areSame(before.conditions, now.conditions)
  );
}

export function isSameNetworkService(before: NetworkServiceFact, now: NetworkServiceFact): boolean {
  return (
    before.uid === now.uid &&
    before.selector === now.selector &&
    before.labels === now.labels &&
    before.deletionMs === now.deletionMs &&
    before.publishesNotReady === now.publishesNotReady &&
    areAlike(asList(before.balancer), asList(now.balancer), isSameBalancer) &&
    areAlike(before.ports, now.ports, isSamePort)
  );
}

function isSameBalancer(before: LoadBalancerFact, now: LoadBalancerFact): boolean {
  return before.className === now.className && before.hasAddress === now.hasAddress;
}

type Port = NetworkServiceFact['ports'][number];

function isSamePort(before: Port, now: Port): boolean {
  return before.name === now.name && before.port === now.port && before.target === now.target;
}

export function isSameIngress(before: IngressFact, now: IngressFact): boolean {
  return (
    before.uid === now.uid &&
    before.labels === now.labels &&
    before.deletionMs === now.deletionMs &&
    areAlike(before.backends, now.backends, isSameBackend)
  );
}

type Backend = IngressFact['backends'][number];

function isSameBackend(before: Backend, now: Backend): boolean {
  return before.service === now.service && before.port === now.port && before.route === now.route;
}

export function isSameSlice(before: EndpointSliceFact, now: EndpointSliceFact): boolean {
  return (
    before.hasReady === now.hasReady && before.service === now.service && before.ports === now.ports
  );
}

export function isSameBudget(before: DisruptionBudgetFact, now: DisruptionBudgetFact): boolean {
  return (
    before.uid === now.uid &&
    before.selector === now.selector &&
    before.deletionMs === now.deletionMs &&
    before.desiredHealthy === now.desiredHealthy &&
    before.expectedPods === now.expectedPods &&
    areAlike(before.expressions ?? [], now.expressions ?? [], isSameExpression) &&
    areSame(asList(before.blocked), asList(now.blocked))
  );
}

function isSameExpression(before: LabelExpression, now: LabelExpression): boolean {
  return before.key === now.key && before.operator === now.operator && before.values === now.values;
}

export function isSameClaim(before: ClaimFact, now: ClaimFact): boolean {
  return (
    before.uid === now.uid &&
    before.phase === now.phase &&
    before.storageClass === now.storageClass &&
    before.volumeName === now.volumeName &&
    before.deletionMs === now.deletionMs &&
    areSame(before.conditions, now.conditions)
  );
}

export function isSameVolume(before: VolumeFact, now: VolumeFact): boolean {
  return (
    before.uid === now.uid &&
    before.phase === now.phase &&
    before.message === now.message &&
    before.deletionMs === now.deletionMs &&
    before.claim?.uid === now.claim?.uid
  );
}

export function isSameStorageClass(before: StorageClassFact, now: StorageClassFact): boolean {
  return (
    before.provisioner === now.provisioner &&
    before.isDefault === now.isDefault &&
    before.waitsForPod === now.waitsForPod
  );
}

/** One that is not being deleted says nothing, and neither does one that is not there. */
export function isSameNamespace(
  before: NamespaceFact | undefined,
  now: NamespaceFact | undefined,
): boolean {
  const [was, is] = [endOf(before), endOf(now)];
  return was.deletionMs === is.deletionMs && areSame(was.obstacles, is.obstacles);
}

function endOf({ deletionMs, obstacles = [] }: Partial<NamespaceFact> = {}) {
  return { deletionMs, obstacles: deletionMs === undefined ? [] : obstacles };
}

export function isSameQuota(before: QuotaFact, now: QuotaFact): boolean {
  if (before.uid !== now.uid || before.hard.size !== now.hard.size) return false;
  return [...before.hard].every(([resource, amount]) => now.hard.get(resource) === amount);
}

function isSameTarget(before: AutoscalerFact['target'], now: AutoscalerFact['target']): boolean {
  return before.group === now.group && before.kind === now.kind && before.name === now.name;
}

function asList<T>(value: T | undefined): readonly T[] {
  return value === undefined ? [] : [value];
}

function areSame(before: readonly ConditionFact[], now: readonly ConditionFact[]): boolean {
  return areAlike(before, now, isSame);
}

function areAlike<T>(
  before: readonly T[],
  now: readonly T[],
  isAlike: (before: T, now: T) => boolean,
): boolean {
  if (before.length !== now.length) return false;
  return before.every((one, index) => {
    const other = now[index];
    return other !== undefined && isAlike(one, other);
  });
}

function isSame(before: ConditionFact, now: ConditionFact): boolean {
  return (
    before.type === now.type &&
    before.status === now.status &&
    before.reason === now.reason &&
    before.message === now.message &&
    before.sinceMs === now.sinceMs
  );
}
