import { claim, claimEvent } from '../../../src/classify/support/example-surroundings.ts';
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
  {
    name: 'an error that is over is none',
    given: {
      pods: PODS,
      claims: [
        claim({
          phase: 'Bound',
          volumeName: 'disk-1',
          conditions: [condition('ControllerResizeError', 'False')],
        }),
      ],
    },
    found: [],
  },
  {
    name: 'a condition without a message is quoted by its status, and the pod may have more troubles',
    given: {
      pods: PODS,
      claims: [
        claim({
          phase: 'Bound',
          volumeName: 'disk-1',
          conditions: [condition('NodeResizeError', 'True')],
        }),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        severity: 'warning',
        reason: 'Resizing',
        details: { raw: 'True' },
        evidence: ['status.conditions[NodeResizeError].status: True'],
        explainsPod: false,
      },
    ],
  },
  {
    name: 'a message of the claim is quoted as its message',
    given: { pods: PODS, claims: growing('NodeResizeError', 300) },
    found: [
      {
        confidence: 'confirmed',
        severity: 'warning',
        reason: 'Resizing',
        evidence: ['status.conditions[NodeResizeError].message: no space in the pool'],
      },
    ],
  },
  {
    name: 'the kubelet may fail where the driver did not',
    given: {
      pods: PODS,
      claims: growing('Resizing', 600),
      events: [claimEvent('FileSystemResizeFailed', 'resize2fs: bad superblock')],
    },
    found: [
      {
        confidence: 'confirmed',
        severity: 'warning',
        reason: 'Resizing',
        details: { raw: 'resize2fs: bad superblock' },
      },
    ],
  },
] satisfies Cases;
