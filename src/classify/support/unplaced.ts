import type { ConditionFact, EpochMs, ServicePod, ServiceSnapshot } from '../../facts/index.ts';
import type { Finding } from '../types.ts';
import { fieldEvidence } from './evidence.ts';
import { condition, livePods } from './pods.ts';
import { parseSchedulerMessage } from './scheduler-message.ts';
import { type SchedulerVerdict, schedulerVerdict } from './scheduler-verdict.ts';
import { standing } from './standing.ts';
import { podDetails, podSubject } from './subject.ts';

/** Pods of a rollout often wait a few seconds for the room of those they replace. */
const SHOW_DWELL_MS = 15_000;
/** A node autoscaler needs a few minutes for a new node: until then it is a warning. */
const AUTOSCALER_MS = 300_000;

/** The scheduler's words for a pod it looked at: none fits, or it could not find out. */
const REFUSALS = ['Unschedulable', 'SchedulerError'];

/** A pod that has waited for a node long enough to be told of. */
interface UnplacedPod {
  readonly servicePod: ServicePod;
  readonly scheduled: ConditionFact;
  readonly sinceMs: EpochMs;
}

function unplacedPods({
  pods,
  clock,
}: Pick<ServiceSnapshot, 'pods' | 'clock'>): readonly UnplacedPod[] {
  return livePods(pods).flatMap((servicePod) => {
    const { conditions, createdMs } = servicePod.pod;
    const scheduled = condition(conditions, 'PodScheduled');
    if (scheduled?.status !== 'False' || !REFUSALS.includes(scheduled.reason)) return [];
    const sinceMs = scheduled.sinceMs ?? createdMs;
    return clock.atLeast(sinceMs, SHOW_DWELL_MS) ? [{ servicePod, scheduled, sinceMs }] : [];
  });
}

/** The pods that have no node for the cause of this code; the others have another. */
export function unplacedFor(
  code: string,
  snapshot: Pick<ServiceSnapshot, 'pods' | 'clock'>,
): readonly Finding[] {
  return unplacedPods(snapshot).flatMap((unplaced) => {
    const verdict = schedulerVerdict(parseSchedulerMessage(unplaced.scheduled.message));
    if (verdict.code !== code) return [];
    const isLong = snapshot.clock.atLeast(unplaced.sinceMs, AUTOSCALER_MS);
    return [{ ...unplacedFinding(unplaced, verdict), severity: isLong ? 'error' : 'warning' }];
  });
}

function unplacedFinding(
  { servicePod, scheduled, sinceMs }: UnplacedPod,
  { nodes, why, caught, quote }: SchedulerVerdict,
): Finding {
  const field = 'status.conditions[PodScheduled].message';
  const value = quote || scheduled.reason;
  return standing({
    subject: podSubject(servicePod),
    reason: 'Pending',
    details: { ...podDetails(servicePod), nodes, why, caught },
    evidence: [
      fieldEvidence({ kind: 'Pod', name: servicePod.pod.name, field, value, timeMs: sinceMs }),
    ],
    sinceMs,
  });
}
