import { deployment } from '../../../src/classify/support/example-workloads.ts';
import { missingSource } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const MANY = Array.from({ length: 60 }, (_, n) => `list r${n}`).join(', ');

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
  {
    name: 'what the cluster does not serve is no matter of rights',
    given: {
      missingSources: [missingSource({ resource: 'jobs', apiGroup: 'batch', why: 'absent' })],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'CannotObserve',
        details: {
          why: 'this cluster does not serve it',
          remedy: 'check the version of the cluster',
        },
      },
    ],
  },
  {
    name: 'one right that is refused can be given, whatever else is absent',
    given: {
      missingSources: [
        missingSource({ resource: 'jobs', apiGroup: 'batch', why: 'absent' }),
        missingSource(),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'CannotObserve',
        details: { why: 'its role does not allow it', remedy: 'add these rights to its role' },
      },
    ],
  },
  {
    name: 'of many rights as many are named as a sentence holds, and five are proven',
    given: {
      missingSources: Array.from({ length: 60 }, (_, n) => missingSource({ resource: `r${n}` })),
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'CannotObserve',
        details: { rights: `${MANY.slice(0, 299)}…` },
        evidence: Array(5).fill('list: refused'),
      },
    ],
  },
] satisfies Cases;
