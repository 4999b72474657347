import { podEvent, podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import {
  cronJob,
  cronJobEvent,
  deployment,
  job,
  refusalEvent,
  refused,
  replicaSet,
} from '../../../src/classify/support/example-workloads.ts';
import {
  ago,
  condition,
  event,
  pod,
  waitingContainer,
} from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

/** As the kubelet from 1.32 on writes it. */
const BETWEEN_TRIES = 'Back-off pulling image "web:1": ErrImagePull: no basic auth';

const BY_POLICY = ' is forbidden: violates PodSecurity "restricted:latest"';

const REFUSED = refused(
  'admission webhook "policy.example" denied the request: web-7c9d-x2x8q has no owner',
);

const ODD_FAILURE = condition('Failed', 'True', {
  reason: 'MoonIsFull',
  message: 'The moon is full',
  sinceMs: ago(600),
});

const UNEXPECTED = cronJobEvent(
  'UnexpectedJob',
  'Saw a job that the controller did not create or forgot: nightly-29923450',
);

const MOUNT = podEvent('FailedMount', 'references non-existent config key: app.yaml', { count: 3 });

/** The spec of this pod has activeDeadlineSeconds. */
function lonePod() {
  const { pod: owned, ...placed } = pod({ phase: 'Failed', statusReason: 'DeadlineExceeded' });
  const { owner: _, ...alone } = owned;
  return { ...placed, pod: alone };
}

const ALONE = lonePod();

const NO_SLOT = waitingContainer('CreateContainerError', 'failed to reserve container name "app"');

export default [
  {
    name: 'a run that its CronJob did not expect, as after an API server that was away, runs all the same',
    given: {
      workloads: [cronJob()],
      events: [{ ...UNEXPECTED, count: 10 }],
    },
    found: [],
  },
  {
    name: 'a silent node is a matter of its own, however often the node controller warns of it',
    given: { pods: [pod()], events: [podEvent('NodeNotReady', 'Node is not ready', { count: 9 })] },
    found: [],
  },
  {
    name: 'during and between the tries to pull, the cause is quoted alike',
    given: { pods: [waitingPod('ImagePullBackOff', BETWEEN_TRIES)] },
    found: [
      { confidence: 'confirmed', reason: 'ImagePullBackOff', details: { raw: 'no basic auth' } },
    ],
  },
  {
    name: 'pods that are refused under three names are one error of the workload',
    given: {
      workloads: [replicaSet({ replicas: 0 })],
      events: ['abcde', 'x2x1q', 'k4k2p'].map((end) =>
        refusalEvent(`Error creating: pods "web-7c9d-${end}"${BY_POLICY}`, replicaSet()),
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
        refusalEvent(
          'Error creating: pods "migrate-" is forbidden: serviceaccount "ci" not found',
          job(),
        ),
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
    name: 'a controller that did not reach the API server was refused nothing',
    given: {
      workloads: [cronJob()],
      events: [
        refusalEvent(
          'Error creating job: Post "https://10.96.0.1:443/apis/batch/v1/namespaces/shop/jobs": dial tcp 10.96.0.1:443: connect: connection refused',
          cronJob(),
        ),
      ],
    },
    found: [],
  },
  {
    name: 'a Job that failed for a reason that nobody knows yet',
    given: { workloads: [job({ active: 0, conditions: [ODD_FAILURE] })] },
    found: [
      {
        workload: 'migrate',
        confidence: 'confirmed',
        severity: 'error',
        reason: 'MoonIsFull',
        details: {
          what: 'Job migrate has failed',
          raw: 'The moon is full',
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
      workloads: [job({ conditions: [{ ...ODD_FAILURE, reason: 'BackoffLimitExceeded' }] })],
    },
    found: [],
  },
  {
    name: 'in the first minute the next try may succeed',
    given: { pods: [podWith(NO_SLOT, { createdMs: ago(59), conditions: [] })] },
    found: [],
  },
  {
    name: 'two warnings are part of every start',
    given: { pods: [pod()], events: [podEvent('FailedMount', 'timed out', { count: 2 })] },
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
] satisfies Cases;
