import type { PodFact, ServicePod, StatefulSetFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { type Block, blockOf } from '../support/blocked-ordinals.ts';
import { ordinalOf } from '../support/controllers.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { statefulSet } from '../support/example-workloads.ts';
import { container, condition as exampleCondition, pod } from '../support/examples.ts';
import { condition } from '../support/pods.ts';
import { podDetails } from '../support/subject.ts';
import { liveWorkloads } from '../support/workloads.ts';
import type { Finding } from '../types.ts';

/** The label in which the StatefulSet controller writes the revision of a pod. */
const REVISION_LABEL = 'controller-revision-hash';

/** A pod of an older revision that is not ready is not replaced by a corrected one. */
function adviceFor(set: StatefulSetFact, { name, labels }: PodFact): string {
  const revision = labels.get(REVISION_LABEL) ?? set.updateRevision;
  return revision === set.updateRevision
    ? `Correct what keeps pod ${name} from becoming ready: the other diagnoses of the service say what it is`
    : `Delete pod ${name}: it has the older version, and Kubernetes makes it anew with the present one`;
}

function blockFinding(set: StatefulSetFact, { blocker, waiting, sinceMs }: Block): Finding {
  const { pod: where, workload } = blocker;
  const { kind, name } = set;
  return {
    subject: { workload, pod: where.name },
    confidence: 'confirmed',
    state: 'active',
    reason: where.phase,
    details: {
      ...podDetails(blocker),
      ordinal: String(ordinalOf(where)),
      waiting: waiting.what,
      advice: adviceFor(set, where),
    },
    evidence: [
      fieldEvidence({
        kind: 'Pod',
        name: where.name,
        field: 'status.conditions[Ready].status',
        value: condition(where.conditions, 'Ready')?.status ?? 'none',
        timeMs: sinceMs,
      }),
      fieldEvidence({ kind, name, field: waiting.field, value: String(waiting.value) }),
    ],
    sinceMs,
    lastMs: sinceMs,
    count: 1,
  };
}

const PLACE = { workload: { kind: 'StatefulSet', name: 'db' }, replicaSet: '' };
const UNREADY = exampleCondition('Ready', 'False');
const READY = pod({ name: 'db-0', conditions: [exampleCondition('Ready', 'True')] }, PLACE);
const HALF_MADE = statefulSet({ replicas: 2, updatedReplicas: 2 });

function unready(facts: Partial<PodFact> = {}): ServicePod {
  const containers = [container({ ready: false })];
  return pod({ name: 'db-1', conditions: [UNREADY], containers, ...facts }, PLACE);
}

export default defineClassifier({
  code: 'StatefulSetBlockedOnOrdinal',
  title: '{workload} waits for its pod number {ordinal}',
  severity: 'error',
  reads: ['workloads', 'pods'],
  explanation:
    '{workload} makes and updates its pods one after the other, and pod number {ordinal} does not become ready. Until it does, {waiting}.',
  fix: [
    '{advice}.',
    'Delete the pod once its StatefulSet is corrected: a pod that is not ready is not replaced by itself.',
    'Make the StatefulSet anew with podManagementPolicy Parallel if its pods need not wait for each other.',
  ],
  commands: [
    '{kubectl} describe pod {pod}',
    '{kubectl} rollout status {workloadPath} --timeout=10s',
  ],
  reference:
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback',
  isConsequence: true,
  classify(snapshot) {
    return liveWorkloads(snapshot.workloads).flatMap(({ workload, root }) => {
      if (workload.kind !== 'StatefulSet' || !workload.isOrdered) return [];
      const block = blockOf(workload, root, snapshot);
      return block === undefined ? [] : [blockFinding(workload, block)];
    });
  },
  examples: [
    {
      name: 'the second pod is not ready, so the third is not made',
      given: { workloads: [HALF_MADE], pods: [READY, unready()] },
      found: [
        {
          pod: 'db-1',
          workload: 'db',
          confidence: 'confirmed',
          reason: 'Running',
          details: { ordinal: '1', waiting: '1 more pod of 3 is not made' },
        },
      ],
    },
    {
      name: 'an unready pod that no other waits for is not this',
      given: { workloads: [statefulSet({ desired: 2 })], pods: [READY, unready()] },
      found: [],
    },
  ],
});
