// All rules and the word together: a rollout that does not get on, with and without old pods that serve.
import { describe, expect, test } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { classify } from '../../src/classify/classify.ts';
import { exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { deployment, replicaSet } from '../../src/classify/support/example-workloads.ts';
import {
  ago,
  condition,
  container,
  loopingContainer,
  NOW,
  pod,
  running,
} from '../../src/classify/support/examples.ts';
import type {
  ConditionFact,
  ContainerFact,
  DeploymentFact,
  ServicePod,
} from '../../src/facts/index.ts';
import { readyPod } from './world.ts';

const rules = await loadCatalogue();
const LATE = condition('Progressing', 'False', {
  reason: 'ProgressDeadlineExceeded',
  message: 'ReplicaSet "web-9d8f" has timed out progressing.',
  updatedMs: ago(60),
});
const IN_TIME = condition('Progressing', 'True', {
  reason: 'ReplicaSetUpdated',
  updatedMs: ago(60),
});
const UNREADY = container({ ready: false, state: running(90) });

function newPod(one: ContainerFact): ServicePod {
  const conditions = [condition('PodScheduled', 'True'), condition('Ready', 'False')];
  const facts = { name: 'web-9d8f-1', createdMs: ago(95), containers: [one], conditions };
  return pod(facts, { replicaSet: 'web-9d8f' });
}

interface World {
  readonly old: readonly ServicePod[];
  readonly young: ContainerFact;
  readonly progress: ConditionFact;
  readonly facts?: Partial<DeploymentFact>;
}

/** "Word: Code (consequences)" of a rollout of Deployment web from two pods of revision 1 to revision 2. */
function said({ old, young, progress, facts = {} }: World): string {
  const world = exampleSnapshot({
    pods: [...old, newPod(young)],
    workloads: [
      deployment({
        desired: 2,
        revision: '2',
        replicas: 3,
        updatedReplicas: 1,
        availableReplicas: old.length,
        conditions: [progress],
        ...facts,
      }),
      replicaSet({ desired: 2, availableReplicas: old.length }),
      replicaSet({ name: 'web-9d8f', uid: 'uid-9d8f', revision: '2', createdMs: ago(100) }),
    ],
  });
  const report = aggregate(world, classify(world, rules), {
    nowMs: NOW,
    cluster: '',
    generation: 1,
  });
  const lines = report.diagnoses.map(
    ({ code, consequences }) => `${code} (${consequences.join(', ')})`,
  );
  return `${report.health}: ${lines.join('; ')}`;
}

const SERVING = [readyPod('web-7c9d-1'), readyPod('web-7c9d-2')];

describe('a rollout', () => {
  test.each<readonly [string, World, string]>([
    [
      'past its deadline beside old pods that serve is Degraded, and this is its one diagnosis',
      { old: SERVING, young: UNREADY, progress: LATE },
      'Degraded: RolloutStuckOldServing ()',
    ],
    [
      'whose new pods crash has the crash for its cause, before the deadline',
      { old: SERVING, young: loopingContainer(), progress: IN_TIME },
      'Degraded: AppError (RolloutStuckOldServing)',
    ],
    [
      'and after it',
      { old: SERVING, young: loopingContainer(), progress: LATE },
      'Degraded: AppError (RolloutStuckOldServing)',
    ],
    [
      'past its deadline without old pods is down',
      { old: [], young: UNREADY, progress: LATE },
      'Unhealthy: ProgressDeadlineExceeded ()',
    ],
    [
      'within its deadline is progress',
      { old: SERVING, young: UNREADY, progress: IN_TIME },
      'Progressing: ',
    ],
    [
      'that is paused waits by order, whatever its new pods do',
      { old: SERVING, young: loopingContainer(), progress: IN_TIME, facts: { paused: true } },
      'Degraded: AppError (); RolloutPaused ()',
    ],
  ])('%s', (_, world, wanted) => {
    expect(said(world)).toBe(wanted);
  });
});
