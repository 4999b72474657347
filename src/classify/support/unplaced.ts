import type { ConditionFact, EpochMs, ServicePod } from '../../facts/index.ts';
import type { Finding, RuleSnapshot } from '../types.ts';
import { declinedNode, declinedWords } from './autoscaler-words.ts';
import { eventEvidence, fieldEvidence } from './evidence.ts';
import { SILENT_MS } from './lost-nodes.ts';
import { condition, livePods } from './pods.ts';
import { parseSchedulerMessage } from './scheduler-message.ts';
import { type SchedulerVerdict, schedulerVerdict } from './scheduler-verdict.ts';
import { standing } from './standing.ts';
import { podDetails, podSubject } from './subject.ts';
import { brief } from './text.ts';

/** Pods of a rollout often wait a few seconds for the room of those they replace. */
const SHOW_DWELL_MS = 15_000;
/** A node autoscaler needs a few minutes for a new node: until then it is a warning. */
const AUTOSCALER_MS = 300_000;
/** When it has said that none would help, only room that becomes free does. */
const DECLINED_MS = 60_000;

const WAIT = 'Wait a few minutes first if the cluster adds nodes by itself';
const DO_NOT_WAIT =
  'Do not wait for a new node: the autoscaler of the cluster says that it adds none for this pod';

/** Leaves room for the sentence around it. */
const MAX_WORDS = 450;

type Inputs = RuleSnapshot<'pods' | 'events' | 'capacity'>;

/** The scheduler's words for a pod it looked at: none fits, or it could not find out. */
const REFUSALS = ['Unschedulable', 'SchedulerError'];

/** A pod that has waited for a node long enough to be told of. */
export interface UnplacedPod {
  readonly servicePod: ServicePod;
  readonly scheduled: ConditionFact;
  readonly sinceMs: EpochMs;
}

export function unplacedPods({ once, clock }: RuleSnapshot<'pods'>): readonly UnplacedPod[] {
  return once(livePods).flatMap((servicePod) => {
    const { conditions, createdMs } = servicePod.pod;
    const scheduled = condition(conditions, 'PodScheduled');
    if (scheduled?.status !== 'False' || !REFUSALS.includes(scheduled.reason)) return [];
    const sinceMs = scheduled.sinceMs ?? createdMs;
    return clock.atLeast(sinceMs, SHOW_DWELL_MS) ? [{ servicePod, scheduled, sinceMs }] : [];
  });
}

/** The pods that have no node for the cause of this code; the others have another. */
export function unplacedFor(code: string, snapshot: Inputs): readonly Finding[] {
  return snapshot
    .once(unplacedPods)
    .flatMap((unplaced) =>
      verdictOf(unplaced, snapshot).code === code ? [unplacedFinding(unplaced, snapshot)] : [],
    );
}

export function unplacedFinding(unplaced: UnplacedPod, snapshot: Inputs): Finding {
  const { servicePod, sinceMs } = unplaced;
  const { nodes, why, caught, quote } = verdictOf(unplaced, snapshot);
  const declined = declinedNode(servicePod.pod, snapshot);
  const isLong = snapshot.clock.atLeast(sinceMs, declined ? DECLINED_MS : AUTOSCALER_MS);
  const refusal = declined && `; the autoscaler adds no node: ${declinedWords(declined)}`;
  const scheduled = fieldEvidence({
    kind: 'Pod',
    name: servicePod.pod.name,
    field: 'status.conditions[PodScheduled].message',
    value: quote,
    timeMs: sinceMs,
  });
  return standing({
    subject: podSubject(servicePod),
    severity: isLong ? 'error' : 'warning',
    reason: 'Pending',
    details: {
      ...podDetails(servicePod),
      nodes,
      why: brief(`${why}${refusal ?? ''}`, MAX_WORDS),
      caught,
      wait: declined === undefined ? WAIT : DO_NOT_WAIT,
    },
    evidence: declined === undefined ? [scheduled] : [scheduled, eventEvidence(declined)],
    sinceMs,
  });
}

function verdictOf({ scheduled }: UnplacedPod, { capacity, clock }: Inputs): SchedulerVerdict {
  const { unready = 0, silentSinceMs = [] } = capacity ?? {};
  const lost = silentSinceMs.filter((sinceMs) => clock.atLeast(sinceMs, SILENT_MS)).length;
  return schedulerVerdict(parseSchedulerMessage(scheduled.message), unready + lost);
}
