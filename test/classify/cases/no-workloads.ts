import { deployment } from '../../../src/classify/support/example-workloads.ts';
import { missingSource } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'a Deployment of no pods is a workload',
    given: { workloads: [deployment({ desired: 0 })] },
    found: [],
  },
  {
    name: 'what may not be read may be there',
    given: { missingSources: [missingSource()] },
    found: [],
  },
] satisfies Cases;
