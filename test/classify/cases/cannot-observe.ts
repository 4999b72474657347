import { deployment } from '../../../src/classify/support/example-workloads.ts';
import { missingSource } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'all that is missing is named at once',
    given: {
      missingSources: [
        missingSource(),
        missingSource({ resource: 'jobs', apiGroup: 'batch', why: 'absent' }),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'CannotObserve',
        details: { rights: 'list pods and list jobs.batch' },
      },
    ],
  },
  {
    name: 'with all sources there is nothing to say',
    given: { workloads: [deployment()] },
    found: [],
  },
] satisfies Cases;
