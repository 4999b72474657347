// Pods that are to go and do not, and what holds them.
import type {
  EventFact,
  NodeFact,
  PodFact,
  ServicePod,
  ServiceWorkload,
} from '../../facts/index.ts';
import type { Evidence, RuleSnapshot } from '../types.ts';
import { ordinalOf } from './controllers.ts';
import { eventsAbout, newest } from './events.ts';
import { eventEvidence, fieldEvidence } from './evidence.ts';
import { quoted } from './repeated-warnings.ts';
import { joinWords } from './text.ts';

/** Once the grace period is over, the kubelet kills at once, and controllers take their finalizers away in seconds. */
const SLACK_MS = 5 * 60_000;

/** The kubelet's event, pkg/kubelet/events: it cannot end the containers, or not take the network or a volume away. */
const FAILED_KILL = 'FailedKillPod';

type Inputs = RuleSnapshot<'pods' | 'events' | 'nodes' | 'workloads'>;

/** What holds a pod: `why` is a sentence, `advice` and `warning` become fixes. */
interface Hold {
  readonly words: {
    readonly why: string;
    readonly advice: string;
    readonly warning: string;
  };
  readonly evidence: readonly Evidence[];
  readonly isNodeLost?: boolean;
}

/** A pod that has been on its way out for too long. */
export interface StuckPod extends Hold {
  readonly servicePod: ServicePod;
  readonly sinceMs: number;
  /** No new pod is made before it is gone. */
  readonly isBlocking: boolean;
}

export function stuckPods(snapshot: Inputs): readonly StuckPod[] {
  return snapshot.pods.flatMap((servicePod) => {
    const { pod } = servicePod;
    const sinceMs = pod.deletionMs;
    if (sinceMs === undefined || !snapshot.clock.atLeast(sinceMs, SLACK_MS)) return [];
    const hold = holdOf(pod, snapshot);
    const isBlocking = isInTheWay(servicePod, hold, snapshot.workloads);
    return [{ ...hold, servicePod, sinceMs, isBlocking }];
  });
}

/** A finalizer counts only once the containers have ended: before, the kubelet has not done its part. */
function holdOf(pod: PodFact, snapshot: Inputs): Hold {
  const { finalizers = [] } = pod;
  if (finalizers.length > 0 && hasEnded(pod)) return finalizerHold(pod, finalizers);
  const lost = snapshot.nodes.find(
    ({ name, ready }) => name === pod.nodeName && ready?.status !== 'True',
  );
  if (lost !== undefined) return nodeHold(lost);
  const failure = newest(eventsAbout(snapshot, pod).filter(({ reason }) => reason === FAILED_KILL));
  if (failure !== undefined) return killHold(pod, failure);
  return finalizers.length > 0 ? finalizerHold(pod, finalizers) : unknownHold(pod);
}

function hasEnded({ phase, containers }: PodFact): boolean {
  if (phase === 'Succeeded' || phase === 'Failed') return true;
  return containers.every(({ state }) => state.kind !== 'running');
}

function finalizerHold({ name }: PodFact, finalizers: readonly string[]): Hold {
  const quotes = finalizers.map((it) => `"${it}"`);
  const words = joinWords(quotes);
  const [noun, verb] = finalizers.length === 1 ? ['finalizer', 'is'] : ['finalizers', 'are'];
  return {
    words: {
      why: `The ${noun} ${words} ${verb} still on it: whoever set ${finalizers.length === 1 ? 'it' : 'them'} wants to do something first, and has not`,
      advice: `Find the controller that ${words} belongs to, and look whether it runs and what it says of this pod`,
      warning: `Take the ${noun} away by hand, with kubectl edit, only if what the controller has to do is done or not needed any more; deleting the pod with --force does not help`,
    },
    evidence: [
      fieldEvidence({
        kind: 'Pod',
        name,
        field: 'metadata.finalizers',
        value: finalizers.join(' '),
      }),
    ],
  };
}

const FORCE =
  'Delete the pod with --force only if its process certainly runs no more: else two pods of one name may write to the same volume';

function nodeHold({ name, ready }: NodeFact): Hold {
  const value = ready?.status ?? 'none';
  const field = 'status.conditions[Ready].status';
  return {
    words: {
      why: `Its node ${name} is not ready, so nobody there can end it or say that it has ended`,
      advice: `Have node ${name} brought back, or its Node object deleted if the machine is off for good: then the pod goes by itself`,
      warning: FORCE,
    },
    evidence: [fieldEvidence({ kind: 'Node', name, field, value })],
    isNodeLost: true,
  };
}

function killHold({ nodeName }: PodFact, failure: EventFact): Hold {
  return {
    words: {
      why: `Node ${nodeName} cannot end it: "${quoted(failure.message)}"`,
      advice: `Ask the people who run the cluster to look at node ${nodeName}: a process that hangs on a lost volume or in the kernel cannot be killed`,
      warning: FORCE,
    },
    evidence: [eventEvidence(failure)],
  };
}

function unknownHold({ nodeName }: PodFact): Hold {
  return {
    words: {
      why: `Node ${nodeName} has not said that it has ended, and does not say why`,
      advice: `Look in the events of the pod, and ask the people who run the cluster to look at node ${nodeName}`,
      warning: FORCE,
    },
    evidence: [],
  };
}

/** A ReplicaSet or Job makes a new pod meanwhile; a name or a node has room for one only. */
function isInTheWay(
  { pod, workload: { kind, name } }: ServicePod,
  { isNodeLost = false }: Hold,
  workloads: readonly ServiceWorkload[],
): boolean {
  const fact = workloads.find(({ workload: it }) => it.kind === kind && it.name === name)?.workload;
  if (fact === undefined || fact.deletionMs !== undefined) return false;
  // What a DaemonSet does for a node is not missed where the node itself is missing.
  if (fact.kind === 'DaemonSet') return !isNodeLost;
  return fact.kind === 'StatefulSet' && ordinalOf(pod) < fact.firstOrdinal + fact.desired;
}
