import { defineClassifier } from '../define.ts';
import { displacedPods } from '../support/displaced-pods.ts';
import { endedFindings } from '../support/ended-pods.ts';
import { displacedPod } from '../support/example-pods.ts';

/** The kubelet's reason, pkg/kubelet/events: it makes room for a pod without which the node does not work. */
const BY_KUBELET = 'Preempting';

export default defineClassifier({
  code: 'Preempted',
  title: 'A pod of {workload} makes room for one of higher priority',
  severity: 'warning',
  reads: ['pods'],
  explanation:
    'A pod with a higher priority had to go to node {node}, which was full, so Kubernetes ended a pod of {workload} there. A new one waits until there is room for it.',
  fix: [
    'Ask the people who run the cluster for more room, or for a PriorityClass of higher value if this service matters as much.',
    'Lower the requests of {workload} if it asks for more than it uses.',
  ],
  commands: [
    '{kubectl} describe pod {pod}',
    '{kubectl} get pods --output=custom-columns=NAME:.metadata.name,PRIORITY:.spec.priority',
  ],
  reference:
    'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-priority-preemption/#preemption',
  classify(snapshot) {
    return [
      ...displacedPods(snapshot, 'PreemptionByScheduler'),
      ...endedFindings(snapshot, {
        read: ({ statusReason }) => (statusReason === BY_KUBELET ? {} : undefined),
        isHistory: true,
      }),
    ];
  },
  examples: [
    {
      name: 'the victim of the scheduler is told while it goes',
      given: { pods: [displacedPod('PreemptionByScheduler')] },
      found: [{ confidence: 'confirmed', severity: 'info', reason: 'Terminating' }],
    },
    {
      name: 'a drain makes room for nobody',
      given: { pods: [displacedPod('EvictionByEvictionAPI')] },
      found: [],
    },
  ],
});
