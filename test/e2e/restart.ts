// What a restart of the operator must leave as it was.
import { DEFAULT_THRESHOLDS } from '../../src/api/spec.ts';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import type { Collector } from './collector.ts';

/** By "namespace/name": the word and the identity of every diagnosis. */
export type Memory = ReadonlyMap<string, readonly string[]>;

type Diagnosis = NonNullable<ServiceHealthStatus['diagnoses']>[number];

/** A crash that leaves the window becomes RecoveredCrash, whatever its cause was; a restart has no part in that. */
const WINDOW_MS = DEFAULT_THRESHOLDS.restartWindowSeconds * 1000;

function hasLeftTheWindow({ state, lastSeenTime = '' }: Diagnosis, nowMs: number): boolean {
  return state === 'recovered' && nowMs - Date.parse(lastSeenTime) >= WINDOW_MS;
}

function lineOf(diagnosis: Diagnosis, nowMs: number): string {
  const { id, code, state, firstSeenTime } = diagnosis;
  if (hasLeftTheWindow(diagnosis, nowMs)) return `history, first seen ${firstSeenTime}`;
  return `${code} ${state}, id ${id}, first seen ${firstSeenTime}`;
}

/** The newest version of every report, in words that hold at this instant. */
export function memoryOf(reports: Collector['reports'], nowMs: number): Memory {
  const memory = new Map<string, readonly string[]>();
  for (const { type, namespace, name, status } of reports) {
    const { health, healthSince, diagnoses = [] } = status;
    const known = diagnoses.map((diagnosis) => lineOf(diagnosis, nowMs)).toSorted();
    if (type === 'DELETED') memory.delete(`${namespace}/${name}`);
    else memory.set(`${namespace}/${name}`, [`${health} since ${healthSince}`, ...known]);
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
