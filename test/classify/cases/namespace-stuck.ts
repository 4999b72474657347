import { endingNamespace } from '../../../src/classify/support/example-surroundings.ts';
import { ago, condition, pod } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const LEFT = condition('NamespaceContentRemaining', 'True', {
  reason: 'SomeResourcesRemain',
  message:
    'Some resources are remaining: pods. has 1 resource instances, widgets.example.com has 2 resource instances',
});
const HELD = condition('NamespaceFinalizersRemaining', 'True', {
  reason: 'SomeFinalizersRemain',
  message:
    'Some content in the namespace has finalizers remaining: a.b/c in 1 resource instances, d.e/f in 2 resource instances',
});
const UNKNOWN_KINDS = condition('NamespaceDeletionDiscoveryFailure', 'True', {
  reason: 'DiscoveryFailed',
  message:
    'Discovery failed for some groups, 1 failing: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: stale GroupVersion discovery: metrics.k8s.io/v1beta1',
});
const REFUSED = condition('NamespaceDeletionContentFailure', 'True', {
  reason: 'ContentDeletionFailed',
  message:
    'Failed to delete all resource types, 1 remaining: admission webhook "guard.example.com" denied the request: not yet',
});

function found(why: string) {
  return [
    {
      workload: 'web',
      confidence: 'confirmed',
      reason: 'Terminating',
      details: { namespace: 'shop', why },
    },
  ] as const;
}

const cases: Cases = [
  {
    name: 'objects of others with finalizers hold it when the pods are gone',
    given: { namespace: endingNamespace(301, [LEFT, HELD]) },
    found: found('What is left in it is held by finalizer "a.b/c" and "d.e/f"').map((it) => ({
      ...it,
      evidence: [
        'metadata.deletionTimestamp: set',
        `status.conditions[NamespaceFinalizersRemaining].message: ${HELD.message}`,
        `status.conditions[NamespaceContentRemaining].message: ${LEFT.message}`,
      ],
    })),
  },
  {
    name: 'what is left without a finalizer is counted by kind',
    given: { namespace: endingNamespace(301, [LEFT]) },
    found: found('In it are still pods (1) and widgets.example.com (2)'),
  },
  {
    name: 'an API service that does not answer is the root, whatever is left',
    given: {
      namespace: endingNamespace(301, [LEFT, UNKNOWN_KINDS]),
      pods: [pod({ deletionMs: ago(301), finalizers: ['a.b/c'] })],
    },
    found: found(
      'The cluster cannot list all of its kinds of objects, so nobody knows whether something is left: "Discovery failed for some groups, 1 failing: unable to retrieve the complete list of server APIs: metrics.k8s.io/v1beta1: stale GroupVersion discovery: metrics.k8s.io/v1beta1"',
    ),
  },
  {
    name: 'what refuses the deletion is quoted',
    given: { namespace: endingNamespace(301, [LEFT, REFUSED]) },
    found: found(
      'Some of what is in it cannot be deleted: "Failed to delete all resource types, 1 remaining: admission webhook "guard.example.com" denied the request: not yet"',
    ),
  },
  {
    name: 'pods whose node does not say that they have ended',
    given: {
      namespace: endingNamespace(400),
      pods: [
        pod({ name: 'web-1', deletionMs: ago(301) }),
        pod({ name: 'web-2', deletionMs: ago(310) }),
      ],
    },
    found: found('2 pods of this service have not ended, long after the grace period'),
  },
  {
    name: 'words that nobody knows cost only themselves',
    given: {
      namespace: endingNamespace(301, [
        condition('NamespaceContentRemaining', 'True', { message: 'later' }),
      ]),
    },
    found: found('In it are still objects that the namespace names'),
  },
  {
    name: 'in its first five minutes it may still go',
    given: { namespace: endingNamespace(299, [LEFT, HELD]) },
    found: [],
  },
  {
    name: 'what other services have left, and the namespace does not tell of, is theirs to tell',
    given: { namespace: endingNamespace(3600) },
    found: [],
  },
  {
    name: 'a namespace that stays says nothing of its pods',
    given: { pods: [pod({ deletionMs: ago(900), finalizers: ['a.b/c'] })] },
    found: [],
  },
];

export default cases;
