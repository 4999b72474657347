// How long a start or a rollout may take, asked of single pods and workloads.
import { describe, expect, test } from 'vitest';
import {
  isControllerBehind,
  isJustBack,
  isPastPodBudget,
  isPastRolloutBudget,
} from '../../src/aggregate/budget.ts';
import type { WorkloadGroup } from '../../src/aggregate/groups.ts';
import { exampleClock, THRESHOLDS } from '../../src/classify/support/example-snapshot.ts';
import {
  cronJob,
  daemonSet,
  deployment,
  job,
  replicaSet,
  statefulSet,
} from '../../src/classify/support/example-workloads.ts';
import {
  ago,
  condition,
  container,
  loopingContainer,
  pod,
  probe,
  running,
  waiting,
} from '../../src/classify/support/examples.ts';
import type { PodFact, ServicePod, ServiceWorkload } from '../../src/facts/index.ts';
import { readyPod } from './world.ts';

const clock = exampleClock();

function isPast(facts: Partial<PodFact>): boolean {
  return isPastPodBudget(pod(facts).pod, THRESHOLDS, clock);
}

/** A pod that was made so many seconds ago, with one container that began at once. */
function begun(seconds: number, ...probes: readonly Parameters<typeof container>[0][]) {
  const facts = Object.assign({}, ...probes);
  const containers = [container({ ready: false, state: running(seconds), ...facts })];
  return { createdMs: ago(seconds), containers };
}

describe('a pod that is not available has had its time', () => {
  const slow = probe({ initialDelaySeconds: 20, periodSeconds: 10, failureThreshold: 30 });

  test.each<[string, boolean, Partial<PodFact>]>([
    ['after the grace of the service', true, begun(120)],
    ['and not a second before', false, begun(119)],
    ['counted from when its container began', false, { ...begun(119), createdMs: ago(9000) }],
    [
      'by the newest of its containers',
      false,
      {
        createdMs: ago(9000),
        containers: [
          container({ state: running(8000) }),
          container({ name: 'late', state: running(119) }),
        ],
      },
    ],
    [
      'or from when it was made, if nothing has begun',
      true,
      { createdMs: ago(120), containers: [container({ state: waiting('') })] },
    ],
    ['after what its startup probe allows', true, begun(320, { startup: slow })],
    ['which may be longer than the grace', false, begun(319, { startup: slow })],
    ['and its readiness probe comes on top', false, begun(639, { startup: slow, readiness: slow })],
    ['both together', true, begun(640, { startup: slow, readiness: slow })],
    [
      'after what the slowest of its init containers is allowed',
      false,
      { ...begun(319), initContainers: [container({ name: 'load', kind: 'init', startup: slow })] },
    ],
    [
      'at once when one of its containers is in a crash loop',
      true,
      {
        ...begun(5),
        containers: [container({ name: 'proxy', state: running(5) }), loopingContainer()],
      },
    ],
  ])('%s', (_, wanted, facts) => {
    expect(isPast(facts)).toBe(wanted);
  });
});

function isBack(readySeconds: number, age = 3600): boolean {
  const conditions = [condition('Ready', 'True', { sinceMs: ago(readySeconds) })];
  return isJustBack(pod({ ...begun(age), conditions }).pod, THRESHOLDS, clock);
}

describe('a pod is just back', () => {
  test.each<[string, boolean, Parameters<typeof isBack>]>([
    ['when it got ready after its budget, a moment ago', true, [29]],
    ['for half a minute', false, [30]],
    ['also right at the end of its budget', true, [5, 125]],
    ['not when it got ready within its budget', false, [5, 124]],
  ])('%s', (_, wanted, seconds) => {
    expect(isBack(...seconds)).toBe(wanted);
  });
});

/** The workload and what it made, all of it an hour old. */
function group(
  first: ServiceWorkload,
  pods: readonly ServicePod[],
  ...made: readonly ServiceWorkload[]
): WorkloadGroup {
  return {
    reference: first.root,
    fact: first.workload,
    children: made.map(({ workload }) => workload),
    pods,
  };
}

function unready(name: string, facts: Partial<PodFact> = {}): ServicePod {
  return readyPod(name, { conditions: [condition('Ready', 'False')], ...facts });
}

describe('a workload has got no further', () => {
  const one = { desired: 1 };
  const web = [unready('web-1')];

  test.each<[string, boolean, WorkloadGroup]>([
    ['an hour after all of it was made', true, group(deployment(one), web)],
    [
      'not while its Deployment is young',
      false,
      group(deployment({ ...one, createdMs: ago(599) }), web),
    ],
    ['by its deadline', true, group(deployment({ ...one, createdMs: ago(600) }), web)],
    [
      'which the Deployment sets itself',
      false,
      group(deployment({ ...one, createdMs: ago(899), progressDeadlineSeconds: 900 }), web),
    ],
    [
      'not while its newest ReplicaSet is young',
      false,
      group(deployment(one), web, replicaSet({ createdMs: ago(599) })),
    ],
    [
      'not while its controller tells of progress',
      false,
      group(
        deployment({
          ...one,
          conditions: [condition('Progressing', 'True', { updatedMs: ago(599) })],
        }),
        web,
      ),
    ],
    [
      'whatever else its controller tells',
      true,
      group(
        deployment({
          ...one,
          conditions: [condition('Available', 'False', { updatedMs: ago(5) })],
        }),
        web,
      ),
    ],
    [
      'not while a pod is young',
      false,
      group(deployment(one), [unready('web-1', { createdMs: ago(599) })]),
    ],
    [
      'not when another pod has got ready since',
      false,
      group(statefulSet({ desired: 2 }), [
        readyPod('db-0', {
          createdMs: ago(3600),
          containers: [container({ state: running(700) })],
          conditions: [condition('Ready', 'True', { sinceMs: ago(599) })],
        }),
        unready('db-1'),
      ]),
    ],
    [
      'when that one has only come back for a moment',
      true,
      group(statefulSet({ desired: 2 }), [
        readyPod('db-0', { conditions: [condition('Ready', 'True', { sinceMs: ago(5) })] }),
        unready('db-1'),
      ]),
    ],
    [
      'a StatefulSet after ten minutes',
      true,
      group(statefulSet({ desired: 1, createdMs: ago(600) }), web),
    ],
    ['not a second earlier', false, group(statefulSet({ desired: 1, createdMs: ago(599) }), web)],
    [
      'a DaemonSet after a quarter of an hour',
      true,
      group(daemonSet({ desired: 1, createdMs: ago(900) }), web),
    ],
    ['and not a second earlier', false, group(daemonSet({ desired: 1, createdMs: ago(899) }), web)],
    [
      'not when its pod was taken away a moment ago',
      false,
      group(deployment(one), [unready('web-1', { deletionMs: ago(599) })]),
    ],
    [
      'not when its pod was evicted a moment ago',
      false,
      group(deployment(one), [
        unready('web-1', {
          phase: 'Failed',
          conditions: [condition('DisruptionTarget', 'True', { sinceMs: ago(599) })],
        }),
      ]),
    ],
    [
      'not when its pod ended well in a drain a moment ago',
      false,
      group(deployment(one), [
        unready('web-1', {
          phase: 'Succeeded',
          conditions: [condition('DisruptionTarget', 'True', { sinceMs: ago(599) })],
        }),
      ]),
    ],
    [
      'when what was lost has been made good',
      true,
      group(deployment(one), [unready('web-1', { deletionMs: ago(5) }), unready('web-2')]),
    ],
  ])('%s', (_, wanted, it) => {
    expect(isPastRolloutBudget(it, THRESHOLDS, clock)).toBe(wanted);
  });
});

describe('pods are missing by order', () => {
  const WORKFLOW = { kind: 'Workflow', name: 'nightly' };
  function unknown(child: ServiceWorkload): WorkloadGroup {
    return { reference: WORKFLOW, fact: undefined, children: [child.workload], pods: [] };
  }

  test.each<[string, boolean, WorkloadGroup]>([
    ['while the controller has not seen the spec', true, group(deployment({ generation: 2 }), [])],
    ['not when it has', false, group(deployment(), [])],
    [
      'while the ReplicaSet is not seen',
      true,
      group(deployment(), [], replicaSet({ generation: 2 })),
    ],
    [
      'not when all pods are there',
      false,
      group(deployment({ desired: 1, generation: 2 }), [unready('web-1')]),
    ],
    [
      'while a pod of a StatefulSet is counted and not seen',
      true,
      group(statefulSet(), [unready('db-0')]),
    ],
    [
      'while a pod of a DaemonSet is counted and not seen',
      true,
      group(daemonSet(), [unready('agent-1')]),
    ],
    [
      'not when the StatefulSet has not made it',
      false,
      group(statefulSet({ replicas: 1 }), [unready('db-0')]),
    ],
    [
      'not for a Job, which never says what it has seen',
      false,
      unknown(job({ observedGeneration: 0 }, WORKFLOW)),
    ],
    ['nor for a CronJob', false, unknown(cronJob())],
  ])('%s', (_, wanted, it) => {
    expect(isControllerBehind(it)).toBe(wanted);
  });
});
