import {
  type NetworkServiceFact,
  type ServiceWorkload,
  selects,
  type WorkloadReference,
} from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { front, portPod, route } from '../support/example-routes.ts';
import { deployment } from '../support/example-workloads.ts';
import { APPLY_DWELL_MS, routeSubject } from '../support/routes.ts';
import { standing } from '../support/standing.ts';
import { workloadDetails } from '../support/subject.ts';

const KINDS = ['Deployment', 'StatefulSet'];

/** The workloads whose pods the Service would select; not what they made. */
function workloadsBehind(
  { selector }: NetworkServiceFact,
  workloads: readonly ServiceWorkload[],
): readonly ServiceWorkload[] {
  return workloads.filter(
    ({ workload }) =>
      KINDS.includes(workload.kind) &&
      workload.deletionMs === undefined &&
      selects(selector, workload.templateLabels),
  );
}

function isAtZero({ workload }: ServiceWorkload): boolean {
  return 'desired' in workload && workload.desired === 0;
}

function zeroEvidence({ kind, name }: WorkloadReference) {
  return fieldEvidence({ kind, name, field: 'spec.replicas', value: '0' });
}

export default defineClassifier({
  code: 'ScaledToZeroButRouted',
  title: 'Service {networkService} leads to {workload}, which is scaled to zero',
  severity: 'info',
  reads: ['networkServices', 'endpointSlices', 'ingresses', 'workloads', 'pods'],
  explanation:
    '{workload} is told to run no pod, and Service {networkService} still leads there{from}: whoever calls it gets no answer. That is fine if it was switched off on purpose.',
  fix: [
    'Do nothing if the service is switched off on purpose, or scaled up again by whoever is called first.',
    'Raise replicas of {workload} if it should run.',
  ],
  commands: ['{kubectl} get {workloadPath}'],
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/',
  classify({ networkServices, endpointSlices, ingresses, workloads, pods, clock }) {
    return networkServices.flatMap((service) => {
      const { kind, name, selector, createdMs: sinceMs, deletionMs } = service;
      const behind = workloadsBehind(service, workloads);
      const [first] = behind;
      if (first === undefined || deletionMs !== undefined || !behind.every(isAtZero)) return [];
      // Pods of another service, or of a controller that is not known, may stand behind it, too.
      const isServed = endpointSlices.some((it) => it.service === name && it.hasReady);
      if (isServed || pods.some(({ pod }) => selects(selector, pod.labels))) return [];
      if (!clock.atLeast(sinceMs, APPLY_DWELL_MS)) return [];
      const from = ingresses.find(({ ingress }) =>
        ingress.backends.some((backend) => backend.service === name),
      );
      return [
        standing({
          subject: routeSubject(first.root, { kind, name }),
          reason: 'ScaledToZeroButRouted',
          details: {
            ...workloadDetails(first.root),
            networkService: name,
            from: from === undefined ? '' : `, and Ingress ${from.ingress.name} to it`,
          },
          evidence: behind.slice(0, 3).map(({ workload }) => zeroEvidence(workload)),
          sinceMs,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'a Service and an Ingress lead to a Deployment of no pods',
      given: {
        networkServices: [front()],
        ingresses: [{ ingress: route(), missing: [] }],
        workloads: [deployment({ desired: 0 })],
      },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'ScaledToZeroButRouted',
          details: { from: ', and Ingress web to it' },
        },
      ],
    },
    {
      name: 'its last pod is on its way out',
      given: {
        networkServices: [front()],
        workloads: [deployment({ desired: 0 })],
        pods: [portPod()],
      },
      found: [],
    },
    {
      name: 'another workload behind the same Service runs, as of two colours only one does',
      given: {
        networkServices: [front()],
        workloads: [deployment({ desired: 0 }), deployment({ name: 'green', uid: 'uid-green' })],
      },
      found: [],
    },
  ],
});
