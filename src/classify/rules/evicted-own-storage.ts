import { defineClassifier } from '../define.ts';
import { endedFindings } from '../support/ended-pods.ts';
import { ownStorageDetails } from '../support/eviction-messages.ts';
import { endedPod, endedPods } from '../support/example-pods.ts';

export default defineClassifier({
  code: 'EvictedOwnStorage',
  title: '{workload} writes more to the local disk than it may, and is evicted',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'Kubernetes ended a pod of {workload} as a whole, because {over}. {next}; what was written is gone. It will happen again each time as much is written.',
  fix: [
    'Find out what fills it: temporary files, caches, uploads, dumps, or a log that is written to a file.',
    'Raise {setting} in the pod template if it really needs more.',
    'Write logs to standard output, and what has to last to a persistent volume.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get {workloadPath} -o yaml'],
  reference:
    'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/#local-ephemeral-storage',
  classify(snapshot) {
    return endedFindings(snapshot, {
      read: ({ statusReason, statusMessage }) =>
        statusReason === 'Evicted' ? ownStorageDetails(statusMessage) : undefined,
      isHistory: true,
    });
  },
  examples: [
    {
      name: 'three evictions in a quarter of an hour are no chance',
      given: {
        pods: endedPods('Evicted', 'Usage of EmptyDir volume "tmp" exceeds the limit "2Mi". '),
      },
      found: ['a', 'b', 'c'].map((end) => ({
        pod: `web-7c9d-${end}`,
        confidence: 'confirmed',
        state: 'active',
        reason: 'Evicted',
        details: { over: 'its volume "tmp" (emptyDir) held more than the 2Mi that it may' },
      })),
    },
    {
      name: 'a node that is low on disk space evicts those too that keep to their limits',
      given: {
        pods: [endedPod('Evicted', 'The node was low on resource: ephemeral-storage. ')],
      },
      found: [],
    },
  ],
});
