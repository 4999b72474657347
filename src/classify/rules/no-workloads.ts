import { defineClassifier } from '../define.ts';
import { deployment } from '../support/example-workloads.ts';
import { pod } from '../support/examples.ts';
import { serviceSubject, UNKNOWN_MS } from '../support/subject.ts';

export default defineClassifier({
  code: 'NoWorkloads',
  title: 'Nothing in the cluster belongs to this service',
  severity: 'warning',
  reads: ['pods', 'workloads', 'missingSources'],
  explanation:
    'No pod and no workload in namespace {namespace} carries the name {service}, so nothing can be said about its health.',
  fix: [
    'Deploy the service if it should run in this namespace.',
    'Check the labels of its pods: they must name the service as it is named here.',
    'Delete this object if the service is gone for good.',
  ],
  commands: ['{kubectl} get deployments,statefulsets,jobs,pods --show-labels'],
  reference: 'https://kubernetes.io/docs/concepts/overview/working-with-objects/labels/',
  classify(snapshot) {
    const { pods, workloads, missingSources, service } = snapshot;
    // What cannot be seen may be there: then CannotObserve says all there is to say.
    if (pods.length > 0 || workloads.length > 0 || missingSources.length > 0) return [];
    return [
      {
        subject: serviceSubject(snapshot),
        confidence: 'confirmed',
        state: 'active',
        reason: 'NoWorkloads',
        details: { namespace: service.namespace, service: service.name },
        evidence: [
          { object: `ServiceHealth/${service.name}`, field: 'status.pods', value: 'none found' },
        ],
        sinceMs: UNKNOWN_MS,
        lastMs: UNKNOWN_MS,
        count: 1,
      },
    ];
  },
  examples: [
    {
      name: 'a service that nothing carries the name of',
      given: {},
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'NoWorkloads',
          details: { namespace: 'shop', service: 'web' },
        },
      ],
    },
    {
      name: 'a Deployment of no pods is a workload',
      given: { workloads: [deployment({ desired: 0 })] },
      found: [],
    },
    { name: 'a pod without a workload is one too', given: { pods: [pod()] }, found: [] },
    {
      name: 'what may not be read may be there',
      given: {
        missingSources: [
          { resource: 'pods', apiGroup: '', verb: 'list', required: true, why: 'refused' },
        ],
      },
      found: [],
    },
  ],
});
