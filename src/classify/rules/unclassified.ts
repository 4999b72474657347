import type { ContainerState, ServiceSnapshot } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { endedPods } from '../support/ended-pods.ts';
import { waitingEvidence } from '../support/evidence.ts';
import { podWith, waitingPod } from '../support/example-pods.ts';
import { waitingContainer } from '../support/examples.ts';
import { onePerSubject } from '../support/one-per-subject.ts';
import { otherJobFailures } from '../support/other-failures.ts';
import { liveContainers, waitingSinceMs } from '../support/pods.ts';
import { stablePullReason } from '../support/pulls.ts';
import { refusalFindings } from '../support/refusal-findings.ts';
import { quoted, repeatedWarnings } from '../support/repeated-warnings.ts';
import { containerDetails, containerSubject, kubectlReason } from '../support/subject.ts';
import type { Finding } from '../types.ts';

/** Waiting reasons of a start that goes on, and of a crash, which has an exit code to be named by. */
const BENIGN_REASONS = ['', 'ContainerCreating', 'PodInitializing', 'CrashLoopBackOff'];
/** Most errors of a start are gone at the next try: the kubelet tries again within seconds. */
const WAITING_DWELL_MS = 60_000;

function isOdd(state: ContainerState): state is ContainerState & { readonly kind: 'waiting' } {
  return state.kind === 'waiting' && !BENIGN_REASONS.includes(state.reason);
}

function waitingFindings({
  pods,
  clock,
}: Pick<ServiceSnapshot, 'pods' | 'clock'>): readonly Finding[] {
  return liveContainers(pods).flatMap((at) => {
    const { state } = at.container;
    const sinceMs = waitingSinceMs(at.pod, at.container);
    if (!isOdd(state) || !clock.atLeast(sinceMs, WAITING_DWELL_MS)) return [];
    const text = state.message === '' ? state.reason : state.message;
    return [
      {
        subject: containerSubject(at),
        confidence: 'confirmed',
        state: 'active',
        reason: kubectlReason(at.container, stablePullReason(state.reason)),
        details: {
          ...containerDetails(at),
          what: `Container "${at.container.name}" does not start`,
          raw: quoted(text),
        },
        evidence: waitingEvidence(at.pod, at.container),
        sinceMs,
        lastMs: sinceMs,
        count: 1,
      },
    ];
  });
}

const NO_SLOT = waitingContainer('CreateContainerError', 'failed to reserve container name "app"');

export default defineClassifier({
  code: 'Unclassified',
  title: '{what}, for a reason that has no name here yet',
  severity: 'error',
  reads: ['pods', 'events', 'workloads'],
  explanation: '{what}. Kubernetes says: "{raw}".',
  fix: [
    'Read the message: it is quoted as Kubernetes wrote it.',
    'Look at the events of {workload} and its pods for what happened just before.',
  ],
  commands: ['{kubectl} describe {workloadPath}', '{kubectl} get events --sort-by=.lastTimestamp'],
  reference: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-pods/',
  yieldsTo: ['*'],
  classify(snapshot) {
    return onePerSubject([
      ...waitingFindings(snapshot),
      ...refusalFindings(snapshot),
      ...otherJobFailures(snapshot),
      ...endedPods(snapshot),
      ...repeatedWarnings(snapshot),
    ]);
  },
  examples: [
    {
      name: 'a waiting reason that no rule knows is shown as it is',
      given: { pods: [podWith(NO_SLOT)] },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: 'CreateContainerError',
          details: { raw: 'failed to reserve container name "app"' },
        },
      ],
    },
    {
      name: 'a container that is being made is no fault',
      given: { pods: [waitingPod('ContainerCreating')] },
      found: [],
    },
  ],
});
