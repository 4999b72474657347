import type { ResourceAmounts } from '../facts/index.ts';
import { quantityOf } from './quantity.ts';
import { type Fields, fields, isObject, items } from './read.ts';

const MAX_CONTAINERS = 128;

/** The amounts of a resource list, such as `allocatable` or `requests`. */
export function amountsOf(list: unknown): ResourceAmounts {
  const resources = fields(list);
  return {
    cpuMillis: Math.ceil(quantityOf(resources['cpu']) * 1000),
    memoryBytes: Math.ceil(quantityOf(resources['memory'])),
    storageBytes: Math.ceil(quantityOf(resources['ephemeral-storage'])),
  };
}

/**
 * What the scheduler looks for on a node, as PodRequests of k8s.io/component-helpers counts it: all that runs at the
 * same time, while the init containers run or after them, and what the runtime itself takes. What the pod as a whole
 * asks for stands above its containers.
 */
export function podRequestsOf(spec: Fields): ResourceAmounts {
  let sidecars = amountsOf(undefined);
  let starting = amountsOf(undefined);
  for (const container of items(spec['initContainers'], MAX_CONTAINERS).map(fields)) {
    const own = requestsOf(container);
    const isSidecar = container['restartPolicy'] === 'Always';
    if (isSidecar) sidecars = sum(sidecars, own);
    starting = largest(starting, isSidecar ? sidecars : sum(sidecars, own));
  }
  let working = sidecars;
  for (const container of items(spec['containers'], MAX_CONTAINERS).map(fields)) {
    working = sum(working, requestsOf(container));
  }
  const together = override(largest(starting, working), fields(spec['resources'])['requests']);
  return sum(together, amountsOf(spec['overhead']));
}

function largest(one: ResourceAmounts, other: ResourceAmounts): ResourceAmounts {
  return {
    cpuMillis: Math.max(one.cpuMillis, other.cpuMillis),
    memoryBytes: Math.max(one.memoryBytes, other.memoryBytes),
    storageBytes: Math.max(one.storageBytes, other.storageBytes),
  };
}

function requestsOf(container: Fields): ResourceAmounts {
  return amountsOf(fields(container['resources'])['requests']);
}

function sum(one: ResourceAmounts, other: ResourceAmounts): ResourceAmounts {
  return {
    cpuMillis: one.cpuMillis + other.cpuMillis,
    memoryBytes: one.memoryBytes + other.memoryBytes,
    storageBytes: one.storageBytes + other.storageBytes,
  };
}

function override(amounts: ResourceAmounts, list: unknown): ResourceAmounts {
  if (!isObject(list)) return amounts;
  const own = amountsOf(list);
  return {
    ...amounts,
    ...(list['cpu'] !== undefined && { cpuMillis: own.cpuMillis }),
    ...(list['memory'] !== undefined && { memoryBytes: own.memoryBytes }),
  };
}
