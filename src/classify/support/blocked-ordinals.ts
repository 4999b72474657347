import type {
  EpochMs,
  PodFact,
  ServicePod,
  ServiceSnapshot,
  StatefulSetFact,
  WorkloadReference,
} from '../../facts/index.ts';
import type { RuleSnapshot } from '../types.ts';
import { keptByPartition, lastReadySinceMs, ordinalOf, podsOf } from './controllers.ts';
import { isLooping } from './crash-history.ts';
import { condition, hasStarted } from './pods.ts';
import { readinessBudgetMs } from './probe-budget.ts';
import { plural } from './text.ts';
import { UNREADY_DWELL_MS } from './unready-containers.ts';

/** A pod that has not begun may be waiting for a volume or a large image. */
const START_MS = 10 * 60_000;

type Clocked = Pick<ServiceSnapshot, 'clock' | 'thresholds'>;

/** What the controller does not do before a pod is ready, and the count that shows it. */
interface Waiting {
  readonly what: string;
  readonly field: string;
  readonly value: number;
}

function waitingOf(set: StatefulSetFact, pods: readonly ServicePod[]): Waiting | undefined {
  const missing = set.desired - pods.length;
  if (missing > 0) {
    const what = `${plural(missing, 'more pod')} of ${set.desired} ${missing === 1 ? 'is' : 'are'} not made`;
    return { what, field: 'status.replicas', value: set.replicas };
  }
  const pending = set.desired - keptByPartition(set) - set.updatedReplicas;
  if (set.updateStrategy === 'OnDelete' || pending <= 0) return undefined;
  const what = `${plural(pending, 'pod')} of ${set.desired} ${pending === 1 ? 'keeps' : 'keep'} the older version`;
  return { what, field: 'status.updatedReplicas', value: set.updatedReplicas };
}

/** A pod whose node is silent waits for its node, and no other waits for it alone. */
function unreadySince(pod: PodFact): EpochMs | undefined {
  if (lastReadySinceMs(pod) !== undefined) return undefined;
  return condition(pod.conditions, 'Ready')?.sinceMs ?? pod.createdMs;
}

/** Whether the pod has had all the time that its start may take. */
function isLate(where: PodFact, sinceMs: EpochMs, { clock, thresholds }: Clocked): boolean {
  if (where.containers.some((it) => isLooping(it, where, thresholds, clock))) return true;
  if (!hasStarted(where)) return clock.atLeast(sinceMs, START_MS);
  return where.containers.some(
    (it) =>
      it.state.kind === 'running' &&
      !it.ready &&
      clock.atLeast(it.state.startedMs ?? sinceMs, readinessBudgetMs(it, thresholds)) &&
      clock.atLeast(sinceMs, UNREADY_DWELL_MS),
  );
}

/** A pod that others wait for. */
export interface Block {
  readonly blocker: ServicePod;
  readonly waiting: Waiting;
  /** Since when the pod is not ready. */
  readonly sinceMs: EpochMs;
}

/** The pod that an ordered StatefulSet waits at: it looks at them by their numbers, and the first unready one holds all. */
export function blockOf(
  set: StatefulSetFact,
  root: WorkloadReference,
  { pods, clock, thresholds }: RuleSnapshot<'pods'>,
): Block | undefined {
  const own = podsOf(root, pods);
  const waiting = waitingOf(set, own);
  const blocker = own
    .toSorted((left, right) => ordinalOf(left.pod) - ordinalOf(right.pod))
    .find((it) => unreadySince(it.pod) !== undefined);
  if (waiting === undefined || blocker === undefined) return undefined;
  const sinceMs = unreadySince(blocker.pod) ?? blocker.pod.createdMs;
  if (blocker.pod.deletionMs !== undefined) return undefined;
  return isLate(blocker.pod, sinceMs, { clock, thresholds })
    ? { blocker, waiting, sinceMs }
    : undefined;
}
