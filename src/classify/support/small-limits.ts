// Memory limits that no container can start with, mostly because of a mistyped unit.
import type { ContainerFact, PodFact } from '../../facts/index.ts';
import { allContainers } from './pods.ts';

/** A whole number or a decimal, and its unit, as Kubernetes writes quantities. */
const QUANTITY = /^(\d{1,15}(?:\.\d{1,9})?)(m|[kKMG]i?)?$/;
const BYTES: Readonly<Record<string, number>> = {
  m: 0.001,
  k: 1e3,
  Ki: 1024,
  M: 1e6,
  Mi: 1 << 20,
  G: 1e9,
  Gi: 1 << 30,
};

/** No kernel sets a process up with less; container runtimes themselves ask for 4 to 12 MiB. */
const ABSURD_BYTES = 1 << 20;

/** The container with the lowest limit, if any has one. */
export function lowestLimit(pod: PodFact): ContainerFact | undefined {
  return allContainers(pod)
    .filter(({ memoryLimit }) => Number.isFinite(bytesOf(memoryLimit)))
    .toSorted((left, right) => bytesOf(left.memoryLimit) - bytesOf(right.memoryLimit))
    .at(0);
}

/** True for a limit that can only be a mistake; false for none. */
export function isAbsurd(memoryLimit: string): boolean {
  return bytesOf(memoryLimit) < ABSURD_BYTES;
}

/** `limit` and, as the first fix, what to write instead. */
export function limitWords(memoryLimit: string): Readonly<Record<'limit' | 'advice', string>> {
  const limit = memoryLimit === '' ? 'its memory limit' : `a memory limit of ${memoryLimit}`;
  return { limit, advice: /^\d{1,15}m$/.test(memoryLimit) ? unitAdvice(memoryLimit) : RAISE };
}

const RAISE = 'Raise the memory limit to what the application needs, 64Mi at the very least';

function unitAdvice(limit: string): string {
  const number = limit.slice(0, -1);
  return `Write ${number}Mi: ${limit} means ${number} thousandths of a byte, since m is the unit of processors`;
}

/** Not a number for what is no such quantity, which is then neither small nor the lowest. */
function bytesOf(quantity: string): number {
  const [, number, unit] = QUANTITY.exec(quantity) ?? [];
  if (unit === undefined) return Number(number);
  return Number(number) * (BYTES[unit] ?? Number.POSITIVE_INFINITY);
}
