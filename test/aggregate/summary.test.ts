import { expect, test } from 'vitest';
import { alone, unready } from '../../src/classify/support/example-pods.ts';
import {
  cronJob,
  daemonSet,
  deployment,
  job,
} from '../../src/classify/support/example-workloads.ts';
import { ago, condition, container, pod, waiting } from '../../src/classify/support/examples.ts';
import type { RuledFinding } from '../../src/classify/types.ts';
import type { ServiceSnapshot } from '../../src/facts/index.ts';
import { anError, found, readyPod, report, rule, unreadyPod } from './world.ts';

interface Case {
  readonly says: string;
  readonly world: Partial<ServiceSnapshot>;
  readonly findings?: readonly RuledFinding[];
}

const one = deployment({ desired: 1, replicas: 1, updatedReplicas: 1, createdMs: ago(20) });
const service = { workload: { kind: 'ServiceHealth', name: 'web' } };

const cases: readonly Case[] = [
  { says: '1 of 1 pods serve', world: { workloads: [one], pods: [readyPod('web-1')] } },
  {
    says: 'Starting: 0 of 1 pods serve',
    world: {
      workloads: [one],
      pods: [unreadyPod('web-1', 20)],
    },
  },
  {
    says: 'Rolling out: 1 of 1 pods serve',
    world: {
      workloads: [deployment({ desired: 1, replicas: 2, updatedReplicas: 1 })],
      pods: [readyPod('web-1')],
    },
  },
  {
    says: 'No pod is asked for: scaled to zero, suspended or finished',
    world: { workloads: [deployment({ desired: 0, replicas: 0, updatedReplicas: 0 })] },
  },
  {
    says: 'No pod is asked for: scaled to zero, suspended or finished',
    world: { workloads: [deployment({ desired: 0, replicas: 0, updatedReplicas: 0 })] },
    findings: [anError('warning')],
  },
  {
    says: 'Pods run, but are not ready all the time: 0 of 1 pods serve',
    world: { workloads: [deployment({ desired: 1 })], pods: [unreadyPod('web-1', 900)] },
  },
  {
    says: 'No cause found yet: 0 of 1 pods serve',
    world: { workloads: [deployment({ desired: 1 })], pods: [] },
  },
  {
    says: 'Nothing is left to run: its pods have finished or are being deleted',
    world: { pods: [alone(pod({ deletionMs: ago(60) }))] },
  },
  {
    says: 'It does not go: 1 pod of Pod/web-7c9d-x2x1q',
    world: { pods: [alone(pod({ deletionMs: ago(600) }))] },
    findings: [
      found(rule('StuckTerminating', { title: 'It does not go', severity: 'warning' }), {
        subject: {
          workload: { kind: 'Pod', name: 'web-7c9d-x2x1q' },
          pod: 'web-7c9d-x2x1q',
        },
      }),
    ],
  },
  {
    says: 'AppError of app: 1 pod of Deployment/web, 0 of 1 pods serve',
    world: { workloads: [one], pods: [unreadyPod('web-1', 20)] },
    findings: [anError()],
  },
  {
    says: 'Nothing belongs to it',
    world: {},
    findings: [
      found(rule('NoWorkloads', { title: 'Nothing belongs to it', severity: 'warning' }), {
        subject: service,
      }),
    ],
  },
  { says: 'Running: 0 of 1 runs succeeded', world: { workloads: [job()] } },
  {
    says: '1 of 1 runs succeeded',
    world: { workloads: [job({ succeeded: 1, conditions: [condition('Complete', 'True')] })] },
  },
  { says: 'Nothing is wrong', world: { workloads: [cronJob()] } },
  {
    says: 'A run failed: CronJob/nightly',
    world: { workloads: [cronJob()] },
    findings: [
      found(rule('CronJobLastRunFailed', { title: 'A run failed' }), {
        subject: { workload: { kind: 'CronJob', name: 'nightly' } },
      }),
    ],
  },
  {
    says: 'No pod is asked for: no node is one that the DaemonSet selects',
    world: { workloads: [daemonSet({ desired: 0, replicas: 0, updatedReplicas: 0 })] },
  },
  {
    says: 'It failed: 1 pod of Pod/tool',
    world: {
      pods: [pod({ name: 'tool', phase: 'Failed' }, { workload: { kind: 'Pod', name: 'tool' } })],
    },
    findings: [
      found(rule('AppError', { title: 'It failed' }), {
        subject: { workload: { kind: 'Pod', name: 'tool' }, pod: 'tool' },
      }),
    ],
  },
  {
    says: 'Refused: Deployment/web, 0 of 1 pods serve',
    world: { workloads: [one] },
    findings: [found(rule('QuotaExceeded', { title: 'Refused' }))],
  },
  {
    says: 'Nothing is wrong',
    world: { workloads: [job({ failed: 7, conditions: [condition('Failed', 'True')] })] },
  },
  {
    says: 'Nothing is left to run: its pods have finished or are being deleted',
    world: {
      pods: [
        pod({ name: 'tool', phase: 'Succeeded' }, { workload: { kind: 'Pod', name: 'tool' } }),
      ],
    },
  },
  {
    says: 'AppError of app: 2 pods of Deployment/web, 1 of 3 pods serve',
    world: {
      workloads: [deployment()],
      pods: [readyPod('web-1'), unreadyPod('web-2', 900), unreadyPod('web-3', 900)],
    },
    findings: ['web-2', 'web-3'].map((name) => found(rule('AppError'), { pod: name })),
  },
  {
    says: 'Starting: 0 of 1 pods serve',
    world: { workloads: [one, job()], pods: [unreadyPod('web-1', 20)] },
  },
  {
    says: 'No pod is asked for: scaled to zero, suspended or finished',
    world: {
      workloads: [
        deployment({ desired: 0, replicas: 0, updatedReplicas: 0 }),
        daemonSet({ desired: 0, replicas: 0, updatedReplicas: 0 }),
      ],
    },
  },
  {
    says: 'No pod is asked for: scaled to zero, suspended or finished',
    world: {
      workloads: [deployment({ desired: 0, replicas: 0, updatedReplicas: 0 })],
      pods: [alone(pod({ deletionMs: ago(60) }))],
    },
  },
  {
    says: 'No cause found yet: 0 of 1 pods serve',
    world: {
      workloads: [deployment({ desired: 1 })],
      pods: [
        pod({
          ...unready(900),
          containers: [container({ ready: false, state: waiting('ContainerCreating') })],
        }),
      ],
    },
  },
  {
    says: 'No cause found yet: 0 of 1 pods serve',
    world: {
      workloads: [deployment({ desired: 1 })],
      pods: [pod({ ...unready(900), deletionMs: ago(700) })],
    },
  },
  {
    says: 'No cause found yet: 1 of 2 pods serve',
    world: { workloads: [deployment({ desired: 2 })], pods: [readyPod('web-1')] },
  },
];

test.each(cases)('$says', ({ says, world, findings }) => {
  expect(report(world, findings).summary).toBe(says);
});
