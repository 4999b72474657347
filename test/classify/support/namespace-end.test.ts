// What keeps a namespace from going.
import { describe, expect, test } from 'vitest';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import { endingNamespace } from '../../../src/classify/support/example-surroundings.ts';
import { ago, condition, pod } from '../../../src/classify/support/examples.ts';
import { stuckNamespace } from '../../../src/classify/support/namespace-end.ts';
import type { ConditionFact, ServicePod } from '../../../src/facts/index.ts';

const PAST = 400;

function stuck(
  obstacles: readonly ConditionFact[],
  pods: readonly ServicePod[] = [],
  seconds = PAST,
) {
  return stuckNamespace(exampleSnapshot({ namespace: endingNamespace(seconds, obstacles), pods }));
}

function obstacle(type: string, message = ''): ConditionFact {
  return condition(type, 'True', { message });
}

function going(name: string, finalizers?: readonly string[], seconds = PAST): ServicePod {
  return pod({ name, deletionMs: ago(seconds), ...(finalizers && { finalizers }) });
}

const CONTENT = obstacle(
  'NamespaceContentRemaining',
  'Some resources are remaining: pods. has 1 resource instances, widgets.example.com has 2 resource instances',
);
const FINALIZERS = obstacle(
  'NamespaceFinalizersRemaining',
  'Some content in the namespace has finalizers remaining: a.b/c in 1 resource instances, d.e/f in 2 resource instances',
);
const DISCOVERY = obstacle('NamespaceDeletionDiscoveryFailure', 'metrics.k8s.io is away');

describe('a namespace is stuck', () => {
  test.each<[string, ReturnType<typeof going>[], number, boolean]>([
    ['five minutes after it was deleted', [], 300, true],
    ['not before', [], 299, false],
    ['not while a pod has not had its time', [going('a', undefined, 299)], PAST, false],
    ['five minutes after that', [going('a', undefined, 300)], PAST, true],
  ])('%s', (_, pods, seconds, wanted) => {
    expect(stuck([DISCOVERY], pods, seconds) !== undefined).toBe(wanted);
  });

  test('since the last of it was to go', () => {
    expect(stuck([DISCOVERY], [going('a', undefined, 320)])?.sinceMs).toBe(ago(320));
    expect(stuck([DISCOVERY], [going('a', undefined, 500)])?.sinceMs).toBe(ago(PAST));
    expect(stuck([DISCOVERY], [pod()])?.sinceMs).toBe(ago(PAST));
  });

  test('not while nothing tells what it waits for', () => {
    expect(stuck([])).toBeUndefined();
  });
});

describe('a namespace is held', () => {
  const ended = going('web-1');

  test.each<[string, readonly ConditionFact[], ServicePod[], string]>([
    [
      'by what the cluster cannot list, whatever is left of the service',
      [CONTENT, DISCOVERY],
      [ended],
      'The cluster cannot list all of its kinds of objects, so nobody knows whether something is left: "metrics.k8s.io is away"',
    ],
    [
      'by a pod that has not ended, before what its conditions say',
      [FINALIZERS],
      [ended],
      '1 pod of this service has not ended, long after the grace period',
    ],
    [
      'by several of them',
      [],
      [ended, going('web-2')],
      '2 pods of this service have not ended, long after the grace period',
    ],
    [
      'by a finalizer of a pod',
      [],
      [ended, going('web-2', ['a.b/c'])],
      '1 pod of this service is held by finalizer "a.b/c"',
    ],
    [
      'by finalizers of several pods, each named once',
      [],
      [going('web-1', ['a.b/c', 'd.e/f']), going('web-2', ['a.b/c'])],
      '2 pods of this service are held by finalizer "a.b/c" and "d.e/f"',
    ],
    [
      'by finalizers of what is left',
      [CONTENT, FINALIZERS],
      [],
      'What is left in it is held by finalizer "a.b/c" and "d.e/f"',
    ],
    [
      'by finalizers that it names in other words',
      [obstacle('NamespaceFinalizersRemaining', 'new')],
      [],
      'What is left in it is held by finalizer that the namespace names',
    ],
    ['by what is left', [CONTENT], [], 'In it are still pods (1) and widgets.example.com (2)'],
    [
      'by what it names in other words',
      [obstacle('NamespaceContentRemaining', 'new')],
      [],
      'In it are still objects that the namespace names',
    ],
  ])('%s', (_, obstacles, pods, why) => {
    expect(stuck(obstacles, pods)?.why).toBe(why);
  });

  test('and quotes all its conditions, or the pods that hold it', () => {
    const fields = stuck([CONTENT, FINALIZERS])?.evidence.map(({ field }) => field);
    expect(fields).toEqual([
      'status.conditions[NamespaceFinalizersRemaining].message',
      'status.conditions[NamespaceContentRemaining].message',
    ]);
    const objects = stuck([], [going('web-1'), going('web-2', ['a.b/c'])])?.evidence;
    expect(objects).toEqual([
      { object: 'Pod/web-2', field: 'metadata.finalizers', value: 'a.b/c' },
    ]);
    expect(stuck([], [going('web-1')])?.evidence).toEqual([
      { object: 'Pod/web-1', field: 'metadata.deletionTimestamp', value: 'set' },
    ]);
  });

  test('and names no more than five of anything, and proves it by four', () => {
    const six = ['a', 'b', 'c', 'd', 'e', 'f'];
    const quoted = '"a", "b", "c", "d" and "e"';
    const pods = six.map((it) => going(`web-${it}`, [it]));
    expect(stuck([], pods)?.why).toContain(`finalizer ${quoted}`);
    expect(stuck([], pods)?.evidence.map(({ value }) => value)).toEqual(['a', 'b', 'c', 'd']);
    const left = six.map((it) => `${it} in 1 resource instances`).join(', ');
    const held = stuck([obstacle('NamespaceFinalizersRemaining', left)]);
    expect(held?.why).toBe(`What is left in it is held by finalizer ${quoted}`);
    const kinds = six.map((it) => `${it} has 1 resource instances`).join(', ');
    const kept = stuck([obstacle('NamespaceContentRemaining', kinds)]);
    expect(kept?.why).toBe('In it are still a (1), b (1), c (1), d (1) and e (1)');
  });
});
