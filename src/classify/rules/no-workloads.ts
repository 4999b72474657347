import { defineClassifier } from '../define.ts';
import { pod } from '../support/examples.ts';
import { standing } from '../support/standing.ts';
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
    const { pods, workloads, missingSources } = snapshot;
    const { namespace, name } = snapshot.service;
    // What cannot be seen may be there: then CannotObserve says all there is to say. Logs show nobody.
    const isBlind = missingSources.some(({ verb }) => verb === 'list');
    if (pods.length > 0 || workloads.length > 0 || isBlind) return [];
    return [
      standing({
        subject: serviceSubject(snapshot),
        reason: 'NoWorkloads',
        details: { namespace, service: name },
        evidence: [{ object: `ServiceHealth/${name}`, field: 'status.pods', value: 'none found' }],
        sinceMs: UNKNOWN_MS,
      }),
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
    { name: 'a pod without a workload is one too', given: { pods: [pod()] }, found: [] },
  ],
});
