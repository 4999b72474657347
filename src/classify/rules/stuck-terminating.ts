import { defineClassifier } from '../define.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { displacedPod } from '../support/example-pods.ts';
import { ago } from '../support/examples.ts';
import { standing } from '../support/standing.ts';
import { type StuckPod, stuckPods } from '../support/stuck-pods.ts';
import { podDetails, podSubject } from '../support/subject.ts';

const DELETED = 'metadata.deletionTimestamp';

function stuckFinding({ servicePod, words, evidence, sinceMs, isBlocking }: StuckPod) {
  const { name } = servicePod.pod;
  const effect = isBlocking
    ? 'No new pod is made in its place before it is gone'
    : 'Nothing waits for it, but it keeps its name, its volumes and its address';
  return standing({
    subject: podSubject(servicePod),
    severity: isBlocking ? 'error' : 'warning',
    reason: 'Terminating',
    details: { ...podDetails(servicePod), ...words, effect },
    evidence: [
      fieldEvidence({ kind: 'Pod', name, field: DELETED, value: 'set', timeMs: sinceMs }),
      ...evidence,
    ],
    sinceMs,
  });
}

export default defineClassifier({
  code: 'StuckTerminating',
  title: 'A pod of {workload} is to go and does not',
  severity: 'warning',
  reads: ['pods', 'events', 'nodes', 'workloads'],
  explanation:
    'The pod was deleted, and its grace period has been over for more than five minutes. {why}. {effect}.',
  fix: ['{advice}.', '{warning}.'],
  commands: ['{kubectl} get pod {pod} -o yaml', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/tasks/run-application/force-delete-stateful-set-pod/',
  // Why it was to go is of less interest by then.
  outranks: ['TaintEviction', 'Preempted'],
  classify(snapshot) {
    return stuckPods(snapshot).map(stuckFinding);
  },
  examples: [
    {
      name: 'a forgotten finalizer holds a pod that has ended',
      given: {
        pods: [displacedPod('', { deletionMs: ago(301), phase: 'Failed', finalizers: ['a.b/c'] })],
      },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Terminating',
          details: {
            why: 'The finalizer "a.b/c" is still on it: whoever set it wants to do something first, and has not',
          },
        },
      ],
    },
    {
      name: 'in the five minutes after its grace period a pod may still go',
      given: { pods: [displacedPod('', { deletionMs: ago(299), finalizers: ['a.b/c'] })] },
      found: [],
    },
  ],
});
