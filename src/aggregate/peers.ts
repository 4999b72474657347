// Who is compared with whom: the pods of a problem with those that stand in for them and run the same program.

import { condition } from '../classify/support/pods.ts';
import type { RuledFinding } from '../classify/types.ts';
import type { NodeFact, RememberedDiagnosis, ServicePod } from '../facts/index.ts';
import { type Crowd, crowdOf, FAILING, HEALTHY, type Marks, UNKNOWN } from './crowd.ts';
import { referenceName } from './groups.ts';
import { type Problem, severityOf } from './merge.ts';
import type { AssessedWorkload } from './roles.ts';
import { findSuspects, MIN_FAILING_OF_CHANGE } from './suspects.ts';
import { programsOf, type TraitSources } from './traits.ts';
import type { ReportSuspect } from './types.ts';

/** Finds what the pods of a problem share; `before` is what the last report said of the problem. */
export type FindSuspects = (
  problem: Problem,
  before: RememberedDiagnosis | undefined,
) => readonly ReportSuspect[];

/** What pods are compared by. */
export interface ComparisonInput {
  readonly workloads: readonly AssessedWorkload[];
  readonly findings: readonly RuledFinding[];
  readonly sources: TraitSources;
}

/** The pods of Jobs end: one that has failed has no healthy neighbour, but a predecessor. */
const WITHOUT_PEERS: ReadonlySet<string> = new Set(['Job', 'CronJob']);

/** Crowds are made when the first problem asks for them, so that a service without problems costs nothing. */
export function comparison({ workloads, findings, sources }: ComparisonInput): FindSuspects {
  const crowds = new Map<string, Crowd>();
  const troubled = troubledPods(findings);
  let candidates: readonly Candidate[] | undefined;
  return (problem, before) => {
    const told = before?.suspects ?? [];
    if (!isComparable(problem, told.length > 0)) return [];
    candidates ??= workloads.map(toCandidate);
    const peers = peersOf(problem, candidates);
    const key = peers.map(({ name }) => name).join(' ');
    const crowd = crowds.get(key) ?? crowdOf(peers.flatMap(podsOf), sources);
    crowds.set(key, crowd);
    const failing = new Set(problem.pods);
    return findSuspects(crowd, marksOf(crowd, failing, troubled), told);
  };
}

/** What a node does to its pods names the node already. History and hints are not worth a search. */
function isComparable({ state, severity, pods, ruled }: Problem, isTold: boolean): boolean {
  if (state !== 'active' || severity === 'info') return false;
  // The pods of a large service are not looked through for the one that crashes.
  if (pods.length < (isTold ? 1 : MIN_FAILING_OF_CHANGE)) return false;
  return ruled.every(({ finding: { subject } }) => {
    return subject.node === undefined && !WITHOUT_PEERS.has(subject.workload.kind);
  });
}

/** Workloads of one role may be strangers where nobody has given them one: only those of the same program are peers. */
function peersOf(
  { workloads: affected }: Problem,
  all: readonly Candidate[],
): readonly Candidate[] {
  const own = all.filter(({ name }) => affected.includes(name));
  const roles = new Set(own.map(({ role }) => role));
  const programs = new Set(own.flatMap((it) => [...it.programs]));
  return all.filter((it) => {
    if (own.includes(it)) return true;
    return roles.has(it.role) && [...it.programs].some((program) => programs.has(program));
  });
}

/** A workload that others may be compared with. */
interface Candidate {
  readonly name: string;
  readonly role: string;
  readonly programs: ReadonlySet<string>;
  readonly pods: readonly ServicePod[];
}

function toCandidate({ group, role }: AssessedWorkload): Candidate {
  const pods = group.pods.filter(isLive);
  const programs = new Set(pods.flatMap(({ pod }) => programsOf(pod)));
  return { name: referenceName(group.reference), role, programs, pods };
}

function podsOf({ pods }: Candidate): readonly ServicePod[] {
  return pods;
}

function isLive({ pod }: ServicePod): boolean {
  return pod.deletionMs === undefined && pod.phase !== 'Succeeded' && pod.phase !== 'Failed';
}

/** All of whom anything is said that is no mere hint: whoever has another problem is no example of health. */
function troubledPods(findings: readonly RuledFinding[]): ReadonlySet<string> {
  const pods = new Set<string>();
  for (const ruled of findings) {
    const { pod } = ruled.finding.subject;
    if (pod !== undefined && severityOf(ruled) !== 'info') pods.add(pod);
  }
  return pods;
}

function marksOf(
  { pods }: Crowd,
  failing: ReadonlySet<string>,
  troubled: ReadonlySet<string>,
): Marks {
  return Uint8Array.from(pods, ({ pod }) => {
    if (failing.has(pod.name)) return FAILING;
    const isReady = condition(pod.conditions, 'Ready')?.status === 'True';
    return isReady && !troubled.has(pod.name) ? HEALTHY : UNKNOWN;
  });
}

/** The zones that the nodes are in, as far as they say. */
export function zonesOf(nodes: readonly NodeFact[]): ReadonlyMap<string, string> {
  return new Map(nodes.flatMap(({ name, zone }) => (zone === undefined ? [] : [[name, zone]])));
}
