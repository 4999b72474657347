import { defineClassifier } from '../define.ts';
import { claimFinding, mountedClaims } from '../support/claims.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { claim } from '../support/example-surroundings.ts';
import { ago, pod } from '../support/examples.ts';
import { unplacedFor } from '../support/unplaced.ts';

/** Pods that are deleted with their claim go within a minute or two. */
const GOING_MS = 120_000;

export default defineClassifier({
  code: 'PVCBeingDeleted',
  title: 'A volume claim that the pods of {workload} need is being deleted',
  severity: 'error',
  reads: ['claims', 'pods', 'events', 'capacity'],
  explanation:
    'Volume claim "{caught}" of {workload} is being deleted. It stays until the last pod that uses it is gone. A new pod cannot have it any more, and gets no node.',
  fix: [
    'Find out who deletes PersistentVolumeClaim "{caught}" and whether its data is still needed.',
    'Make the claim anew once it is gone if the pods are to go on; its data may be lost then.',
  ],
  commands: ['{kubectl} describe persistentvolumeclaim {caught}', '{kubectl} describe pod {pod}'],
  reference:
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#storage-object-in-use-protection',
  classify(snapshot) {
    const running = snapshot.once(mountedClaims).flatMap((mounted) => {
      const { deletionMs: sinceMs, name: caught } = mounted.claim;
      if (sinceMs === undefined || mounted.isAwaited) return [];
      if (!snapshot.clock.atLeast(sinceMs, GOING_MS)) return [];
      return [claimFinding(mounted, { sinceMs, details: { caught } })];
    });
    return [...unplacedFor('PVCBeingDeleted', snapshot), ...running];
  },
  examples: [
    {
      name: 'somebody deleted the claim while a pod used it',
      given: {
        pods: [
          unscheduledPod(
            '0/1 nodes are available: persistentvolumeclaim "data" is being deleted. not found',
            60,
          ),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Pending',
          details: { why: 'its volume claim "data" is being deleted', caught: 'data' },
        },
      ],
    },
    {
      name: 'pods that run keep it until they go, and nobody makes it anew',
      given: {
        pods: [pod({ claims: ['data'] })],
        claims: [claim({ phase: 'Bound', deletionMs: ago(120) })],
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Terminating',
          details: { caught: 'data' },
        },
      ],
    },
    {
      name: 'a claim that is deleted with its pods needs a moment',
      given: {
        pods: [pod({ claims: ['data'] })],
        claims: [claim({ phase: 'Bound', deletionMs: ago(119) })],
      },
      found: [],
    },
    {
      name: 'a claim that does not exist',
      given: {
        pods: [
          unscheduledPod(
            '0/1 nodes are available: persistentvolumeclaim "data" not found. not found',
            60,
          ),
        ],
      },
      found: [],
    },
  ],
});
