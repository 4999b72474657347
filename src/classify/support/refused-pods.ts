import type {
  EpochMs,
  EventFact,
  ServiceWorkload,
  WorkloadFact,
  WorkloadReference,
} from '../../facts/index.ts';
import type { Evidence, RuleSnapshot } from '../types.ts';
import { areCurrent } from './events.ts';
import { conditionEvidence, eventEvidence } from './evidence.ts';
import { condition } from './pods.ts';
import { isWithoutAnswer, withoutPodNames } from './refusal-text.ts';
import { liveWorkloads, workloadOfEvent } from './workloads.ts';

/** Controllers try again after pauses that grow to 1,000 s: an event of that age may still say how things are. */
const CURRENT_REFUSAL_MS = 20 * 60_000;

/** The API server's refusal of a pod, as the controller that wanted to make it wrote it down. */
export interface RefusedPod {
  readonly root: WorkloadReference;
  /** Without the name of the pod that never was: it is another at each try. */
  readonly message: string;
  readonly evidence: Evidence;
  readonly sinceMs: EpochMs;
  readonly lastMs: EpochMs;
  /** As far as events tell. */
  readonly count: number;
}

interface Witness extends RefusedPod {
  /** Of conditions there is none. */
  readonly event?: EventFact;
}

type Inputs = RuleSnapshot<'workloads' | 'events' | 'pods'>;

/**
 * Refusals that still stand, one for each workload and message, best witness first: the condition of the Deployment,
 * that of its ReplicaSet, then events, which are all that Jobs, StatefulSets and DaemonSets leave.
 */
export function refusedPods(inputs: Inputs): readonly RefusedPod[] {
  const live = inputs.once(liveWorkloads);
  const fromConditions = live.flatMap((it) => refusedByCondition(it, live));
  const fromEvents = inputs.events
    .filter(({ reason }) => reason === 'FailedCreate')
    .toSorted((left, right) => right.lastMs - left.lastMs)
    .flatMap((event) => refusedByEvent(event, live, inputs));
  const heard = [...fromConditions, ...fromEvents];
  const witnesses = [...heard, ...inputs.events.flatMap((it) => heardBefore(it, heard, live))];
  const groups = Map.groupBy(witnesses, ({ root, message }) => `${rootKey(root)}\n${message}`);
  return [...groups.values()].filter((group) => stands(group, inputs)).flatMap(asOne);
}

/**
 * Refusals are told as one event once there are ten, with the words of the newest try. When that one got no answer, as
 * while the API server is away, the tries before it were still refused.
 */
function heardBefore(
  event: EventFact,
  heard: readonly Witness[],
  live: readonly ServiceWorkload[],
): readonly Witness[] {
  const { reason, message, count } = event;
  if (reason !== 'FailedCreate' || count < 2) return [];
  const root = workloadOfEvent(event, live)?.root;
  if (root === undefined) return [];
  const words = withoutPodNames(message, []);
  const same = heard.find((it) => rootKey(it.root) === rootKey(root));
  return same !== undefined && isWithoutAnswer(words) ? [{ ...same, count: count - 1 }] : [];
}

/** A condition is taken back; events are not, and the newest must be young enough to speak for all. */
function stands(witnesses: readonly Witness[], { clock }: Inputs): boolean {
  const events = witnesses.flatMap(({ event }) => (event === undefined ? [] : [event]));
  return events.length < witnesses.length || areCurrent(events, clock, CURRENT_REFUSAL_MS);
}

/** Equal for refusals of one workload. */
export function rootKey({ kind, name }: WorkloadReference): string {
  return `${kind}/${name}`;
}

/** The same refusal as several witnesses tell it. */
function asOne(witnesses: readonly Witness[]): readonly RefusedPod[] {
  const [best] = witnesses;
  if (best === undefined) return [];
  const { root, message } = best;
  const sinceMs = Math.min(...witnesses.map((it) => it.sinceMs));
  return [
    {
      root,
      message,
      evidence: { ...best.evidence, timeMs: sinceMs },
      sinceMs,
      lastMs: Math.max(...witnesses.map((it) => it.lastMs)),
      count: Math.max(1, sum(witnesses.map((it) => it.count))),
    },
  ];
}

function sum(counts: readonly number[]): number {
  return counts.reduce((total, count) => total + count, 0);
}

function refusedByCondition(
  { workload, root }: ServiceWorkload,
  live: readonly ServiceWorkload[],
): readonly Witness[] {
  const failure = condition(workload.conditions, 'ReplicaFailure');
  if (failure?.status !== 'True' || failure.reason !== 'FailedCreate') return [];
  const message = withoutPodNames(failure.message, makersOf(root, live));
  if (isWithoutAnswer(message)) return [];
  const sinceMs = failure.sinceMs ?? workload.createdMs;
  const evidence = conditionEvidence(workload, { ...failure, message }, sinceMs);
  return [{ root, message, evidence, sinceMs, lastMs: sinceMs, count: 0 }];
}

function refusedByEvent(
  event: EventFact,
  live: readonly ServiceWorkload[],
  { pods }: Inputs,
): readonly Witness[] {
  const about = workloadOfEvent(event, live);
  if (about === undefined || hasItsPods(about.workload)) return [];
  const { root } = about;
  const { firstMs, lastMs, count, involved } = event;
  // Nobody counts what this one has made; but a pod made since shows that they are let in again.
  const isUncounted = about.workload === undefined || about.workload.kind === 'CronJob';
  const isOver =
    isUncounted &&
    pods.some(({ pod, workload }) => rootKey(workload) === rootKey(root) && pod.createdMs > lastMs);
  if (isOver) return [];
  const message = withoutPodNames(event.message, [involved.name, ...makersOf(root, live)]);
  if (isWithoutAnswer(message)) return [];
  const evidence = { ...eventEvidence(event), value: message };
  return [{ root, message, evidence, sinceMs: firstMs, lastMs, count, event }];
}

/** Whose names the names of the pods begin with: a Deployment quotes what its ReplicaSet was told. */
function makersOf(root: WorkloadReference, live: readonly ServiceWorkload[]): readonly string[] {
  return live
    .filter((it) => rootKey(it.root) === rootKey(root))
    .map(({ workload }) => workload.name);
}

/** A workload that has the pods it asks for was refused earlier, not now. */
export function hasItsPods(workload: WorkloadFact | undefined): boolean {
  if (workload === undefined || workload.kind === 'CronJob') return false;
  if (workload.kind !== 'Job') return workload.replicas >= workload.desired;
  return workload.active > 0 || workload.succeeded > 0 || workload.failed > 0;
}
