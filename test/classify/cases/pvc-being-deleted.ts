import { claim, podWithClaim } from '../../../src/classify/support/example-surroundings.ts';
import { ago, pod } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'of a pod that waits for the claim the scheduler speaks, once',
    given: {
      pods: [
        podWithClaim(
          {},
          '0/1 nodes are available: persistentvolumeclaim "data" is being deleted. not found',
        ),
      ],
      claims: [claim({ phase: 'Bound', deletionMs: ago(300) })],
    },
    found: [{ confidence: 'confirmed', severity: 'error', reason: 'Pending' }],
  },
  {
    name: 'pods that are deleted with their claim go within two minutes',
    given: {
      pods: [pod({ claims: ['data'] })],
      claims: [claim({ phase: 'Bound', deletionMs: ago(119) })],
    },
    found: [],
  },
] satisfies Cases;
