// What a restart of the operator must leave as it was.
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import type { Collector } from './collector.ts';

/** By "namespace/name": the word and the identity of every diagnosis. */
export type Memory = ReadonlyMap<string, readonly string[]>;

function linesOf({ health, healthSince, diagnoses = [] }: ServiceHealthStatus): readonly string[] {
  const known = diagnoses.map(({ id, code, state, firstSeenTime }) => {
    return `${code} ${state}, id ${id}, first seen ${firstSeenTime}`;
  });
  return [`${health} since ${healthSince}`, ...known.toSorted()];
}

/** The newest version of every report. */
export function memoryOf(collector: Collector): Memory {
  const memory = new Map<string, readonly string[]>();
  for (const { type, namespace, name, status } of collector.reports) {
    if (type === 'DELETED') memory.delete(`${namespace}/${name}`);
    else memory.set(`${namespace}/${name}`, linesOf(status));
  }
  return memory;
}

/** One paragraph per service that remembers something else. */
export function forgotten(before: Memory, after: Memory): readonly string[] {
  const keys = new Set([...before.keys(), ...after.keys()]);
  return [...keys].flatMap((key) => {
    const [one, other] = [before.get(key) ?? [], after.get(key) ?? []];
    if (one.join('\n') === other.join('\n')) return [];
    return [
      `${key}\n  before: ${one.join('\n          ')}\n  after:  ${other.join('\n          ')}`,
    ];
  });
}
