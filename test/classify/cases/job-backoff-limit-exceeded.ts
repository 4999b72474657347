import { job } from '../../../src/classify/support/example-workloads.ts';
import {
  ago,
  condition,
  container,
  crashed,
  endedContainer,
  jobPod,
  waiting,
} from '../../../src/classify/support/examples.ts';
import type { RememberedDiagnosis, ReportMemory } from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

const FAILED = condition('Failed', 'True', {
  reason: 'BackoffLimitExceeded',
  message: 'Job has reached the specified backoff limit',
  sinceMs: ago(600),
});

const FAILED_JOB = job({ active: 0, failed: 3, backoffLimit: 2, conditions: [FAILED] });

const OOM = { exitCode: 137, reason: 'OOMKilled' };

function remembering(
  quotes: readonly (readonly [object: string, field: string, value: string])[],
): ReportMemory {
  const evidence = quotes.map(([object, field, value]) => ({
    object,
    field,
    value,
    timeMs: ago(700),
  }));
  const told: RememberedDiagnosis = {
    id: '5f2c19aa',
    code: 'OOMKilled',
    state: 'active',
    reason: 'CrashLoopBackOff',
    firstSeenMs: ago(900),
    lastSeenMs: ago(700),
    count: 3,
    evidence,
    sample: [],
  };
  return { health: '', diagnoses: [told], conditions: [], transitions: [], events: [] };
}

const NEWER = job({
  name: 'migrate-2',
  uid: 'uid-migrate-2',
  createdMs: ago(60),
  conditions: [condition('Complete', 'True')],
});

export default [
  {
    name: 'a pod that is restarted in place counts as one and has used up all tries',
    given: { workloads: [job({ active: 0, failed: 1, backoffLimit: 2, conditions: [FAILED] })] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'BackoffLimitExceeded',
        details: {
          tries: '3 tries',
          lastTry: 'How its last try ended is not known, as no failed pod of it is left',
        },
      },
    ],
  },
  {
    name: 'a last try that ran out of memory is named so, and not by its exit code',
    given: {
      workloads: [FAILED_JOB],
      pods: [jobPod({ phase: 'Failed', containers: [endedContainer(OOM)] })],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'BackoffLimitExceeded',
        details: {
          lastTry:
            'In its last try container "app" used more memory than its limit of 64Mi and was killed (OOMKilled)',
        },
      },
    ],
  },
  {
    name: 'how it ended is still known from the last report when the pod is gone',
    given: {
      workloads: [FAILED_JOB],
      memory: remembering([
        ['Pod/migrate-k4k2p', 'status.containerStatuses[app].lastState.terminated.exitCode', '137'],
        [
          'Pod/migrate-k4k2p',
          'status.containerStatuses[app].lastState.terminated.reason',
          'OOMKilled',
        ],
      ]),
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'BackoffLimitExceeded',
        details: {
          lastTry:
            'In its last try container "app" used more memory than its limit and was killed (OOMKilled)',
        },
      },
    ],
  },
  {
    name: 'how the pod of another Job ended says nothing of it',
    given: {
      workloads: [FAILED_JOB],
      memory: remembering([
        ['Pod/report-k4k2p', 'status.containerStatuses[app].lastState.terminated.exitCode', '1'],
      ]),
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'BackoffLimitExceeded',
        details: { lastTry: 'How its last try ended is not known, as no failed pod of it is left' },
      },
    ],
  },
  {
    name: 'a Job that is being given up has failed already, and its pod still tells why',
    given: {
      workloads: [job({ backoffLimit: 2, conditions: [{ ...FAILED, type: 'FailureTarget' }] })],
      pods: [
        jobPod({
          deletionMs: ago(1),
          containers: [
            container({
              state: waiting('CrashLoopBackOff'),
              last: crashed(OOM),
              terminations: [crashed(OOM)],
            }),
          ],
        }),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'BackoffLimitExceeded',
        details: {
          lastTry:
            'In its last try container "app" used more memory than its limit of 64Mi and was killed (OOMKilled)',
        },
      },
    ],
  },
  {
    name: 'a pod that is ended with the Job is not the one that failed',
    given: {
      workloads: [FAILED_JOB],
      pods: [
        jobPod({ name: 'migrate-a', phase: 'Failed', containers: [endedContainer(OOM)] }),
        jobPod({
          name: 'migrate-b',
          createdMs: ago(620),
          deletionMs: ago(600),
          containers: [endedContainer({ exitCode: 143 })],
        }),
      ],
    },
    found: [
      {
        container: 'app',
        confidence: 'confirmed',
        reason: 'BackoffLimitExceeded',
        details: {
          lastTry:
            'In its last try container "app" used more memory than its limit of 64Mi and was killed (OOMKilled)',
        },
      },
    ],
  },
  {
    name: 'a newer Job of the same work that succeeded makes it good',
    given: { workloads: [FAILED_JOB, NEWER] },
    found: [
      {
        confidence: 'confirmed',
        state: 'recovered',
        severity: 'warning',
        reason: 'BackoffLimitExceeded',
      },
    ],
  },
  {
    name: 'one that is named otherwise does other work',
    given: {
      workloads: [FAILED_JOB, { ...NEWER, workload: { ...NEWER.workload, name: 'report-2' } }],
    },
    found: [{ confidence: 'confirmed', state: 'active', reason: 'BackoffLimitExceeded' }],
  },
  {
    name: 'one that was made before the failure does another part of the work',
    given: {
      workloads: [FAILED_JOB, { ...NEWER, workload: { ...NEWER.workload, createdMs: ago(900) } }],
    },
    found: [{ confidence: 'confirmed', state: 'active', reason: 'BackoffLimitExceeded' }],
  },
  {
    name: 'of two failures of the same work the newer stands for both',
    given: {
      workloads: [
        FAILED_JOB,
        job({
          name: 'migrate-2',
          uid: 'uid-migrate-2',
          createdMs: ago(60),
          conditions: [{ ...FAILED, sinceMs: ago(30) }],
        }),
      ],
    },
    found: [
      {
        workload: 'migrate-2',
        confidence: 'confirmed',
        state: 'active',
        reason: 'BackoffLimitExceeded',
      },
    ],
  },
  {
    name: 'a day later it is a warning',
    given: { workloads: [job({ conditions: [{ ...FAILED, sinceMs: ago(24 * 3600) }] })] },
    found: [
      {
        confidence: 'confirmed',
        state: 'active',
        severity: 'warning',
        reason: 'BackoffLimitExceeded',
      },
    ],
  },
  {
    name: 'a Job that ran out of time failed for another reason',
    given: { workloads: [job({ conditions: [{ ...FAILED, reason: 'DeadlineExceeded' }] })] },
    found: [],
  },
] satisfies Cases;
