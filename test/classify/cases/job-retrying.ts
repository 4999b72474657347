import { job } from '../../../src/classify/support/example-workloads.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'a Job that passed at its second try has nothing left to tell',
    given: { workloads: [job({ active: 0, failed: 1, succeeded: 1, completedMs: 1 })] },
    found: [],
  },
] satisfies Cases;
