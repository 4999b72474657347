// What has no rule of its own yet is told all the same: with the text of Kubernetes, and for as long as it lasts.
import { describe, expect, test } from 'vitest';
import unclassified from '../../../src/classify/rules/unclassified.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import { deployment, job, replicaSet } from '../../../src/classify/support/example-workloads.ts';
import {
  ago,
  condition,
  event,
  pod,
  waitingContainer,
} from '../../../src/classify/support/examples.ts';
import type { Finding } from '../../../src/classify/types.ts';
import type { EventFact, ServicePod, ServiceSnapshot } from '../../../src/facts/index.ts';

type World = Partial<ServiceSnapshot>;

/** Subject, severity, reason and quote of each finding, in one line. */
function said(world: World): readonly string[] {
  return unclassified.classify(exampleSnapshot(world)).map(line);
}

function line({ subject, severity = 'error', reason, details }: Finding): string {
  const about = [subject.workload.kind, subject.workload.name, subject.pod, subject.container];
  return `${about.filter(Boolean).join('/')} ${severity} ${reason}: ${details['what']}: ${details['raw']}`;
}

const REPLICA_SET = { kind: 'ReplicaSet', name: 'web-7c9d', uid: 'uid-web-7c9d', container: '' };
const STATEFUL_SET = { kind: 'StatefulSet', name: 'db', uid: 'uid-db', container: '' };
const CRON_JOB = { kind: 'CronJob', name: 'nightly', uid: 'uid-nightly', container: '' };

function refusal(
  message: string,
  involved: Partial<EventFact['involved']> = REPLICA_SET,
  facts: Partial<Omit<EventFact, 'involved'>> = {},
) {
  return event('FailedCreate', message, { ...facts, involved });
}

function refusedCondition(message: string, sinceMs = ago(600)) {
  return condition('ReplicaFailure', 'True', { reason: 'FailedCreate', message, sinceMs });
}

const REFUSED = refusedCondition(
  'admission webhook "policy.example" denied the request: web-7c9d-x2x8q has no owner',
);
const WITHOUT_PODS = [deployment({ replicas: 0 }), replicaSet({ replicas: 0 })];
const NO_OWNER =
  'Deployment/web error FailedCreate: Kubernetes refuses to create pods of Deployment web: admission webhook "policy.example" denied the request: web-7c9d-* has no owner';

describe('pods that are refused', () => {
  const cases: readonly (readonly [string, World, readonly string[]])[] = [
    [
      'a Deployment and its ReplicaSet say the same once',
      {
        workloads: [
          deployment({ replicas: 0, conditions: [REFUSED] }),
          replicaSet({ replicas: 0, conditions: [REFUSED] }),
        ],
      },
      [NO_OWNER],
    ],
    [
      'a webhook that is down is quoted as it is',
      {
        workloads: WITHOUT_PODS,
        events: [
          refusal(
            'Error creating: Internal error occurred: failed calling webhook "a.b": connection refused',
          ),
        ],
      },
      [
        'Deployment/web error FailedCreate: Kubernetes refuses to create pods of Deployment web: Internal error occurred: failed calling webhook "a.b": connection refused',
      ],
    ],
    [
      'a StatefulSet is known by its event alone',
      {
        events: [
          refusal(
            'create Pod db-0 in StatefulSet db failed error: pods "db-0" is forbidden: violates PodSecurity',
            STATEFUL_SET,
          ),
        ],
      },
      [
        'StatefulSet/db error FailedCreate: Kubernetes refuses to create pods of StatefulSet db: violates PodSecurity',
      ],
    ],
    [
      'a CronJob is refused Jobs, not pods',
      {
        events: [
          refusal('Error creating job: jobs.batch "nightly-29000000" is forbidden: no', CRON_JOB),
        ],
      },
      [
        'CronJob/nightly error FailedCreate: Kubernetes refuses to create Jobs of CronJob nightly: no',
      ],
    ],
    [
      'a controller that pauses for a quarter of an hour between its tries is still refused',
      { events: [refusal('no', STATEFUL_SET, { lastMs: ago(1000) })] },
      [
        'StatefulSet/db error FailedCreate: Kubernetes refuses to create pods of StatefulSet db: no',
      ],
    ],
    [
      'in the first 20 s what the pod needs may be about to arrive',
      {
        workloads: [deployment({ replicas: 0, conditions: [refusedCondition('no', ago(19))] })],
      },
      [],
    ],
    [
      'a ReplicaSet that has its pods by now was refused earlier',
      { workloads: [replicaSet()], events: [refusal('pods "web-7c9d-abcde" is forbidden: no')] },
      [],
    ],
    [
      'a StatefulSet with a pod made since was refused earlier',
      {
        pods: [pod({ createdMs: ago(5) }, { workload: { kind: 'StatefulSet', name: 'db' } })],
        events: [refusal('no', STATEFUL_SET)],
      },
      [],
    ],
    [
      'a pod of before the refusal proves nothing',
      {
        pods: [pod({ createdMs: ago(500) }, { workload: { kind: 'StatefulSet', name: 'db' } })],
        events: [refusal('no', STATEFUL_SET)],
      },
      [
        'StatefulSet/db error FailedCreate: Kubernetes refuses to create pods of StatefulSet db: no',
      ],
    ],
    [
      'a Job that has started a pod was refused earlier',
      {
        workloads: [job()],
        events: [
          refusal('no', { kind: 'Job', name: 'migrate', uid: 'uid-migrate', container: '' }),
        ],
      },
      [],
    ],
    [
      'a workload that is being deleted makes no pods',
      { workloads: [deployment({ deletionMs: ago(5), replicas: 0, conditions: [REFUSED] })] },
      [],
    ],
  ];

  test.each(cases)('%s', (_, world, expected) => {
    expect(said(world)).toEqual(expected);
  });

  test('tries of long ago still tell when it began and how often it happened', () => {
    const events = [
      refusal('no', STATEFUL_SET, { firstMs: ago(3000), lastMs: ago(3000) }),
      refusal('no', STATEFUL_SET, { count: 4 }),
    ];
    const found = unclassified.classify(exampleSnapshot({ events }));
    expect(found.map(({ sinceMs, count }) => [sinceMs, count])).toEqual([[ago(3000), 5]]);
  });

  test('one more try under another name changes only when and how often', () => {
    const before = [refusal('Error creating: pods "web-7c9d-bcdfg" is forbidden: no')];
    const after = [
      ...before,
      refusal('Error creating: pods "web-7c9d-x2x8q" is forbidden: no', REPLICA_SET, {
        firstMs: ago(5),
        lastMs: ago(5),
      }),
    ];
    const [one] = unclassified.classify(
      exampleSnapshot({ workloads: WITHOUT_PODS, events: before }),
    );
    const two = unclassified.classify(exampleSnapshot({ workloads: WITHOUT_PODS, events: after }));
    expect(two).toEqual([{ ...one, count: 2, lastMs: ago(5) }]);
  });
});

const EVICTED = [600, 300, 60].map((seconds) =>
  pod({
    phase: 'Failed',
    statusReason: 'Evicted',
    containers: [],
    name: `web-7c9d-${seconds}`,
    statusMessage: 'Usage of EmptyDir volume "tmp" exceeds the limit "2Mi". ',
    conditions: [condition('DisruptionTarget', 'True', { sinceMs: ago(seconds) })],
  }),
);
const REJECTED = EVICTED.map((it) => ({
  ...it,
  pod: {
    ...it.pod,
    statusReason: 'UnexpectedAdmissionError',
    statusMessage: 'Allocate failed',
    conditions: [condition('PodScheduled', 'True', { sinceMs: ago(60) })],
  },
}));

function changed(pods: readonly ServicePod[], facts: Partial<ServicePod['pod']>): World {
  return { pods: pods.map((it) => ({ ...it, pod: { ...it.pod, ...facts } })) };
}

/** Its spec has activeDeadlineSeconds, and nobody makes another one. */
function lonePod(facts: Partial<ServicePod['pod']> = {}): World {
  const it = pod({ phase: 'Failed', statusReason: 'DeadlineExceeded', ...facts });
  const { owner: _, ...alone } = it.pod;
  return { pods: [{ ...it, workload: { kind: 'Pod', name: it.pod.name }, pod: alone }] };
}

describe('pods that the kubelet ends', () => {
  const cases: readonly (readonly [string, World, readonly string[]])[] = [
    [
      'pods that a node does not let in again and again are an error',
      { pods: REJECTED },
      ['600', '300', '60'].map(
        (end) =>
          `Deployment/web/web-7c9d-${end} error UnexpectedAdmissionError: Pods of Deployment web are ended again and again: Allocate failed`,
      ),
    ],
    [
      'a pod that nobody replaces and that ran out of time is an error',
      lonePod({ statusMessage: 'Pod was active on the node longer than the specified deadline' }),
      [
        'Pod/web-7c9d-x2x1q/web-7c9d-x2x1q error DeadlineExceeded: A pod was ended for good: Pod was active on the node longer than the specified deadline',
      ],
    ],
    [
      'without a message the reason is quoted',
      lonePod(),
      [
        'Pod/web-7c9d-x2x1q/web-7c9d-x2x1q error DeadlineExceeded: A pod was ended for good: DeadlineExceeded',
      ],
    ],
    ['two such ends may be chance', { pods: REJECTED.slice(1) }, []],
    [
      'pods that a full node evicts are replaced elsewhere',
      changed(EVICTED, { statusMessage: 'The node was low on resource: memory.' }),
      [],
    ],
    ['evictions have rules of their own', { pods: EVICTED }, []],
    ['ended pods that are being deleted are history', changed(REJECTED, { deletionMs: 1 }), []],
    [
      'for the pods of a Job the Job speaks',
      changed(REJECTED, { owner: { kind: 'Job', name: 'migrate', uid: 'uid-migrate' } }),
      [],
    ],
    [
      'a lone pod that went down with its node is no fault of its own',
      lonePod({ statusReason: 'NodeShutdown' }),
      [],
    ],
    [
      'a lone pod that failed by itself has a container that says why',
      lonePod({ statusReason: '' }),
      [],
    ],
  ];

  test.each(cases)('%s', (_, world, expected) => {
    expect(said(world)).toEqual(expected);
  });
});

const MOUNT = event('FailedMount', 'references non-existent config key: app.yaml', {
  count: 3,
  involved: { container: '' },
});
const UNSTARTED = [waitingContainer('ContainerCreating')];

describe('warnings and waits', () => {
  const mount = 'A pod gets the warning FailedMount again and again';
  const cases: readonly (readonly [string, World, readonly string[]])[] = [
    [
      'the two words for a failed pull are one',
      {
        pods: [pod({ containers: [waitingContainer('ErrImagePull', 'x509: unknown authority')] })],
      },
      [
        'Deployment/web/web-7c9d-x2x1q/app error ImagePullBackOff: Container "app" does not start: x509: unknown authority',
      ],
    ],
    [
      'a refusal of the kubelet is quoted without the one pod it names',
      {
        pods: [
          pod({
            containers: [
              waitingContainer(
                'CreateContainerConfigError',
                'container has runAsNonRoot and image will run as root (pod: "web-7c9d-x2x1q_shop(a7f6f10f-61ee)", container: app)',
              ),
            ],
          }),
        ],
      },
      [
        'Deployment/web/web-7c9d-x2x1q/app error CreateContainerConfigError: Container "app" does not start: container has runAsNonRoot and image will run as root',
      ],
    ],
    [
      'what keeps a pod from starting has rules that know more',
      { pods: [pod({ containers: UNSTARTED })], events: [MOUNT] },
      [],
    ],
    [
      'a warning that keeps nothing from starting is a hint',
      { pods: [pod({ containers: UNSTARTED })], events: [{ ...MOUNT, reason: 'SandboxChanged' }] },
      [
        `Deployment/web/web-7c9d-x2x1q info SandboxChanged: A pod gets the warning SandboxChanged again and again: ${MOUNT.message}`,
      ],
    ],
    [
      'of two messages that take turns the first is quoted',
      {
        pods: [pod()],
        events: [
          { ...MOUNT, message: 'second', firstMs: ago(200), lastMs: ago(5) },
          { ...MOUNT, message: 'first', firstMs: ago(300), lastMs: ago(60) },
        ],
      },
      [`Deployment/web/web-7c9d-x2x1q info FailedMount: ${mount}: first`],
    ],
    [
      'a message that is no longer repeated has made room for the next',
      {
        pods: [pod()],
        events: [
          { ...MOUNT, message: 'second', firstMs: ago(200), lastMs: ago(5) },
          { ...MOUNT, message: 'first', firstMs: ago(800), lastMs: ago(306) },
        ],
      },
      [`Deployment/web/web-7c9d-x2x1q info FailedMount: ${mount}: second`],
    ],
    [
      'warnings of long ago count as long as they are repeated',
      {
        pods: [pod()],
        events: [
          { ...MOUNT, count: 2, message: 'first', firstMs: ago(3000), lastMs: ago(1000) },
          { ...MOUNT, count: 1, message: 'second' },
        ],
      },
      [`Deployment/web/web-7c9d-x2x1q info FailedMount: ${mount}: second`],
    ],
    [
      'of two warnings about one pod the one that began first speaks, however often the other comes',
      {
        pods: [pod()],
        events: [
          { ...MOUNT, reason: 'SandboxChanged', message: 'late', count: 90, firstMs: ago(100) },
          MOUNT,
        ],
      },
      [`Deployment/web/web-7c9d-x2x1q info FailedMount: ${mount}: ${MOUNT.message}`],
    ],
    [
      'the sandbox of each try has another id',
      { pods: [pod()], events: [{ ...MOUNT, message: `sandbox "${'0a'.repeat(32)}" failed` }] },
      [`Deployment/web/web-7c9d-x2x1q info FailedMount: ${mount}: sandbox "<id>" failed`],
    ],
    [
      'a pod that became ready after its warnings has got over them',
      {
        pods: [pod({ conditions: [condition('Ready', 'True', { sinceMs: ago(5) })] })],
        events: [MOUNT],
      },
      [],
    ],
  ];

  test.each(cases)('%s', (_, world, expected) => {
    expect(said(world)).toEqual(expected);
  });
});

test.each([
  [19, 19],
  [20, 20],
  [301, 20],
])('a warning that came %i times counts as %i', (count, told) => {
  const events = [event('ProbeWarning', 'Probe terminated redirects', { count })];
  const found = unclassified.classify(exampleSnapshot({ pods: [pod()], events }));
  expect(found.map((finding) => finding.count)).toEqual([told]);
});

test.each([
  ['of a controller that leaves out the uid is about the pod of that name', 'web-7c9d-x2x1q', 1],
  ['about another pod is not told', 'web-7c9d-x2x9z', 0],
])('a warning %s', (_, name, told) => {
  const involved = { kind: 'Pod', name, uid: '', container: '' };
  const events = [event('BackupRefused', 'no bucket', { count: 3, involved })];
  expect(said({ pods: [pod()], events })).toHaveLength(told);
});
