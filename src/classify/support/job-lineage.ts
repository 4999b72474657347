// Which Jobs do the same work one after the other: only such a one makes the failure of an earlier one good.

import type { JobFact, WorkloadReference } from '../../facts/index.ts';

/** A version, a number, a date or a hash: "v1", "20261123", "a1b2c3d". */
const WITH_DIGIT = /\d/;
/** What the API server appends for `generateName`: no vowels, and never in the middle of a word. */
const GENERATED = /^[bcdfghjklmnpqrstvwxz]{5}$/;

/** A Job with the top of its owner chain. */
interface RootedJob {
  readonly workload: JobFact;
  readonly root: WorkloadReference;
}

/**
 * Runs of one CronJob are; so are Jobs that differ only in what releases and `generateName` put at the end of a name,
 * such as migrate-1.4.2 and migrate-1.4.3. Jobs of one service that are named otherwise do other work.
 */
export function isSameLineage(one: RootedJob, other: RootedJob): boolean {
  if (one.root.kind !== other.root.kind) return false;
  if (one.root.kind === 'CronJob') return one.root.name === other.root.name;
  return stemOf(one.workload.name) === stemOf(other.workload.name);
}

/** The first part always stays: "7zip" and "9patch" have nothing else. */
function stemOf(name: string): string {
  const [first = '', ...parts] = name.split(/[-.]/);
  const end = parts.findLastIndex((part) => !WITH_DIGIT.test(part) && !GENERATED.test(part));
  return [first, ...parts.slice(0, end + 1)].join('-');
}
