// How far a pod has come, as far as its objects tell.
import { describe, expect, test } from 'vitest';
import {
  ago,
  condition,
  container,
  crashed,
  pod,
  waitingContainer,
} from '../../../src/classify/support/examples.ts';
import {
  endsWithSuccess,
  hasStarted,
  isBeingMade,
  placedSinceMs,
  startingReason,
} from '../../../src/classify/support/pods.ts';
import type { ContainerFact, PodFact } from '../../../src/facts/index.ts';

const CREATING = waitingContainer('ContainerCreating');
const UNKNOWN: ContainerFact = { ...CREATING, state: { kind: 'none' } };
const ENDED: ContainerFact = { ...CREATING, state: { kind: 'terminated', ...crashed() } };

describe('a pod has started', () => {
  test.each<[string, Partial<PodFact>, boolean]>([
    ['when a container runs', { containers: [CREATING, container()] }, true],
    ['when an init container has ended', { initContainers: [ENDED], containers: [CREATING] }, true],
    [
      'when a container that waits has ended before',
      { containers: [{ ...CREATING, terminations: [crashed()] }] },
      true,
    ],
    ['not while all wait for the first time', { containers: [CREATING, UNKNOWN] }, false],
  ])('%s', (_, facts, wanted) => {
    expect(hasStarted(pod(facts).pod)).toBe(wanted);
  });
});

describe('a pod is being made', () => {
  test.each<[string, readonly ContainerFact[], boolean]>([
    ['while its volumes and its sandbox are', [CREATING], true],
    ['while its init containers are', [waitingContainer('PodInitializing')], true],
    ['before the kubelet says anything', [waitingContainer(''), UNKNOWN], true],
    [
      'not when one container waits for its image',
      [CREATING, waitingContainer('ErrImagePull')],
      false,
    ],
    ['not when one container runs', [CREATING, container()], false],
    ['not when one container has ended', [CREATING, ENDED], false],
  ])('%s', (_, containers, wanted) => {
    expect(isBeingMade(pod({ containers }).pod)).toBe(wanted);
  });
});

test.each<[string, Partial<PodFact>, string]>([
  ['Pending before it has a node', { nodeName: '' }, 'Pending'],
  ['ContainerCreating on its node', {}, 'ContainerCreating'],
  ['its init containers', { initContainers: [CREATING, CREATING] }, 'Init:0/2'],
])('kubectl shows %s', (_, facts, wanted) => {
  expect(startingReason(pod(facts).pod)).toBe(wanted);
});

describe('a pod has its node', () => {
  const scheduled = condition('PodScheduled', 'True', { sinceMs: ago(20) });
  const { sinceMs: _since, ...timeless } = scheduled;
  test.each<[string, PodFact['conditions'], number]>([
    ['since it was placed', [scheduled], ago(20)],
    ['since it was made, when it was not', [{ ...scheduled, status: 'False' }], ago(50)],
    ['since it was made, when nothing tells', [], ago(50)],
    ['since it was made, when the condition has no time', [timeless], ago(50)],
  ])('%s', (_, conditions, wanted) => {
    expect(placedSinceMs(pod({ createdMs: ago(50), conditions }).pod)).toBe(wanted);
  });
});

describe('success is the end', () => {
  test.each<[string, ContainerFact['kind'], PodFact['restartPolicy'], boolean]>([
    ['of an init container', 'init', 'Always', true],
    ['of a container that is restarted on failure', 'main', 'OnFailure', true],
    ['of a container that is never restarted', 'main', 'Never', true],
    ['not of one that always is', 'main', 'Always', false],
    ['not of a sidecar, whatever the pod says', 'sidecar', 'Never', false],
  ])('%s', (_, kind, restartPolicy, wanted) => {
    expect(endsWithSuccess(pod({ restartPolicy }).pod, container({ kind }))).toBe(wanted);
  });
});
