import { front, route, slice } from '../../../src/classify/support/example-routes.ts';
import {
  cronJob,
  deployment,
  replicaSet,
  statefulSet,
} from '../../../src/classify/support/example-workloads.ts';
import { ago, pod } from '../../../src/classify/support/examples.ts';
import type { ServiceSnapshot } from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

const idle = deployment({ desired: 0 });

function silent(name: string, given: Partial<ServiceSnapshot>) {
  return { name, given: { networkServices: [front()], workloads: [idle], ...given }, found: [] };
}

const API = { service: 'api', port: '80', route: '' };

export default [
  {
    name: 'a StatefulSet without an Ingress',
    given: { networkServices: [front()], workloads: [statefulSet({ desired: 0 })] },
    found: [
      {
        workload: 'db',
        confidence: 'confirmed',
        reason: 'ScaledToZeroButRouted',
        details: { from: '' },
      },
    ],
  },
  silent('a Service that was made just now', { networkServices: [front({ createdMs: ago(59) })] }),
  silent('a Service that goes, too', { networkServices: [front({ deletionMs: ago(1) })] }),
  silent('a workload that goes', { workloads: [deployment({ desired: 0, deletionMs: ago(1) })] }),
  silent('the pods of somebody else stand behind it', { endpointSlices: [slice()] }),
  silent('the pods of a CronJob come and go', { workloads: [cronJob()] }),
  silent('another workload', { networkServices: [front({ selector: new Map([['app', 'b']]) })] }),
  {
    name: 'what the Deployment made is no workload of its own',
    given: {
      networkServices: [front()],
      workloads: [idle, replicaSet({ desired: 0, replicas: 0 })],
    },
    found: [
      {
        workload: 'web',
        confidence: 'confirmed',
        reason: 'ScaledToZeroButRouted',
        evidence: ['spec.replicas: 0'],
      },
    ],
  },
  {
    name: 'pods and addresses of others change nothing, and the Ingress that leads here is named',
    given: {
      networkServices: [front()],
      workloads: [idle],
      endpointSlices: [slice({ service: 'api' })],
      pods: [pod({ labels: new Map([['app', 'api']]) })],
      ingresses: [
        { ingress: route({ name: 'a', backends: [API] }), missing: [] },
        { ingress: route({ name: 'b', backends: [API, { ...API, service: 'web' }] }), missing: [] },
      ],
    },
    found: [
      {
        workload: 'web',
        confidence: 'confirmed',
        reason: 'ScaledToZeroButRouted',
        details: { from: ', and Ingress b to it' },
      },
    ],
  },
  {
    name: 'of many workloads three are proven',
    given: {
      networkServices: [front()],
      workloads: ['a', 'b', 'c', 'd'].map((name) => deployment({ name, desired: 0 })),
    },
    found: [
      {
        workload: 'a',
        confidence: 'confirmed',
        reason: 'ScaledToZeroButRouted',
        evidence: Array(3).fill('spec.replicas: 0'),
      },
    ],
  },
] satisfies Cases;
