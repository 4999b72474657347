import { ordinalPod } from '../../../src/classify/support/example-pods.ts';
import { statefulSet } from '../../../src/classify/support/example-workloads.ts';
import { ago, pod } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'the pod of a StatefulSet holds up its successor',
    given: {
      workloads: [statefulSet()],
      pods: [ordinalPod(0, { deletionMs: ago(301), finalizers: ['a.b/c'] })],
    },
    found: [
      {
        pod: 'db-0',
        confidence: 'confirmed',
        severity: 'error',
        reason: 'Terminating',
        details: { effect: 'No new pod is made in its place before it is gone' },
        evidence: ['metadata.deletionTimestamp: set', 'metadata.finalizers: a.b/c'],
      },
    ],
  },
  {
    name: 'nobody waits for the pod of a Deployment',
    given: { pods: [pod({ deletionMs: ago(301), finalizers: ['a.b/c'] })] },
    found: [
      {
        confidence: 'confirmed',
        severity: 'warning',
        reason: 'Terminating',
        details: {
          effect: 'Nothing waits for it, but it keeps its name, its volumes and its address',
        },
      },
    ],
  },
] satisfies Cases;
