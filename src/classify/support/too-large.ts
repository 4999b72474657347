import type { Capacity, PodFact, ResourceAmounts } from '../../facts/index.ts';

// A pod that asks for more than any node has, even an empty one.

interface Resource {
  /** Its name in a pod template. */
  readonly name: string;
  readonly amountOf: (amounts: ResourceAmounts) => number;
  readonly words: (amount: number) => string;
}

const RESOURCES: readonly Resource[] = [
  { name: 'cpu', amountOf: (it) => it.cpuMillis, words: cpuWords },
  { name: 'memory', amountOf: (it) => it.memoryBytes, words: byteWords },
  { name: 'ephemeral-storage', amountOf: (it) => it.storageBytes, words: byteWords },
];

/** One resource that a pod wants too much of, in words and as a number to paste. */
export interface TooLarge {
  readonly resource: string;
  readonly asked: string;
  readonly offered: string;
}

/** The first resource of which no node has as much as the pod asks for. */
export function tooLargeFor(pod: PodFact, capacity: Capacity | undefined): TooLarge | undefined {
  const { requests } = pod;
  const largest = capacity?.largest;
  if (requests === undefined || largest === undefined) return undefined;
  const found = RESOURCES.find(({ amountOf }) => amountOf(requests) > amountOf(largest));
  if (found === undefined) return undefined;
  const { name, amountOf, words } = found;
  return { resource: name, asked: words(amountOf(requests)), offered: words(amountOf(largest)) };
}

function cpuWords(millis: number): string {
  return millis % 1000 === 0 ? String(millis / 1000) : `${millis}m`;
}

/** Down to a tenth of a GiB: a node has some odd number of bytes. */
function byteWords(bytes: number): string {
  const mebibytes = bytes / 2 ** 20;
  return mebibytes >= 1024
    ? `${Math.round((mebibytes / 1024) * 10) / 10}Gi`
    : `${Math.round(mebibytes)}Mi`;
}
