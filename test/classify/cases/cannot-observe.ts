import { deployment } from '../../../src/classify/support/example-workloads.ts';
import type { MissingSource } from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

const REFUSED: MissingSource = {
  resource: 'pods',
  apiGroup: '',
  verb: 'list',
  required: true,
  why: 'refused',
};

export default [
  {
    name: 'all that is missing is named at once',
    given: {
      missingSources: [REFUSED, { ...REFUSED, resource: 'jobs', apiGroup: 'batch', why: 'absent' }],
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
