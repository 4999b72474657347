// Which revision of a Deployment a problem came with. The root cause stays the root: the release only points to it.

import { withOnce } from '../classify/once.ts';
import { allContainers, condition } from '../classify/support/pods.ts';
import { type StuckRollout, stuckRollouts } from '../classify/support/stuck-rollouts.ts';
import type {
  EpochMs,
  RememberedDiagnosis,
  ReplicaSetFact,
  ReportMemory,
  ServicePod,
  ServiceSnapshot,
} from '../facts/index.ts';
import { referenceName, type WorkloadGroup } from './groups.ts';
import type { Problem } from './merge.ts';
import type { AssessedWorkload } from './roles.ts';
import type { ReportRelease } from './types.ts';

/** What begins later may as well have another reason. A rollout and a leak that fills a usual limit fit into an hour. */
const SOON_MS = 3_600_000;
const MAX_IMAGES = 3;

/** Finds the release behind a problem; `before` is what the last report said of it. */
export type FindRelease = (
  problem: Problem,
  firstSeenMs: EpochMs,
  before: RememberedDiagnosis | undefined,
) => ReportRelease | undefined;

/** Rollouts are looked into when the first problem asks, so that a service without problems costs nothing. */
export function releases(
  snapshot: ServiceSnapshot,
  workloads: readonly AssessedWorkload[],
): FindRelease {
  const byName = new Map(workloads.map(({ group }) => [referenceName(group.reference), group]));
  let stuck: readonly StuckRollout[] | undefined;
  return (problem, firstSeenMs, before) => {
    const group = byName.get(problem.workloads[0]);
    const failing = group === undefined ? [] : startedPods(problem, group);
    if (group === undefined || failing.length === 0) return undefined;
    stuck ??= stuckRollouts(withOnce(snapshot));
    const beside = stuck.find(({ root }) => referenceName(root) === problem.workloads[0]);
    if (beside !== undefined) return besideOld(beside, failing);
    return afterHealthy(group, failing, { firstSeenMs, before, memory: snapshot.memory });
  };
}

/** The pods of a problem that may come from a release; none unless all have got so far that it could matter. */
function startedPods(
  { state, severity, workloads, pods }: Problem,
  group: WorkloadGroup,
): readonly ServicePod[] {
  if (state !== 'active' || severity === 'info' || workloads.length > 1) return [];
  const names = new Set(pods);
  const failing = group.pods.filter(({ pod }) => names.has(pod.name));
  // Whether there is room for a pod depends on what else runs.
  return failing.every(({ pod }) => pod.nodeName !== '') ? failing : [];
}

/** A rollout that waits for its new pods, while old ones serve: that stage has looked at them closely. */
function besideOld(
  { newest, old, serving }: StuckRollout,
  failing: readonly ServicePod[],
): ReportRelease | undefined {
  return areOf(newest, failing) ? describe({ newest, previous: old, failing, serving }) : undefined;
}

interface Past {
  readonly firstSeenMs: EpochMs;
  readonly before: RememberedDiagnosis | undefined;
  readonly memory: ReportMemory;
}

/** The rollout is through, or too young to be stuck: what is known of the time before is that the service was Healthy. */
function afterHealthy(
  group: WorkloadGroup,
  failing: readonly ServicePod[],
  past: Past,
): ReportRelease | undefined {
  const [newest, previous] = succession(group);
  if (newest === undefined || previous === undefined || !areOf(newest, failing)) return undefined;
  if (!cameWith(newest, past)) return undefined;
  const serving = group.pods.filter((it) => it.replicaSet !== newest.name && isReady(it));
  return describe({ newest, previous, failing, serving });
}

function isReady({ pod }: ServicePod): boolean {
  return pod.deletionMs === undefined && condition(pod.conditions, 'Ready')?.status === 'True';
}

/** The ReplicaSets of a Deployment, that of its present revision first; none of a spec nobody has looked at. */
function succession({ fact, children }: WorkloadGroup): readonly ReplicaSetFact[] {
  if (fact?.kind !== 'Deployment' || fact.observedGeneration < fact.generation) return [];
  const sets = children.flatMap((it) => (it.kind === 'ReplicaSet' ? [it] : [])).sort(newestFirst);
  return sets[0]?.revision === fact.revision ? sets : [];
}

/** A revision that somebody has gone back to was made long ago, so that nothing is said of it. */
function cameWith(
  { createdMs, revision }: ReplicaSetFact,
  { firstSeenMs, before, memory }: Past,
): boolean {
  const isSoon = firstSeenMs >= createdMs && firstSeenMs - createdMs <= SOON_MS;
  return (
    isSoon && (before?.releaseRevision === revision || wordAt(createdMs, memory) === 'Healthy')
  );
}

function newestFirst(left: ReplicaSetFact, right: ReplicaSetFact): number {
  return Number(right.revision) - Number(left.revision);
}

/** The word that the service had at an instant, as far as the last report remembers; else empty. */
function wordAt(instant: EpochMs, { health, healthSinceMs, transitions }: ReportMemory): string {
  const later = transitions.filter(({ timeMs }) => timeMs >= instant);
  const first = later.toSorted((left, right) => left.timeMs - right.timeMs)[0];
  if (first !== undefined) return first.from;
  return healthSinceMs !== undefined && healthSinceMs <= instant ? health : '';
}

function areOf({ name }: ReplicaSetFact, pods: readonly ServicePod[]): boolean {
  return pods.every(({ replicaSet }) => replicaSet === name);
}

interface Release {
  readonly newest: ReplicaSetFact;
  readonly previous: ReplicaSetFact;
  readonly failing: readonly ServicePod[];
  /** Pods of older revisions that are ready. */
  readonly serving: readonly ServicePod[];
}

function describe({ newest, previous, failing, serving }: Release): ReportRelease {
  const known = new Set(serving.flatMap(imagesOf));
  const images = [...new Set(failing.flatMap(imagesOf))].filter((image) => !known.has(image));
  return {
    revision: newest.revision,
    previous: previous.revision,
    images: images.slice(0, MAX_IMAGES),
    commit: failing.find(({ pod }) => pod.commit !== undefined)?.pod.commit ?? '',
    sinceMs: newest.createdMs,
    isBeside: serving.length > 0,
  };
}

function imagesOf({ pod }: ServicePod): readonly string[] {
  return allContainers(pod).map(({ image }) => image);
}
