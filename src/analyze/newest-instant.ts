import type { EpochMs } from '../facts/index.ts';
import { instant, isObject } from '../sources/read.ts';

/** No object of Kubernetes is deeper. */
const MAX_DEPTH = 32;

/** When a dump was made, as far as it tells: the newest time that stands anywhere in it. */
export function newestInstant(objects: readonly unknown[]): EpochMs | undefined {
  let newest: EpochMs | undefined;
  function visit(value: unknown, depth: number): void {
    const ms = instant(value);
    if (ms !== undefined) newest = newest === undefined ? ms : Math.max(newest, ms);
    else if (depth === 0) return;
    else if (Array.isArray(value)) for (const item of value) visit(item, depth - 1);
    else if (isObject(value)) for (const item of Object.values(value)) visit(item, depth - 1);
  }
  for (const object of objects) visit(lasting(object), MAX_DEPTH);
  return newest;
}

/** Without what lies in the future on purpose or says nothing of this cluster's present: certificates, leases, data. */
function lasting(object: unknown): unknown {
  if (!isObject(object)) return undefined;
  const { metadata, status, kind } = object;
  if (kind === 'Event') return object;
  return { metadata, status };
}
