import { describe, expect, test } from 'vitest';
import { deployment, job, replicaSet } from '../../src/classify/support/example-workloads.ts';
import {
  ago,
  condition,
  container,
  crashed,
  event,
  pod,
  running,
} from '../../src/classify/support/examples.ts';
import type { RuledFinding } from '../../src/classify/types.ts';
import type { PodFact, ServicePod, ServiceSnapshot } from '../../src/facts/index.ts';
import { anError, found, readyPod, report, rule, unreadyPod } from './world.ts';

interface Case {
  readonly name: string;
  readonly world: Partial<ServiceSnapshot>;
  readonly findings?: readonly RuledFinding[];
  readonly health: string;
}

const three = [readyPod('web-1'), readyPod('web-2'), readyPod('web-3')];
const two = three.slice(0, 2);
const one = deployment({ desired: 1, replicas: 1, updatedReplicas: 1 });
const canary = deployment({ name: 'canary', uid: 'uid-canary', desired: 1 });
const progressing = condition('Progressing', 'True', { reason: 'ReplicaSetUpdated' });

const BARE = { kind: 'Pod', name: 'tool' };

function bare(facts: Partial<PodFact>): ServicePod {
  return pod({ ...readyPod('tool').pod, ...facts }, { workload: BARE, replicaSet: '' });
}

/** A pod whose container ended this second, as twice before, each time after so many seconds. */
function exitedAfter(seconds: number): ServicePod {
  const terminations = [2 * seconds, seconds, 0].map((end) =>
    crashed({ startedMs: ago(end + seconds), finishedMs: ago(end) }),
  );
  const [last = crashed()] = terminations.slice(-1);
  const state = { ...last, kind: 'terminated' as const };
  const exited = container({ ready: false, state, terminations, last, restartCount: 2 });
  return pod({
    name: 'web-1',
    createdMs: ago(86_400),
    conditions: [condition('Ready', 'False', { sinceMs: ago(0) })],
    containers: [exited],
  });
}

/** The remains of a pod that its node threw out so many seconds ago. */
function evicted(seconds: number): ServicePod {
  const thrownOut = condition('DisruptionTarget', 'True', { sinceMs: ago(seconds) });
  return readyPod('web-3', { phase: 'Failed', statusReason: 'Evicted', conditions: [thrownOut] });
}

function killOf(name: string, secondsAgo: number) {
  return { involved: { uid: `uid-${name}`, name }, lastMs: ago(secondsAgo) };
}

/** Each line of the health table from both sides. */
const cases: readonly Case[] = [
  {
    name: 'all desired pods serve',
    world: { workloads: [deployment()], pods: three },
    health: 'Healthy',
  },
  {
    name: 'a required source is refused',
    world: {
      workloads: [deployment()],
      pods: three,
      missingSources: [
        { resource: 'pods', apiGroup: '', verb: 'list', required: true, why: 'refused' },
      ],
    },
    health: 'Unknown',
  },
  {
    name: 'an optional source is refused',
    world: {
      workloads: [deployment()],
      pods: three,
      missingSources: [
        { resource: 'events', apiGroup: '', verb: 'list', required: false, why: 'refused' },
      ],
    },
    health: 'Healthy',
  },
  { name: 'nothing carries the label', world: {}, health: 'Unknown' },
  {
    name: 'nothing is desired',
    world: { workloads: [deployment({ desired: 0, replicas: 0, updatedReplicas: 0 })] },
    health: 'Suspended',
  },
  {
    name: 'nothing serves and there is an error',
    world: { workloads: [one], pods: [unreadyPod('web-1', 20)] },
    findings: [anError()],
    health: 'Unhealthy',
  },
  {
    name: 'nothing serves, without an error, inside every budget',
    world: {
      workloads: [deployment({ desired: 1, createdMs: ago(20) })],
      pods: [unreadyPod('web-1', 20)],
    },
    health: 'Progressing',
  },
  {
    name: 'nothing serves, without an error, past the budget of the pod but not of the rollout',
    world: {
      workloads: [deployment({ desired: 1, createdMs: ago(300) })],
      pods: [unreadyPod('web-1', 300)],
    },
    health: 'Progressing',
  },
  {
    name: 'nothing serves, without an error, past every budget',
    world: { workloads: [one], pods: [unreadyPod('web-1', 900)] },
    health: 'Unhealthy',
  },
  {
    name: 'no pod exists and the rollout budget is over',
    world: { workloads: [one] },
    health: 'Unhealthy',
  },
  {
    name: 'a ReplicaSet is seen a moment before its Deployment and its first pod',
    world: { workloads: [replicaSet({ createdMs: ago(1), replicas: 0 })] },
    health: 'Progressing',
  },
  {
    name: 'a ReplicaSet that is to run nothing is seen before its Deployment',
    world: { workloads: [replicaSet({ desired: 0, replicas: 0 })] },
    health: 'Suspended',
  },
  {
    name: 'some serve and there is an error',
    world: { workloads: [deployment()], pods: [...two, unreadyPod('web-3', 900)] },
    findings: [anError()],
    health: 'Degraded',
  },
  {
    name: 'all serve and there is an error: a stuck rollout over old pods',
    world: { workloads: [deployment()], pods: three },
    findings: [anError()],
    health: 'Degraded',
  },
  {
    name: 'one is missing past every budget',
    world: { workloads: [deployment()], pods: [...two, unreadyPod('web-3', 900)] },
    health: 'Degraded',
  },
  {
    name: 'one is missing inside its budget',
    world: { workloads: [deployment()], pods: [...two, unreadyPod('web-3', 30)] },
    health: 'Progressing',
  },
  {
    name: 'a warning changes no word',
    world: { workloads: [deployment()], pods: three },
    findings: [anError('warning')],
    health: 'Healthy',
  },
  {
    name: 'history changes no word',
    world: { workloads: [deployment()], pods: three },
    findings: [found(rule('AppError'), { pod: 'web-1', state: 'recovered' })],
    health: 'Healthy',
  },
  {
    name: 'a rollout in flight over old pods',
    world: {
      workloads: [
        deployment({
          replicas: 4,
          updatedReplicas: 1,
          availableReplicas: 3,
          conditions: [progressing],
        }),
      ],
      pods: three,
    },
    health: 'Progressing',
  },
  {
    name: 'a controller that has not seen the new spec yet',
    world: { workloads: [deployment({ generation: 2 })], pods: three },
    health: 'Progressing',
  },
  {
    name: 'a paused rollout is nobody’s worry',
    world: { workloads: [deployment({ updatedReplicas: 1, paused: true })], pods: three },
    health: 'Healthy',
  },
  {
    name: 'a pod that is going away is not missed',
    world: {
      workloads: [deployment()],
      pods: [...three, readyPod('web-4', { deletionMs: ago(-20) })],
    },
    health: 'Healthy',
  },
  {
    name: 'a container that has just begun to run is not believed at once',
    world: {
      workloads: [one],
      pods: [readyPod('web-1', { containers: [container({ state: running(4) })] })],
    },
    health: 'Progressing',
  },
  {
    name: 'a container that exits for the third time, each time after hours, is restarted at once',
    world: { workloads: [one], pods: [exitedAfter(7_200)] },
    health: 'Healthy',
  },
  {
    name: 'one that exits again after minutes is held back',
    world: { workloads: [one], pods: [exitedAfter(300)] },
    health: 'Unhealthy',
  },
  {
    name: 'a young container that a probe kills runs on for its grace period',
    world: {
      workloads: [one],
      pods: [readyPod('web-1', { containers: [container({ state: running(40) })] })],
      events: [event('Killing', 'Container app failed liveness probe', killOf('web-1', 30))],
    },
    health: 'Progressing',
  },
  {
    name: 'a container that was up for long is killed: one restart is no outage',
    world: {
      workloads: [one],
      pods: [readyPod('web-1', { containers: [container({ state: running(3600) })] })],
      events: [event('Killing', 'Container app failed liveness probe', killOf('web-1', 5))],
    },
    health: 'Healthy',
  },
  {
    name: 'the kill of an earlier run says nothing of this one',
    world: {
      workloads: [one],
      pods: [readyPod('web-1', { containers: [container({ state: running(40) })] })],
      events: [event('Killing', 'Container app failed liveness probe', killOf('web-1', 50))],
    },
    health: 'Healthy',
  },
  {
    name: 'a canary that fails beside a serving workload of its role',
    world: { workloads: [deployment(), canary], pods: three },
    findings: [found(rule('ImageNotFound'), { workload: 'canary' })],
    health: 'Degraded',
  },
  {
    name: 'a dead web beside a busy worker of another role',
    world: {
      workloads: [
        deployment(),
        deployment({
          name: 'canary',
          uid: 'uid-worker',
          desired: 1,
          templateLabels: new Map([['app.kubernetes.io/component', 'worker']]),
        }),
      ],
      pods: three,
    },
    findings: [found(rule('ImageNotFound'), { workload: 'canary' })],
    health: 'Unhealthy',
  },
  {
    name: 'roles by the Service that selects them',
    world: {
      workloads: [
        deployment(),
        deployment({
          name: 'canary',
          uid: 'uid-api',
          desired: 1,
          templateLabels: new Map([['tier', 'api']]),
        }),
      ],
      networkServices: [
        {
          kind: 'Service',
          namespace: 'shop',
          name: 'api',
          uid: 'uid-service',
          createdMs: ago(3600),
          labels: new Map(),
          selector: new Map([['tier', 'api']]),
          ports: [],
        },
      ],
      pods: three,
    },
    findings: [found(rule('ImageNotFound'), { workload: 'canary' })],
    health: 'Unhealthy',
  },
  { name: 'a Job that runs', world: { workloads: [job()] }, health: 'Progressing' },
  {
    name: 'a Job that is done',
    world: { workloads: [job({ succeeded: 1, conditions: [condition('Complete', 'True')] })] },
    health: 'Healthy',
  },
  {
    name: 'a suspended Job',
    world: { workloads: [job({ suspended: true, active: 0 })] },
    health: 'Suspended',
  },
  {
    name: 'a failed Job alone',
    world: { workloads: [job({ conditions: [condition('Failed', 'True')] })] },
    findings: [
      found(rule('JobFailed'), {
        subject: { workload: { kind: 'Job', name: 'migrate' } },
      }),
    ],
    health: 'Unhealthy',
  },
  {
    name: 'a failed Job beside what serves',
    world: {
      workloads: [deployment(), job({ conditions: [condition('Failed', 'True')] })],
      pods: three,
    },
    findings: [
      found(rule('JobFailed'), {
        subject: { workload: { kind: 'Job', name: 'migrate' } },
      }),
    ],
    health: 'Degraded',
  },
  {
    name: 'a busy Job beside what serves',
    world: { workloads: [deployment(), job()], pods: three },
    health: 'Healthy',
  },
  {
    name: 'pods of a controller we do not watch',
    world: {
      pods: three.map(({ pod: facts }) =>
        pod(facts, { workload: { kind: 'Rollout', name: 'web' }, replicaSet: '' }),
      ),
    },
    health: 'Healthy',
  },
  {
    name: 'the last pod of such a controller goes away: it is about to be replaced',
    world: {
      pods: [
        pod(
          { ...readyPod('web-0').pod, deletionMs: ago(-20) },
          { workload: { kind: 'StatefulSet', name: 'web' }, replicaSet: '' },
        ),
      ],
    },
    health: 'Progressing',
  },
  {
    name: 'a pod of nobody goes away',
    world: { pods: [bare({ deletionMs: ago(-20) })] },
    health: 'Suspended',
  },
  {
    name: 'a pod of nobody has finished',
    world: { pods: [bare({ phase: 'Succeeded' })] },
    health: 'Suspended',
  },
  {
    name: 'a pod of nobody has failed for good',
    world: { pods: [bare({ phase: 'Failed' })] },
    findings: [found(rule('AppError'), { subject: { workload: BARE, pod: 'tool' } })],
    health: 'Unhealthy',
  },
  {
    name: 'a rollout that the controller calls failed for a reason without a rule',
    world: {
      workloads: [
        deployment({
          updatedReplicas: 0,
          conditions: [condition('Progressing', 'False', { reason: 'ReplicaSetCreateError' })],
        }),
      ],
      pods: three,
    },
    health: 'Degraded',
  },
  {
    name: 'more pods are asked for and not made yet',
    world: {
      workloads: [deployment({ desired: 5 }), replicaSet({ desired: 5, generation: 2 })],
      pods: three,
    },
    health: 'Progressing',
  },
  {
    name: 'more pods are asked for, and the controllers have all looked',
    world: { workloads: [deployment({ desired: 5 }), replicaSet({ desired: 5 })], pods: three },
    health: 'Degraded',
  },
  {
    name: 'a node is drained: the only pod goes away before there is another',
    world: { workloads: [one], pods: [readyPod('web-1', { deletionMs: ago(-20) })] },
    health: 'Progressing',
  },
  {
    name: 'an evicted pod leaves its remains before there is another',
    world: { workloads: [deployment()], pods: [...two, evicted(30)] },
    health: 'Progressing',
  },
  {
    name: 'an evicted pod is not replaced within the budget of the rollout',
    world: { workloads: [deployment()], pods: [...two, evicted(700)] },
    health: 'Degraded',
  },
  {
    name: 'a pod that ends slowly gives its stuck replacement no time',
    world: {
      workloads: [one],
      pods: [readyPod('web-1', { deletionMs: ago(-1800) }), unreadyPod('web-2', 900)],
    },
    health: 'Unhealthy',
  },
  {
    name: 'a pod becomes unready after days',
    world: { workloads: [deployment()], pods: [...two, unreadyPod('web-3', 200_000)] },
    health: 'Degraded',
  },
  {
    name: 'an old ReplicaSet at zero',
    world: {
      workloads: [deployment(), replicaSet({ name: 'web-old', uid: 'old', desired: 0 })],
      pods: three,
    },
    health: 'Healthy',
  },
];

describe('the word', () => {
  test.each(cases)('$name: $health', ({ world, findings, health }) => {
    expect(report(world, findings).health).toBe(health);
  });

  test('below minReadyPercent counts as down', () => {
    const thresholds = { minReadyPercent: 70, restartWindowSeconds: 900, startupGraceSeconds: 120 };
    const world = { workloads: [deployment()], pods: [...two, unreadyPod('web-3', 900)] };
    expect(report({ ...world, thresholds }).health).toBe('Unhealthy');
  });

  test('that depends on time announces when it would be another', () => {
    const announced: number[] = [];
    report(
      {
        workloads: [deployment({ desired: 1, createdMs: ago(20) })],
        pods: [unreadyPod('web-1', 20)],
      },
      [],
      (instant) => announced.push(instant),
    );
    expect(Math.min(...announced)).toBeGreaterThan(ago(0));
  });

  test('of very many workloads the well ones are left out of the list first', () => {
    const names = Array.from({ length: 30 }, (_, index) => `web-${String(index).padStart(2, '0')}`);
    const workloads = names.map((name) => deployment({ name, uid: name, desired: 0, replicas: 0 }));
    const broken = found(rule('ImageNotFound'), { workload: 'web-29' });
    const listed = report({ workloads }, [broken]).workloads.map(({ name }) => name);
    expect(listed).toStrictEqual([...names.slice(0, 19), 'web-29']);
  });
});
