import { deployment } from '../../../src/classify/support/example-workloads.ts';
import { ago } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'a change that was looked at in the end',
    given: { workloads: [deployment({ unobservedSinceMs: ago(901) })] },
    found: [],
  },
  {
    name: 'a quarter of an hour is not over a second before',
    given: { workloads: [deployment({ generation: 2, unobservedSinceMs: ago(899) })] },
    found: [],
  },
  {
    name: 'after a quarter of an hour it is told',
    given: { workloads: [deployment({ generation: 2, unobservedSinceMs: ago(900) })] },
    found: [{ confidence: 'confirmed', severity: 'warning', reason: 'GenerationLag' }],
  },
] satisfies Cases;
