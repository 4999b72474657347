import { claim } from '../../../src/classify/support/example-surroundings.ts';
import { ago, condition, pod } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

function growing(type: string, seconds: number) {
  const facts = { message: 'no space in the pool', sinceMs: ago(seconds) };
  const conditions = [condition(type, 'True', facts)];
  return [claim({ phase: 'Bound', volumeName: 'disk-1', conditions })];
}

const PODS = [pod({ claims: ['data'] })];

export default [
  {
    name: 'since Kubernetes 1.31 the claim itself says so',
    given: { pods: PODS, claims: growing('ControllerResizeError', 300) },
    found: [
      {
        confidence: 'confirmed',
        severity: 'warning',
        reason: 'Resizing',
        details: { raw: 'no space in the pool' },
      },
    ],
  },
  {
    name: 'the first tries may meet a disk that is busy',
    given: { pods: PODS, claims: growing('NodeResizeError', 299) },
    found: [],
  },
  {
    name: 'a resize that goes on is no fault',
    given: { pods: PODS, claims: growing('FileSystemResizePending', 3000) },
    found: [],
  },
] satisfies Cases;
