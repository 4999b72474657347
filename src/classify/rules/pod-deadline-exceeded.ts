import { defineClassifier } from '../define.ts';
import { endedFindings, endQuote } from '../support/ended-pods.ts';
import { alone, endedPod } from '../support/example-pods.ts';

/** pkg/kubelet/active_deadline.go. */
const MESSAGE = 'Pod was active on the node longer than the specified deadline';

export default defineClassifier({
  code: 'PodDeadlineExceeded',
  title: '{workload} takes longer than its pod may run',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'The pod has a deadline of its own (activeDeadlineSeconds), and Kubernetes ended it when that had passed: "{raw}". {next}.',
  fix: [
    'Read the log for how far it got, and for what took so long or was waited for.',
    'Raise activeDeadlineSeconds in the pod spec if the work really needs more time.',
    'Delete the pod and make it anew to try again, if nothing does so by itself.',
  ],
  commands: ['{kubectl} logs {pod} --all-containers', '{kubectl} get pod {pod} -o yaml'],
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-lifetime',
  classify(snapshot) {
    return endedFindings(snapshot, {
      read: (pod) => (pod.statusReason === 'DeadlineExceeded' ? { raw: endQuote(pod) } : undefined),
      isHistory: true,
    });
  },
  examples: [
    {
      name: 'a pod that nobody owns and that ran out of time is not tried again',
      given: { pods: [alone(endedPod('DeadlineExceeded', MESSAGE))] },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          state: 'active',
          reason: 'DeadlineExceeded',
          details: { raw: MESSAGE, next: 'Nothing owns the pod, so nothing makes a new one' },
        },
      ],
    },
    {
      name: 'a pod that failed within its time has a container that says why',
      given: { pods: [alone(endedPod('', ''))] },
      found: [],
    },
  ],
});
