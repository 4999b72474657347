import type { EpochMs, PodFact, ServicePod, ServiceSnapshot } from '../../facts/index.ts';
import type { Finding } from '../types.ts';
import { fieldEvidence } from './evidence.ts';
import { condition } from './pods.ts';
import { quoted } from './repeated-warnings.ts';
import { windowMs } from './stability.ts';
import { standing } from './standing.ts';
import { podDetails, podSubject, workloadDetails } from './subject.ts';

// Pods that the kubelet ended as a whole, or did not let in: `status.reason` says why, and no container does.

/** Ends that are the node's affair: it shut down, was lost, or had no room left. */
const TAKEN_AWAY = ['Evicted', 'NodeShutdown', 'Shutdown', 'Terminated', 'NodeLost', 'Preempting'];
/** The kubelet's wording for an eviction that is the pod's own doing. */
const OWN_STORAGE = /exceeds the total limit|exceeded its local ephemeral storage|EmptyDir volume/;
/** Whoever owns the pod makes another one; that one or two were ended is then history. */
const MIN_REPEATS = 3;

type Inputs = Pick<ServiceSnapshot, 'pods' | 'clock' | 'thresholds'>;

/** Pods without an owner that are gone for good, and workloads whose pods are ended again and again. */
export function endedPods(snapshot: Inputs): readonly Finding[] {
  const ended = snapshot.pods.filter(({ pod }) => isEndedByKubelet(pod));
  const alone = ended.filter(({ pod }) => pod.owner === undefined && !isTakenAway(pod));
  return [...alone.map(aloneFinding), ...repeatedEnds(ended, snapshot)];
}

function isEndedByKubelet({ phase, statusReason, deletionMs }: PodFact): boolean {
  return phase === 'Failed' && statusReason !== '' && deletionMs === undefined;
}

function isTakenAway(pod: PodFact): boolean {
  return (
    TAKEN_AWAY.includes(pod.statusReason) ||
    condition(pod.conditions, 'DisruptionTarget')?.status === 'True'
  );
}

function aloneFinding(servicePod: ServicePod): Finding {
  const { pod } = servicePod;
  const sinceMs = endMs(pod);
  return standing({
    subject: podSubject(servicePod),
    reason: pod.statusReason,
    details: { ...podDetails(servicePod), what: 'A pod was ended for good', raw: words(pod) },
    evidence: [endEvidence(pod)],
    sinceMs,
  });
}

/** Whether a Job makes up for an ended pod, the Job says. */
function repeatedEnds(ended: readonly ServicePod[], snapshot: Inputs): readonly Finding[] {
  const own = ended.filter(({ pod }) => isOwnDoing(pod) && isRecent(pod, snapshot));
  const groups = Map.groupBy(own, ({ workload, pod }) =>
    [workload.kind, workload.name, pod.statusReason].join('\n'),
  );
  return [...groups.values()].flatMap(repeatedFinding);
}

function isOwnDoing(pod: PodFact): boolean {
  if (pod.owner === undefined || pod.owner.kind === 'Job') return false;
  return !isTakenAway(pod) || OWN_STORAGE.test(pod.statusMessage);
}

function isRecent(pod: PodFact, { clock, thresholds }: Inputs): boolean {
  return !clock.atLeast(endMs(pod), windowMs(thresholds));
}

function repeatedFinding(group: readonly ServicePod[]): readonly Finding[] {
  const inOrder = group.toSorted((left, right) => endMs(left.pod) - endMs(right.pod));
  const [first, last] = [inOrder.at(0), inOrder.at(-1)];
  if (first === undefined || last === undefined || group.length < MIN_REPEATS) return [];
  // The oldest is quoted: a controller may make several a second, and each would be a write.
  const { workload, pod } = first;
  return [
    {
      subject: { workload },
      confidence: 'confirmed',
      state: 'active',
      reason: pod.statusReason,
      details: {
        ...workloadDetails(workload),
        what: `Pods of ${workload.kind} ${workload.name} are ended again and again`,
        raw: words(pod),
      },
      evidence: [endEvidence(pod)],
      sinceMs: endMs(pod),
      lastMs: endMs(last.pod),
      count: group.length,
    },
  ];
}

function words({ statusReason, statusMessage }: PodFact): string {
  return quoted(statusMessage === '' ? statusReason : statusMessage);
}

function endEvidence(pod: PodFact) {
  const field = `status.${pod.statusMessage === '' ? 'reason' : 'message'}`;
  const value = pod.statusMessage === '' ? pod.statusReason : pod.statusMessage;
  return fieldEvidence({ kind: 'Pod', name: pod.name, field, value, timeMs: endMs(pod) });
}

/** The newest change of a condition or end of a container; the end itself has no time. */
function endMs(pod: PodFact): EpochMs {
  const changes = pod.conditions.map(({ sinceMs }) => sinceMs ?? 0);
  const ends = pod.containers.map(({ state }) =>
    state.kind === 'terminated' ? (state.finishedMs ?? 0) : 0,
  );
  return Math.max(pod.createdMs, ...changes, ...ends);
}
