import type { ContainerState, EventFact, ServiceSnapshot } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { endedPods } from '../support/ended-pods.ts';
import { waitingEvidence } from '../support/evidence.ts';
import { deployment, job, replicaSet } from '../support/example-workloads.ts';
import { ago, condition, event, pod, waitingContainer } from '../support/examples.ts';
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

/** As the kubelet from 1.32 on writes it. */
const BETWEEN_TRIES = 'Back-off pulling image "web:1": ErrImagePull: no basic auth';
const BY_POLICY = ' is forbidden: violates PodSecurity "restricted:latest"';
const REFUSED = condition('ReplicaFailure', 'True', {
  reason: 'FailedCreate',
  message: 'admission webhook "policy.example" denied the request: web-7c9d-x2x8q has no owner',
});
const OUT_OF_TIME = condition('Failed', 'True', {
  reason: 'DeadlineExceeded',
  message: 'Job was active longer than specified deadline',
  sinceMs: ago(600),
});
const MOUNT = event('FailedMount', 'references non-existent config key: app.yaml', {
  count: 3,
  involved: { container: '' },
});

/** The spec of this pod has activeDeadlineSeconds. */
function lonePod() {
  const { pod: owned, ...placed } = pod({ phase: 'Failed', statusReason: 'DeadlineExceeded' });
  const { owner: _, ...alone } = owned;
  return { ...placed, pod: alone };
}
const ALONE = lonePod();

function refusal(message: string, involved: Partial<EventFact['involved']> = {}) {
  const about = { kind: 'ReplicaSet', name: 'web-7c9d', uid: 'uid-web-7c9d', container: '' };
  return event('FailedCreate', message, { involved: { ...about, ...involved } });
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
      given: { pods: [pod({ containers: [NO_SLOT] })] },
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
      name: 'during and between the tries to pull, the cause is quoted alike',
      given: { pods: [pod({ containers: [waitingContainer('ImagePullBackOff', BETWEEN_TRIES)] })] },
      found: [
        { confidence: 'confirmed', reason: 'ImagePullBackOff', details: { raw: 'no basic auth' } },
      ],
    },
    {
      name: 'pods that are refused under three names are one error of the workload',
      given: {
        workloads: [replicaSet({ replicas: 0 })],
        events: ['abcde', 'x2x1q', 'k4k2p'].map((end) =>
          refusal(`Error creating: pods "web-7c9d-${end}"${BY_POLICY}`),
        ),
      },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'FailedCreate',
          details: {
            what: 'Kubernetes refuses to create pods of Deployment web',
            raw: 'violates PodSecurity "restricted:latest"',
          },
        },
      ],
    },
    {
      name: 'a Job whose pods are refused leaves only the event',
      given: {
        workloads: [job({ active: 0 })],
        events: [
          refusal('Error creating: pods "migrate-" is forbidden: serviceaccount "ci" not found', {
            kind: 'Job',
            name: 'migrate',
            uid: 'uid-migrate',
          }),
        ],
      },
      found: [
        {
          workload: 'migrate',
          confidence: 'confirmed',
          reason: 'FailedCreate',
          details: { raw: 'serviceaccount "ci" not found' },
        },
      ],
    },
    {
      name: 'a Job that failed for another reason than its tries',
      given: { workloads: [job({ active: 0, conditions: [OUT_OF_TIME] })] },
      found: [
        {
          workload: 'migrate',
          confidence: 'confirmed',
          severity: 'error',
          reason: 'DeadlineExceeded',
          details: {
            what: 'Job migrate has failed',
            raw: 'Job was active longer than specified deadline',
          },
        },
      ],
    },
    {
      name: 'a pod that nobody replaces and that the kubelet ended',
      given: { pods: [ALONE] },
      found: [{ pod: 'web-7c9d-x2x1q', confidence: 'confirmed', reason: 'DeadlineExceeded' }],
    },
    {
      name: 'a warning about a pod that runs is a hint',
      given: { pods: [pod()], events: [MOUNT] },
      found: [{ confidence: 'confirmed', severity: 'info', reason: 'FailedMount' }],
    },
    {
      name: 'in the first 20 s what the pod needs may be about to arrive',
      given: {
        workloads: [deployment({ replicas: 0, conditions: [{ ...REFUSED, sinceMs: ago(19) }] })],
      },
      found: [],
    },
    {
      name: 'a Job that used up its tries is JobBackoffLimitExceeded, not this',
      given: {
        workloads: [job({ conditions: [{ ...OUT_OF_TIME, reason: 'BackoffLimitExceeded' }] })],
      },
      found: [],
    },
    {
      name: 'in the first minute the next try may succeed',
      given: { pods: [pod({ createdMs: ago(59), conditions: [], containers: [NO_SLOT] })] },
      found: [],
    },
    {
      name: 'a container that is being made is no fault',
      given: { pods: [pod({ containers: [waitingContainer('ContainerCreating')] })] },
      found: [],
    },
    {
      name: 'two warnings are part of every start',
      given: {
        pods: [pod()],
        events: [event('FailedMount', 'timed out', { count: 2, involved: { container: '' } })],
      },
      found: [],
    },
    {
      name: 'warnings of an hour ago are over',
      given: {
        pods: [pod()],
        events: [event('FailedMount', 'timed out', { count: 9, lastMs: ago(3600) })],
      },
      found: [],
    },
  ],
});
