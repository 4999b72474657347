import { front, slice } from '../../../src/classify/support/example-routes.ts';
import {
  cronJob,
  deployment,
  statefulSet,
} from '../../../src/classify/support/example-workloads.ts';
import { ago } from '../../../src/classify/support/examples.ts';
import type { ServiceSnapshot } from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

const idle = deployment({ desired: 0 });

function silent(name: string, given: Partial<ServiceSnapshot>) {
  return { name, given: { networkServices: [front()], workloads: [idle], ...given }, found: [] };
}

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
] satisfies Cases;
