// Nodes that cannot run pods of a RuntimeClass, though the class itself exists.

// containerd 1.6 to 2.1: failed to get sandbox runtime: no runtime for "gvisor" is configured
const CONTAINERD = /no runtime for "([^"]{1,253})" is configured/;
// CRI-O: failed to find runtime handler gvisor from runtime list map[…]
const CRI_O = /failed to find runtime handler ([^\s"]{1,253}) from runtime list/;

/** The runtime that the node lacks, in the words that the rule for the missing class uses. */
export function runtimeHandlerDetails(
  message: string,
  workload: string,
): Readonly<Record<string, string>> | undefined {
  const handler = CONTAINERD.exec(message)?.[1] ?? CRI_O.exec(message)?.[1];
  if (handler === undefined) return undefined;
  return {
    problem: `Pods of ${workload} ask for runtime "${handler}" through their RuntimeClass, and their node has none of that name`,
    third: `Ask the people who run the cluster to install runtime "${handler}" on the nodes, or to name the nodes that have it in scheduling.nodeSelector of the RuntimeClass`,
  };
}
