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
  /** Nodes that are lost or not ready, and not cordoned. */
  readonly unready: number;
}
