import type { PodFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { conditionEvidence } from '../support/evidence.ts';
import { ago, condition, pod } from '../support/examples.ts';
import { condition as conditionOf, livePods } from '../support/pods.ts';
import { standing } from '../support/standing.ts';
import { podDetails, podSubject } from '../support/subject.ts';
import { joinWords, plural } from '../support/text.ts';

/** The kubelet about condition Ready, when only a gate is missing. */
const GATES = 'ReadinessGatesNotReady';
const MAX_NAMES = 3;

const GATE = 'shop.example/attached';
const HELD_BACK: Partial<PodFact> = {
  readinessGates: [GATE],
  conditions: [
    condition('ContainersReady', 'True', { sinceMs: ago(121) }),
    condition('Ready', 'False', {
      reason: GATES,
      message: `corresponding condition of pod readiness gate "${GATE}" does not exist.`,
    }),
  ],
};

export default defineClassifier({
  code: 'ReadinessGateFalse',
  title: 'Pods of {workload} wait for a sign from outside',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'All containers run and are ready, but the pod has {gates} ({names}) that another controller has to set to True, and it has not. Until then the pod gets no traffic.',
  fix: [
    'Find the controller that the name of the gate belongs to, such as that of the load balancer, and look whether it runs and what it logs.',
    'Check that the load balancer can reach the pod: health check, port and firewall.',
    'Remove the gate from the pod template of {workload}, or from what adds it, if nothing needs it.',
  ],
  commands: ['{kubectl} get pod {pod} -o wide', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-readiness-gate',
  classify({ once, clock, thresholds }) {
    return once(livePods).flatMap((at) => {
      const missing = missingGates(at.pod);
      const ready = conditionOf(at.pod.conditions, 'Ready');
      const sinceMs = conditionOf(at.pod.conditions, 'ContainersReady')?.sinceMs;
      if (missing.length === 0 || ready === undefined || sinceMs === undefined) return [];
      // A load balancer checks the health of a new pod a few times first: that is part of a start.
      if (!clock.atLeast(sinceMs, thresholds.startupGraceSeconds * 1000)) return [];
      const details = {
        gates: plural(missing.length, 'readiness gate'),
        names: joinWords(missing.slice(0, MAX_NAMES)),
      };
      return [
        standing({
          subject: podSubject(at),
          reason: 'Running',
          details: { ...podDetails(at), ...details },
          evidence: [conditionEvidence(at.pod, ready, sinceMs)],
          sinceMs,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'a gate that nobody sets',
      given: { pods: [pod(HELD_BACK)] },
      found: [{ confidence: 'confirmed', reason: 'Running', details: { names: GATE } }],
    },
    {
      name: 'a gate that is set',
      given: {
        pods: [
          pod({
            readinessGates: [GATE],
            conditions: [condition(GATE, 'True'), condition('Ready', 'True')],
          }),
        ],
      },
      found: [],
    },
  ],
});

function missingGates({ readinessGates, conditions }: PodFact): readonly string[] {
  const ready = conditionOf(conditions, 'Ready');
  if (ready?.status !== 'False' || ready.reason !== GATES) return [];
  if (conditionOf(conditions, 'ContainersReady')?.status !== 'True') return [];
  return readinessGates.filter((gate) => conditionOf(conditions, gate)?.status !== 'True');
}
