import type { ServicePod } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { unseenPod } from '../support/example-pods.ts';
import { condition, livePods } from '../support/pods.ts';
import { standing } from '../support/standing.ts';
import { podDetails, podSubject } from '../support/subject.ts';

/** A scheduler looks at a new pod within a second; one that takes over from another needs half a minute. */
const UNSEEN_MS = 60_000;
/** An update of the cluster's own components is over by then. */
const MISSING_MS = 300_000;

/**
 * No scheduler has said a word of where the pod shall run. Its Events are not asked: they expire, and that they are
 * gone says nothing.
 */
function isUnseen({ pod }: ServicePod): boolean {
  if (pod.nodeName !== '' || pod.phase !== 'Pending' || pod.schedulingGates.length > 0)
    return false;
  return condition(pod.conditions, 'PodScheduled') === undefined;
}

export default defineClassifier({
  code: 'NoScheduler',
  title: 'No scheduler looks for a node for the pods of {workload}',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'Nobody has looked at the pods of {workload}: not even a refusal is written. Their template leaves them to {scheduler}, which does not seem to run in this cluster.',
  fix: [
    'Check schedulerName in the pod template of {workload}: it is mistyped, or that scheduler is not installed here.',
    'Remove schedulerName if the scheduler of the cluster will do.',
    'Tell the platform team if the scheduler of the cluster itself is meant: then no new pod starts anywhere.',
  ],
  commands: ['{kubectl} get {workloadPath} --output=yaml', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/tasks/extend-kubernetes/configure-multiple-schedulers/',
  classify({ once, clock }) {
    return once(livePods).flatMap((at) => {
      const { name, createdMs: sinceMs, schedulerName } = at.pod;
      if (!isUnseen(at) || !clock.atLeast(sinceMs, UNSEEN_MS)) return [];
      const value = schedulerName ?? 'default-scheduler';
      return [
        standing({
          subject: podSubject(at),
          confidence: 'likely',
          severity: clock.atLeast(sinceMs, MISSING_MS) ? 'error' : 'warning',
          reason: 'Pending',
          details: {
            ...podDetails(at),
            scheduler: schedulerName ? `scheduler "${schedulerName}"` : "the cluster's scheduler",
          },
          evidence: [fieldEvidence({ kind: 'Pod', name, field: 'spec.schedulerName', value })],
          sinceMs,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'the scheduler of the template does not exist',
      given: { pods: [unseenPod(60, { schedulerName: 'volcano' })] },
      found: [
        {
          confidence: 'likely',
          severity: 'warning',
          reason: 'Pending',
          details: { scheduler: 'scheduler "volcano"' },
        },
      ],
    },
    { name: 'in the first minute it may be busy', given: { pods: [unseenPod(59)] }, found: [] },
  ],
});
