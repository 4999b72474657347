import { defineClassifier } from '../define.ts';
import { endedFindings } from '../support/ended-pods.ts';
import { evictionDetails } from '../support/eviction-messages.ts';
import { endedPod } from '../support/example-pods.ts';

export default defineClassifier({
  code: 'Evicted',
  title: 'A node ran low on {resource} and evicted a pod of the service',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'Node {node} had too little {resource} left, and ended pods to get some back. {use}. {next}.',
  fix: [
    '{advice}.',
    'Look whether the pod needs ever more of it, and bound what it keeps, writes or starts.',
    'Ask the people who run the cluster why the node ran low if the pod used no more than it had asked for.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} describe node {node}'],
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/node-pressure-eviction/',
  classify(snapshot) {
    return endedFindings(snapshot, {
      read: ({ statusReason, statusMessage }) =>
        statusReason === 'Evicted' ? evictionDetails(statusMessage) : undefined,
      // The node's shortage, made good by a new pod each time.
      repeated: 'warning',
      isHistory: true,
    });
  },
  examples: [
    {
      name: 'an eviction that was made good is history, with what used too much',
      given: {
        pods: [
          endedPod(
            'Evicted',
            'The node was low on resource: memory. Threshold quantity: 100Mi, available: 61164Ki. Container app was using 911Mi, request is 64Mi, has larger consumption of memory. ',
          ),
        ],
      },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          state: 'recovered',
          severity: 'warning',
          reason: 'Evicted',
          details: {
            resource: 'memory',
            use: 'Of the pods there, those that use more than they asked for go first: container "app" used 911Mi and had asked for 64Mi',
          },
        },
      ],
    },
    {
      name: 'a limit of the pod itself is EvictedOwnStorage, not this',
      given: {
        pods: [endedPod('Evicted', 'Usage of EmptyDir volume "tmp" exceeds the limit "2Mi". ')],
      },
      found: [],
    },
  ],
});
