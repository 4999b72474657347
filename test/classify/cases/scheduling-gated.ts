import { deployment, statefulSet } from '../../../src/classify/support/example-workloads.ts';
import { ago, condition, jobPod, pod } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const GATED = { phase: 'Pending', schedulingGates: ['kueue.x-k8s.io/admission'] };
const LATE = condition('Progressing', 'False', { reason: 'ProgressDeadlineExceeded' });

export default [
  {
    name: 'pods that shall serve are missed after ten minutes',
    given: { pods: [pod({ ...GATED, createdMs: ago(600) })] },
    found: [{ confidence: 'confirmed', severity: 'error', reason: 'SchedulingGated' }],
  },
  {
    name: 'a Deployment says itself how long its pods may take',
    given: {
      pods: [pod({ ...GATED, createdMs: ago(600) })],
      workloads: [deployment({ progressDeadlineSeconds: 900 })],
    },
    found: [{ confidence: 'confirmed', reason: 'SchedulingGated' }],
  },
  {
    name: 'a young pod of a rollout that is late already is why it stays so',
    given: {
      pods: [pod({ ...GATED, createdMs: ago(20) })],
      workloads: [deployment({ conditions: [LATE] })],
    },
    found: [{ confidence: 'confirmed', severity: 'error', reason: 'SchedulingGated' }],
  },
  {
    name: 'from its own deadline on the pods of a Deployment are missed',
    given: {
      pods: [pod({ ...GATED, createdMs: ago(60) })],
      workloads: [deployment({ progressDeadlineSeconds: 60 })],
    },
    found: [{ confidence: 'confirmed', severity: 'error', reason: 'SchedulingGated' }],
  },
  {
    name: 'the pods of a Deployment are not missed a second before its deadline',
    given: {
      pods: [pod({ ...GATED, createdMs: ago(59) })],
      workloads: [deployment({ progressDeadlineSeconds: 60 })],
    },
    found: [{ confidence: 'confirmed', reason: 'SchedulingGated' }],
  },
  {
    name: 'how long the pods of another Deployment may take says nothing',
    given: {
      pods: [pod({ ...GATED, createdMs: ago(599) })],
      workloads: [deployment({ name: 'other', progressDeadlineSeconds: 60 })],
    },
    found: [{ confidence: 'confirmed', reason: 'SchedulingGated' }],
  },
  {
    name: 'a hundred gates are not all told',
    given: {
      pods: [
        pod({
          ...GATED,
          createdMs: ago(20),
          schedulingGates: Array<string>(100).fill('a.io/gate'),
        }),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'SchedulingGated',
        details: { gates: `${'a.io/gate, '.repeat(18)}a…` },
      },
    ],
  },
  {
    name: 'a Job waits for its turn however long that takes',
    given: { pods: [jobPod({ ...GATED, createdMs: ago(3600) })] },
    found: [{ confidence: 'confirmed', reason: 'SchedulingGated' }],
  },
  {
    name: 'a StatefulSet of the same name has another deadline',
    given: {
      pods: [pod({ ...GATED, createdMs: ago(600) })],
      workloads: [statefulSet({ name: 'web' }), deployment({ progressDeadlineSeconds: 900 })],
    },
    found: [{ confidence: 'confirmed', reason: 'SchedulingGated' }],
  },
] satisfies Cases;
