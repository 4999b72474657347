import type { ServicePod, ServiceSnapshot } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { briefList } from '../support/brief-texts.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { ago, pod } from '../support/examples.ts';
import { condition, livePods } from '../support/pods.ts';
import { standing } from '../support/standing.ts';
import { podDetails, podSubject } from '../support/subject.ts';

/** A queue that has room takes its gate away within seconds. */
const GATED_MS = 15_000;
/** The API server's default of `progressDeadlineSeconds`: what shall serve and is held back for longer is missed. */
const DEADLINE_SECONDS = 600;
/** Work that ends may wait for its turn for days. */
const BATCH_KINDS = ['Job', 'CronJob'];

export default defineClassifier({
  code: 'SchedulingGated',
  title: 'Pods of {workload} are held back on purpose',
  severity: 'info',
  reads: ['pods', 'workloads'],
  explanation:
    'No node is looked for as long as a pod of {workload} has a scheduling gate: {gates}. Whoever set it, such as a queue for batch work, takes it away when the pod may start.',
  fix: [
    'Wait if a queue holds the pods: it lets them go when it is their turn.',
    'Look whether the controller that the name of the gate belongs to runs, and what it says of {workload}.',
    'Remove the gate from the pod template if nothing needs it.',
  ],
  commands: ['{kubectl} get pod {pod} --output=yaml'],
  reference: 'https://kubernetes.io/docs/concepts/scheduling-eviction/pod-scheduling-readiness/',
  classify(snapshot) {
    const { once, clock } = snapshot;
    return once(livePods).flatMap((at) => {
      const { name, createdMs: sinceMs, schedulingGates } = at.pod;
      if (schedulingGates.length === 0 || !clock.atLeast(sinceMs, GATED_MS)) return [];
      const gates = briefList(schedulingGates.join(', '));
      return [
        standing({
          subject: podSubject(at),
          // The rollout that is late for it is its consequence, and only an error can be the root of one.
          ...(isMissed(at, snapshot) && { severity: 'error' as const }),
          reason: 'SchedulingGated',
          details: { ...podDetails(at), gates },
          evidence: [
            fieldEvidence({ kind: 'Pod', name, field: 'spec.schedulingGates', value: gates }),
          ],
          sinceMs,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'a queue holds the pod',
      given: {
        pods: [
          pod({
            phase: 'Pending',
            schedulingGates: ['kueue.x-k8s.io/admission'],
            createdMs: ago(15),
          }),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          reason: 'SchedulingGated',
          details: { gates: 'kueue.x-k8s.io/admission' },
        },
      ],
    },
    {
      name: 'a young pod is about to be let go',
      given: { pods: [pod({ schedulingGates: ['example.com/wait'], createdMs: ago(14) })] },
      found: [],
    },
    { name: 'a pod without gates', given: { pods: [pod({ phase: 'Pending' })] }, found: [] },
  ],
});

function isMissed(
  { pod: gated, workload: root }: ServicePod,
  { workloads, clock }: Pick<ServiceSnapshot, 'workloads' | 'clock'>,
): boolean {
  if (BATCH_KINDS.includes(root.kind)) return false;
  const owner = workloads.find(
    ({ workload }) => workload.kind === root.kind && workload.name === root.name,
  )?.workload;
  if (owner?.kind !== 'Deployment') return clock.atLeast(gated.createdMs, DEADLINE_SECONDS * 1000);
  const isGivenUp = condition(owner.conditions, 'Progressing')?.status === 'False';
  return isGivenUp || clock.atLeast(gated.createdMs, owner.progressDeadlineSeconds * 1000);
}
