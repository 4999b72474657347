// Rollouts that wait for new pods while those of an older revision go on serving.
import type {
  ConditionFact,
  ContainerFact,
  DeploymentFact,
  PodFact,
  ReplicaSetFact,
  ServicePod,
  ServiceWorkload,
  WorkloadReference,
} from '../../facts/index.ts';
import type { Evidence, Finding, RuleSnapshot } from '../types.ts';
import { isOnLostNode, podsOf } from './controllers.ts';
import { isLooping } from './crash-history.ts';
import { conditionEvidence, fieldEvidence } from './evidence.ts';
import { allContainers, condition, livePods, waitingSinceMs } from './pods.ts';
import { workloadDetails } from './subject.ts';
import { liveWorkloads } from './workloads.ts';

/** The Deployment controller's reason in condition Progressing. */
const DEADLINE_REASON = 'ProgressDeadlineExceeded';

/** The kubelet's reasons for a container that it cannot start; it tries again, but mostly the same is wrong then. */
const FAILED_STARTS = [
  'ErrImagePull',
  'ImagePullBackOff',
  'RegistryUnavailable',
  'SignatureValidationFailed',
  'InvalidImageName',
  'ErrImageNeverPull',
  'ImageInspectError',
  'CreateContainerConfigError',
  'CreateContainerError',
  'PreCreateHookError',
  'PreStartHookError',
  'RunContainerError',
];
/** The second try comes within 15 s. What is still so afterwards has its own diagnosis by then. */
const RETRY_MS = 30_000;

type Inputs = RuleSnapshot<'pods' | 'workloads'>;

/** A Deployment whose new pods do not get ready beside old ones that serve. */
export interface StuckRollout {
  readonly deployment: DeploymentFact;
  readonly root: WorkloadReference;
  readonly newest: ReplicaSetFact;
  /** The older ReplicaSet of which most pods serve. */
  readonly old: ReplicaSetFact;
  /** Pods of any older revision that serve. */
  readonly serving: readonly ServicePod[];
  /** New pods that fail in a way which waiting does not mend. */
  readonly failing: readonly ServicePod[];
  /** Condition Progressing, once the controller has given up waiting. */
  readonly late: ConditionFact | undefined;
}

export function stuckRollouts(snapshot: Inputs): readonly StuckRollout[] {
  return snapshot.once(liveWorkloads).flatMap(({ workload, root }) => {
    if (workload.kind !== 'Deployment' || workload.desired === 0 || workload.paused) return [];
    // Of an older spec the conditions and the revision may still speak.
    if (workload.observedGeneration < workload.generation) return [];
    const stuck = stuckRollout(workload, root, snapshot);
    return stuck === undefined ? [] : [stuck];
  });
}

function stuckRollout(
  deployment: DeploymentFact,
  root: WorkloadReference,
  snapshot: Inputs,
): StuckRollout | undefined {
  const sets = replicaSetsOf(root, snapshot.once(liveWorkloads));
  const newest = sets.find(({ revision }) => revision !== '' && revision === deployment.revision);
  const own = podsOf(root, snapshot.once(livePods));
  const serving = own.filter((it) => it.replicaSet !== newest?.name && serves(it.pod, snapshot));
  const [old] = sets
    .filter(({ name }) => serving.some(({ replicaSet }) => replicaSet === name))
    .toSorted((left, right) => servingOf(right, serving) - servingOf(left, serving));
  if (newest === undefined || old === undefined) return undefined;
  const failing = own.filter((it) => it.replicaSet === newest.name && fails(it.pod, snapshot));
  const progress = condition(deployment.conditions, 'Progressing');
  const isLate = progress?.status === 'False' && progress.reason === DEADLINE_REASON;
  if (!isLate && failing.length === 0) return undefined;
  return { deployment, root, newest, old, serving, failing, late: isLate ? progress : undefined };
}

function replicaSetsOf(
  { kind, name }: WorkloadReference,
  workloads: readonly ServiceWorkload[],
): readonly ReplicaSetFact[] {
  return workloads.flatMap(({ workload, root }) =>
    workload.kind === 'ReplicaSet' && root.kind === kind && root.name === name ? [workload] : [],
  );
}

function servingOf({ name }: ReplicaSetFact, serving: readonly ServicePod[]): number {
  return serving.filter(({ replicaSet }) => replicaSet === name).length;
}

/** A container in a crash loop is ready whenever it runs: its pod does not serve. Of a silent node nobody knows. */
function serves(pod: PodFact, { thresholds, clock }: Inputs): boolean {
  if (condition(pod.conditions, 'Ready')?.status !== 'True' && !isOnLostNode(pod)) return false;
  return !pod.containers.some((it) => isLooping(it, pod, thresholds, clock));
}

function fails(pod: PodFact, { thresholds, clock }: Inputs): boolean {
  return allContainers(pod).some(
    (it) =>
      isLooping(it, pod, thresholds, clock) ||
      (isNotStarted(it) && clock.atLeast(waitingSinceMs(pod, it), RETRY_MS)),
  );
}

function isNotStarted({ state }: ContainerFact): boolean {
  return state.kind === 'waiting' && FAILED_STARTS.includes(state.reason);
}

/** What is said of it; it concerns the Deployment as a whole. */
export function stuckFinding(stuck: StuckRollout): Finding {
  const { deployment: fact, root, old, serving, failing, late } = stuck;
  const beganMs = Math.min(...failing.map((it) => it.pod.createdMs), stuck.newest.createdMs);
  const sinceMs = late?.sinceMs ?? beganMs;
  return {
    subject: { workload: root },
    confidence: 'confirmed',
    state: 'active',
    // Before the deadline the new pods say what is wrong, and this only what it means.
    severity: late === undefined ? 'info' : 'error',
    reason: late?.reason ?? 'Progressing',
    details: {
      ...workloadDetails(root),
      serving: String(serving.length),
      desired: String(fact.desired),
      revision: old.revision,
      toRevision: old.revision === '' ? '' : ` --to-revision=${old.revision}`,
    },
    evidence: [
      progressEvidence(stuck),
      countEvidence(old.name, 'available', old.availableReplicas),
    ],
    sinceMs,
    lastMs: sinceMs,
    count: 1,
  };
}

function progressEvidence({ deployment, newest, late }: StuckRollout): Evidence {
  if (late === undefined) return countEvidence(newest.name, 'ready', newest.readyReplicas);
  return conditionEvidence(deployment, late);
}

function countEvidence(name: string, what: 'ready' | 'available', count: number): Evidence {
  const field = `status.${what}Replicas`;
  return fieldEvidence({ kind: 'ReplicaSet', name, field, value: String(count) });
}
