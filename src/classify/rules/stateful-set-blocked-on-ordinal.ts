import type { PodFact, StatefulSetFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { blockOf } from '../support/blocked-ordinals.ts';
import { isUpdated, ordinalOf } from '../support/controllers.ts';
import { fieldEvidence, readyEvidence } from '../support/evidence.ts';
import { ordinalPod, ready, unready } from '../support/example-pods.ts';
import { statefulSet } from '../support/example-workloads.ts';
import { standing } from '../support/standing.ts';
import { podDetails } from '../support/subject.ts';
import { liveWorkloads } from '../support/workloads.ts';

/** A pod of an older revision that is not ready is not replaced by a corrected one. */
function adviceFor(set: StatefulSetFact, pod: PodFact): string {
  return isUpdated(pod, set)
    ? `Correct what keeps pod ${pod.name} from becoming ready: the other diagnoses of the service say what it is`
    : `Delete pod ${pod.name}: it has the older version, and Kubernetes makes it anew with the present one`;
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
    'Consider podManagementPolicy: Parallel if its pods need not wait for each other: it can only be set when a StatefulSet is made.',
  ],
  commands: [
    '{kubectl} describe pod {pod}',
    '{kubectl} rollout status {workloadPath} --timeout=10s',
  ],
  reference:
    'https://kubernetes.io/docs/concepts/workloads/controllers/statefulset/#forced-rollback',
  isConsequence: true,
  classify(snapshot) {
    return snapshot.once(liveWorkloads).flatMap(({ workload: set, root }) => {
      if (set.kind !== 'StatefulSet' || !set.isOrdered) return [];
      const block = blockOf(set, root, snapshot);
      if (block === undefined) return [];
      const { waiting, sinceMs } = block;
      const { pod, workload } = block.blocker;
      const { kind, name } = set;
      const value = String(waiting.value);
      return [
        standing({
          subject: { workload, pod: pod.name },
          reason: pod.phase,
          details: {
            ...podDetails(block.blocker),
            ordinal: String(ordinalOf(pod)),
            waiting: waiting.what,
            advice: adviceFor(set, pod),
          },
          evidence: [
            readyEvidence(pod, sinceMs),
            fieldEvidence({ kind, name, field: waiting.field, value }),
          ],
          sinceMs,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'the second pod is not ready, so the third is not made',
      given: {
        workloads: [statefulSet({ replicas: 2, updatedReplicas: 2 })],
        pods: [ordinalPod(0, ready()), ordinalPod(1, unready(3600))],
      },
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
      given: {
        workloads: [statefulSet({ desired: 2 })],
        pods: [ordinalPod(0, ready()), ordinalPod(1, unready(3600))],
      },
      found: [],
    },
  ],
});
