import type {
  ConditionFact,
  JobFact,
  PodFact,
  ServicePod,
  ServiceWorkload,
} from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { fieldEvidence, statusPath } from '../support/evidence.ts';
import { job } from '../support/example-workloads.ts';
import {
  ago,
  container,
  crashed,
  condition as exampleCondition,
  jobPod,
} from '../support/examples.ts';
import { allContainers, condition } from '../support/pods.ts';
import { workloadDetails } from '../support/subject.ts';
import { plural } from '../support/text.ts';
import { liveWorkloads } from '../support/workloads.ts';
import type { Evidence, Finding, Severity } from '../types.ts';

/** The Job controller's reason in condition Failed. */
const REASON = 'BackoffLimitExceeded';
/** A day later nobody waits for the result of a Job any more: it stays listed, but is no error. */
const ERROR_MS = 24 * 3_600_000;

interface FailedJob extends ServiceWorkload {
  readonly workload: JobFact;
  readonly failure: ConditionFact;
}

function failedJobs(workloads: readonly ServiceWorkload[]): readonly FailedJob[] {
  return workloads.flatMap(({ workload, root }) => {
    if (workload.kind !== 'Job') return [];
    const failure = condition(workload.conditions, 'Failed');
    const isIt = failure?.status === 'True' && failure.reason === REASON;
    return isIt ? [{ workload, root, failure }] : [];
  });
}

/** Runs of a CronJob stand for each other; so do Jobs of the service, such as one migration per release. */
function isMadeGood({ workload, root }: FailedJob, all: readonly ServiceWorkload[]): boolean {
  return all.some((other) => {
    if (other.workload.kind !== 'Job' || other.workload.createdMs <= workload.createdMs)
      return false;
    if (root.kind === 'CronJob' && other.root.name !== root.name) return false;
    return condition(other.workload.conditions, 'Complete')?.status === 'True';
  });
}

/** Only the newest failure of a CronJob counts. */
function isNewest(it: FailedJob, failed: readonly FailedJob[]): boolean {
  return failed.every(
    (other) =>
      other.root.kind !== it.root.kind ||
      other.root.name !== it.root.name ||
      other.workload.createdMs <= it.workload.createdMs,
  );
}

/** How the last try ended, from the newest pod of the Job that is still there. */
function lastEnd({ uid }: JobFact, pods: readonly ServicePod[]): readonly Evidence[] {
  const newest = pods
    .map(({ pod }) => pod)
    .filter(({ owner }) => owner?.uid === uid)
    .toSorted((left, right) => left.createdMs - right.createdMs)
    .at(-1);
  return newest === undefined ? [] : exitEvidence(newest).slice(0, 2);
}

function exitEvidence(pod: PodFact): readonly Evidence[] {
  return allContainers(pod).flatMap((it) => {
    if (it.state.kind !== 'terminated' || it.state.exitCode === 0) return [];
    const field = `${statusPath(it)}.state.terminated.exitCode`;
    return [fieldEvidence({ kind: 'Pod', name: pod.name, field, value: `${it.state.exitCode}` })];
  });
}

function jobFinding(
  { workload, root, failure }: FailedJob,
  evidence: readonly Evidence[],
  judged: { readonly state: Finding['state']; readonly severity: Severity },
): Finding {
  const sinceMs = failure.sinceMs ?? workload.createdMs;
  const { message, type } = failure;
  const field = `status.conditions[${type}].message`;
  return {
    ...judged,
    subject: { workload: root },
    confidence: 'confirmed',
    reason: REASON,
    details: {
      ...workloadDetails(root),
      job: workload.name,
      tries: plural(Math.max(1, workload.failed), 'try').replace('trys', 'tries'),
    },
    evidence: [
      fieldEvidence({ kind: 'Job', name: workload.name, field, value: message, timeMs: sinceMs }),
      ...evidence,
    ],
    sinceMs,
    lastMs: sinceMs,
    count: Math.max(1, workload.failed),
  };
}

const FAILED = exampleCondition('Failed', 'True', {
  reason: REASON,
  message: 'Job has reached the specified backoff limit',
  sinceMs: ago(600),
});
const FAILED_JOB = job({ active: 0, failed: 3, conditions: [FAILED] });
const NEWER = job({
  name: 'migrate-2',
  uid: 'uid-migrate-2',
  createdMs: ago(60),
  conditions: [exampleCondition('Complete', 'True')],
});

export default defineClassifier({
  code: 'JobBackoffLimitExceeded',
  title: 'Job {job} has failed for good',
  severity: 'error',
  reads: ['workloads', 'pods'],
  explanation:
    'Job {job} was given up after {tries}: Kubernetes does not start it again. What it should have done has not been done.',
  fix: [
    'Read the log of the last try, if its pod is still there.',
    'Correct the cause, then delete the Job and create it again: a failed Job does not restart.',
  ],
  commands: ['{kubectl} logs job/{job} --all-containers --tail=50', '{kubectl} describe job/{job}'],
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
  classify({ workloads, pods, clock }) {
    const live = liveWorkloads(workloads);
    const failed = failedJobs(live);
    return failed
      .filter((it) => isNewest(it, failed))
      .map((it) => {
        const evidence = lastEnd(it.workload, pods);
        const isOld = clock.atLeast(it.failure.sinceMs ?? it.workload.createdMs, ERROR_MS);
        if (!isMadeGood(it, live)) {
          const severity = isOld ? 'warning' : 'error';
          return jobFinding(it, evidence, { state: 'active', severity });
        }
        const severity = isOld ? 'info' : 'warning';
        return jobFinding(it, evidence, { state: 'recovered', severity });
      });
  },
  examples: [
    {
      name: 'a Job that used up its tries has failed',
      given: {
        workloads: [FAILED_JOB],
        pods: [
          jobPod({
            phase: 'Failed',
            containers: [container({ state: { kind: 'terminated', ...crashed({ exitCode: 4 }) } })],
          }),
        ],
      },
      found: [
        {
          workload: 'migrate',
          confidence: 'confirmed',
          state: 'active',
          severity: 'error',
          reason: REASON,
          details: { job: 'migrate', tries: '3 tries' },
        },
      ],
    },
    {
      name: 'a newer Job that succeeded makes it good',
      given: { workloads: [FAILED_JOB, NEWER] },
      found: [{ confidence: 'confirmed', state: 'recovered', severity: 'warning', reason: REASON }],
    },
    {
      name: 'a day later it is a warning',
      given: {
        workloads: [job({ conditions: [{ ...FAILED, sinceMs: ago(24 * 3600) }] })],
      },
      found: [{ confidence: 'confirmed', state: 'active', severity: 'warning', reason: REASON }],
    },
    {
      name: 'a Job that still retries has not failed',
      given: { workloads: [job({ failed: 2 })] },
      found: [],
    },
    {
      name: 'a Job that ran out of time failed for another reason',
      given: { workloads: [job({ conditions: [{ ...FAILED, reason: 'DeadlineExceeded' }] })] },
      found: [],
    },
  ],
});
