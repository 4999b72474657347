import { brief } from './text.ts';

// What the scheduler may say of nodes and of the pod as a whole, each with the diagnosis it stands for.

/**
 * open: the node is one that the pod may use, and is full or taken. closed: by what pod and node ask of each other.
 * out: the node takes no pods at all for now. The filters run closed and out first, so a node that is open has passed.
 */
export type ReasonKind = 'open' | 'closed' | 'out';

export interface SchedulerReason {
  readonly code: string;
  readonly kind: ReasonKind;
  /** The filter plugins' wording, 1.20 to 1.34. First match wins; what it caught, if anything, is a name to tell. */
  readonly pattern: RegExp;
  /** Completes "2 nodes: …". */
  readonly says: (caught: string) => string;
}

/** Taints that Kubernetes, a network plugin or an autoscaler sets on a node in trouble, on its way up or out. */
const NODE_TAINTS: ReadonlyMap<string, string> = new Map([
  ['node.kubernetes.io/not-ready', 'lost or not ready'],
  ['node.kubernetes.io/unreachable', 'lost or not ready'],
  ['node.kubernetes.io/memory-pressure', 'short of memory'],
  ['node.kubernetes.io/disk-pressure', 'short of disk space'],
  ['node.kubernetes.io/pid-pressure', 'short of process ids'],
  ['node.kubernetes.io/network-unavailable', 'without network'],
  ['node.kubernetes.io/out-of-service', 'out of service'],
  ['node.cloudprovider.kubernetes.io/uninitialized', 'not set up yet'],
  ['node.cilium.io/agent-not-ready', 'not set up yet'],
  ['ToBeDeletedByClusterAutoscaler', 'about to be removed'],
  ['karpenter.sh/disrupted', 'about to be removed'],
]);

export const REASONS: readonly SchedulerReason[] = [
  {
    code: 'InsufficientCPU',
    kind: 'open',
    pattern: /^Insufficient cpu/,
    says: () => 'too little free CPU',
  },
  {
    code: 'InsufficientMemory',
    kind: 'open',
    pattern: /^Insufficient memory/,
    says: () => 'too little free memory',
  },
  {
    code: 'InsufficientStorage',
    kind: 'open',
    pattern: /^Insufficient ephemeral-storage/,
    says: () => 'too little free ephemeral storage',
  },
  {
    code: 'InsufficientExtended',
    kind: 'open',
    pattern: /^Insufficient (\S{1,120})/,
    says: (resource) => `no free ${brief(resource, 60)}`,
  },
  {
    code: 'TooManyPods',
    kind: 'open',
    pattern: /^Too many pods/,
    says: () => 'no room for more pods, however small',
  },
  {
    code: 'NodesNotReady',
    kind: 'out',
    pattern:
      /untolerated taint \{(node\.kubernetes\.io\/(?:not-ready|unreachable|[a-z]{3,6}-pressure|network-unavailable|out-of-service)|node\.cloudprovider\.kubernetes\.io\/uninitialized|node\.cilium\.io\/agent-not-ready|ToBeDeletedByClusterAutoscaler|karpenter\.sh\/disrupted)\b/,
    says: (taint) => NODE_TAINTS.get(taint) ?? 'in trouble',
  },
  {
    code: 'UntoleratedTaint',
    kind: 'closed',
    // 1.20 to 1.33: {key: value}.
    pattern: /untolerated taint \{([^}]{1,120})/,
    says: (taint) => `reserved for others by the taint ${taint.replace(/: ?$/, '')}`,
  },
  {
    code: 'UntoleratedTaint',
    kind: 'closed',
    // 1.34 does not name them any more.
    pattern: /untolerated taint|taints that the pod didn't tolerate/,
    says: () => 'reserved for others by a taint',
  },
  {
    code: 'NodesCordoned',
    kind: 'out',
    pattern: /were unschedulable/,
    says: () => 'cordoned, usually for maintenance',
  },
  {
    code: 'NodeAffinityMismatch',
    kind: 'closed',
    pattern: /node affinity\/selector|match the requested node name/,
    says: () => 'without the labels that the pod asks for',
  },
  {
    code: 'PodAntiAffinity',
    kind: 'open',
    pattern: /anti-affinity/,
    says: () => 'taken by a pod that this one must not share a node with',
  },
  {
    code: 'PodAffinity',
    kind: 'open',
    pattern: /pod affinity/,
    says: () => 'without the pod that this one must run next to',
  },
  {
    code: 'TopologySpread',
    kind: 'open',
    pattern: /topology spread constraints \(missing required label\)/,
    says: () => 'without the label that the pods are to be spread by',
  },
  {
    code: 'TopologySpread',
    kind: 'open',
    pattern: /topology spread constraints/,
    says: () => 'ruled out by the rule that spreads the pods evenly',
  },
  {
    code: 'HostPortConflict',
    kind: 'open',
    pattern: /free ports for the requested pod ports/,
    says: () => 'the host port is taken',
  },
  {
    code: 'VolumeZoneConflict',
    kind: 'open',
    pattern: /PersistentVolume's node affinity|volume node affinity conflict|volume zone/,
    says: () => 'out of reach of the volume',
  },
  {
    code: 'MaxVolumeCount',
    kind: 'open',
    pattern: /max volume count/,
    says: () => 'no room for more volumes',
  },
  {
    code: 'RWOPInUse',
    kind: 'open',
    pattern: /ReadWriteOncePod access mode already in-use|already in-use/,
    says: () => 'the volume is in use by another pod, and only one pod may use it',
  },
  {
    code: 'PVCUnbound',
    kind: 'open',
    pattern: /find available persistent volumes|enough free storage/,
    says: () => 'no storage that fits the volume claim',
  },
  {
    code: 'PVCUnbound',
    kind: 'open',
    pattern: /bound to non-existent pv|unbound immediate PersistentVolumeClaims/,
    says: () => 'the volume claim has no volume',
  },
  {
    code: 'ResourceClaimPending',
    kind: 'open',
    // Plugin DynamicResources, 1.31 to 1.34.
    pattern:
      /cannot allocate all claims|resourceclaim not available|allocate devices|resource claim/,
    says: () => 'no free device for the resource claim',
  },
];

/** Of the pod as a whole, before any node is looked at: the end of "cannot place a pod: …". */
export const GENERAL_REASONS: readonly Omit<SchedulerReason, 'kind'>[] = [
  {
    code: 'PVCMissing',
    pattern: /persistentvolumeclaim "([a-z0-9.-]{1,253})" not found/,
    says: (claim) => `its volume claim "${claim}" does not exist`,
  },
  {
    code: 'PVCBeingDeleted',
    pattern: /persistentvolumeclaim "([a-z0-9.-]{1,253})" is being deleted/,
    says: (claim) => `its volume claim "${claim}" is being deleted`,
  },
  {
    code: 'PVCUnbound',
    pattern: /persistentvolumeclaim "([a-z0-9.-]{1,253})" bound to non-existent/,
    says: (claim) => `the volume of its volume claim "${claim}" is gone`,
  },
  {
    code: 'PVCUnbound',
    pattern: /to create the persistentvolumeclaim "([a-z0-9.-]{1,253})"/,
    says: (claim) => `its volume claim "${claim}" has not been made yet`,
  },
  {
    code: 'PVCUnbound',
    pattern: /unbound immediate PersistentVolumeClaims/,
    says: () => 'its volume claim has no volume yet',
  },
  {
    code: 'ResourceClaimPending',
    pattern: /device class ([a-z0-9.-]{1,253}) does not exist/,
    says: (name) => `the device class "${name}" of its resource claim does not exist`,
  },
  {
    code: 'ResourceClaimPending',
    pattern: /resourceclaim "([a-z0-9.-]{1,253})" not found/,
    says: (claim) => `its resource claim "${claim}" does not exist`,
  },
  {
    code: 'ResourceClaimPending',
    pattern: /resource ?claim/i,
    says: () => 'the resource claim that it names has got no device',
  },
  {
    code: 'NoNodes',
    pattern: /^no nodes available/,
    says: () => 'the cluster has no node',
  },
];

/** What no reason explains by itself. */
export const MIXED = 'Unschedulable';

/** What no node of the present sizes can end. */
export const LARGER = 'RequestLargerThanAnyNode';

/** Diagnoses that another node might end. What is said of the pod as a whole would be said with any number of nodes. */
export const NODE_CODES: readonly string[] = [
  ...new Set([...REASONS.map(({ code }) => code), MIXED, 'NoNodes', LARGER]),
];

/** The entry that a text is about, with what its pattern caught. */
export function reasonFor<T extends Pick<SchedulerReason, 'pattern'>>(
  table: readonly T[],
  text: string,
): { readonly entry: T; readonly caught: string } | undefined {
  for (const entry of table) {
    const match = entry.pattern.exec(text);
    if (match !== null) return { entry, caught: match[1] ?? '' };
  }
  return undefined;
}
