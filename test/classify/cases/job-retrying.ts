import { job } from '../../../src/classify/support/example-workloads.ts';
import { ago } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'a Job of less than a minute may be through at its second try',
    given: { workloads: [job({ failed: 1, startedMs: ago(59) })] },
    found: [],
  },
  {
    name: 'a Job that passed at its second try has nothing left to tell',
    given: { workloads: [job({ active: 0, failed: 1, succeeded: 1, completedMs: 1 })] },
    found: [],
  },
  {
    name: 'the first try that failed is told since the Job was started',
    given: { workloads: [job({ failed: 1, startedMs: ago(100) })] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'Retrying',
        details: { failed: '1' },
        sinceMs: ago(100),
      },
    ],
  },
  { name: 'a first try that runs is no second one', given: { workloads: [job()] }, found: [] },
  {
    name: 'a Job that somebody has suspended does not try',
    given: { workloads: [job({ failed: 2, suspended: true })] },
    found: [],
  },
] satisfies Cases;
