import type { EpochMs } from './common.ts';

/** What a pod asks for, or a node has to give: the resources that every node has. */
export interface ResourceAmounts {
  readonly cpuMillis: number;
  readonly memoryBytes: number;
  readonly storageBytes: number;
}

/** What the nodes of the cluster offer, for pods that none of them has taken. */
export interface Capacity {
  /** Of each resource the most that a single node can give to pods; undefined when no node says. */
  readonly largest?: ResourceAmounts;
  /** Nodes whose kubelet says that they are not ready, and that are not cordoned. */
  readonly unready: number;
  /** Since when each of the others has not been heard of; absent when all are. */
  readonly silentSinceMs?: readonly EpochMs[];
}
