import { defineClassifier } from '../define.ts';
import { conditionEvidence } from '../support/evidence.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { condition, livePods } from '../support/pods.ts';
import { parseSchedulerMessage } from '../support/scheduler-message.ts';
import { schedulerWords } from '../support/scheduler-words.ts';
import { standing } from '../support/standing.ts';
import { podDetails, podSubject } from '../support/subject.ts';

/** Pods of a rollout often wait a few seconds for the room of those they replace. */
const SHOW_DWELL_MS = 15_000;
/** A node autoscaler needs a few minutes for a new node: until then it is a warning. */
const AUTOSCALER_MS = 300_000;

/** kube-scheduler 1.34. */
const TOO_LARGE =
  '0/3 nodes are available: 1 node(s) were unschedulable, 2 Insufficient cpu. no new claims to deallocate, preemption: 0/3 nodes are available: 3 Preemption is not helpful for scheduling.';

export default defineClassifier({
  code: 'Unschedulable',
  title: 'No node has a place for the pod',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'Kubernetes cannot place a pod of {workload} on {nodes}. What rules them out: {why}.',
  fix: ['{advice}.', 'Wait a few minutes first if the cluster adds nodes by itself.'],
  commands: ['{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/assign-pod-node/',
  classify({ pods, clock }) {
    return livePods(pods).flatMap((at) => {
      const scheduled = condition(at.pod.conditions, 'PodScheduled');
      if (scheduled?.status !== 'False' || scheduled.reason !== 'Unschedulable') return [];
      const sinceMs = scheduled.sinceMs ?? at.pod.createdMs;
      if (!clock.atLeast(sinceMs, SHOW_DWELL_MS)) return [];
      const words = schedulerWords(parseSchedulerMessage(scheduled.message));
      return [
        standing({
          subject: podSubject(at),
          severity: clock.atLeast(sinceMs, AUTOSCALER_MS) ? 'error' : 'warning',
          reason: 'Pending',
          details: { ...podDetails(at), ...words },
          evidence: [conditionEvidence(at.pod, scheduled, sinceMs)],
          sinceMs,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'after five minutes no autoscaler has helped',
      given: { pods: [unscheduledPod(TOO_LARGE, 301)] },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          severity: 'error',
          reason: 'Pending',
          details: {
            nodes: 'any of 3 nodes',
            why: '2 nodes: too little free CPU (requests of other pods count, not their use); 1 node: cordoned, usually for maintenance',
          },
        },
      ],
    },
    {
      name: 'in the first 15 s the room may become free',
      given: { pods: [unscheduledPod(TOO_LARGE, 14)] },
      found: [],
    },
  ],
});
