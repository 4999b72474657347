import type { Clock, JobFact, ServiceWorkload } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { job } from '../support/example-workloads.ts';
import { ago } from '../support/examples.ts';
import { standing } from '../support/standing.ts';
import { workloadDetails } from '../support/subject.ts';
import { liveWorkloads } from '../support/workloads.ts';

/** Nobody said how long it takes; half a day is long for most, and the usual alerts draw the line here. */
const LONG_MS = 12 * 3_600_000;
/** A run that takes three times as long as any before is none like them. */
const TIMES = 3;
/** What takes seconds as a rule may take minutes on a busy node: nobody wants to know of less than an hour. */
const LEAST_MS = 3_600_000;

/** What the longest run of the same CronJob took that came to an end; undefined when none is known. */
function longestRunMs(root: ServiceWorkload['root'], workloads: readonly ServiceWorkload[]) {
  const runs = workloads.flatMap(({ workload, root: other }) => {
    if (workload.kind !== 'Job' || other.name !== root.name || other.kind !== root.kind) return [];
    const { startedMs, completedMs } = workload;
    return startedMs === undefined || completedMs === undefined ? [] : [completedMs - startedMs];
  });
  return runs.length === 0 ? undefined : Math.max(...runs);
}

function isLong(workload: JobFact, usualMs: number | undefined, clock: Clock): boolean {
  if (workload.startedMs === undefined || workload.active === 0 || workload.suspended) return false;
  const boundMs = usualMs === undefined ? LONG_MS : Math.max(LEAST_MS, TIMES * usualMs);
  return clock.atLeast(workload.startedMs, boundMs);
}

const CRON = { kind: 'CronJob', name: 'nightly' };

export default defineClassifier({
  code: 'JobRunningLong',
  title: '{job} of {workload} runs for an unusually long time',
  severity: 'info',
  reads: ['workloads'],
  explanation:
    '{job} has not come to its end, {comparison}. It may have much to do, or wait for something that does not come.',
  fix: [
    'Read its log: a last line of long ago says where it hangs.',
    'Set activeDeadlineSeconds if it must not take so long, so that it ends and says so.',
  ],
  commands: ['{kubectl} logs {jobPath} --tail=50', '{kubectl} describe {jobPath}'],
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/job/',
  classify({ once, workloads, clock }) {
    return once(liveWorkloads).flatMap(({ workload, root }) => {
      if (workload.kind !== 'Job') return [];
      const usualMs = longestRunMs(root, workloads);
      if (!isLong(workload, usualMs, clock)) return [];
      const { kind, name, active, startedMs = workload.createdMs } = workload;
      const comparison =
        usualMs === undefined
          ? 'though it was started more than twelve hours ago'
          : 'and has taken more than three times as long as its earlier runs';
      const words = { job: `Job ${name}`, jobPath: `job/${name}`, comparison };
      const field = 'status.active';
      return [
        standing({
          subject: { workload: root },
          confidence: 'likely',
          reason: 'Running',
          details: { ...workloadDetails(root), ...words },
          evidence: [
            fieldEvidence({ kind, name, field, value: String(active), timeMs: startedMs }),
          ],
          sinceMs: startedMs,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'half a day without an end',
      given: { workloads: [job({ startedMs: ago(12 * 3600) })] },
      found: [{ workload: 'migrate', confidence: 'likely', reason: 'Running' }],
    },
    {
      name: 'two hours of what took twenty minutes the night before',
      given: {
        workloads: [
          job({ startedMs: ago(7200) }, CRON),
          job(
            {
              name: 'n-1',
              uid: 'n-1',
              active: 0,
              startedMs: ago(90_000),
              completedMs: ago(88_800),
            },
            CRON,
          ),
        ],
      },
      found: [{ workload: 'nightly', confidence: 'likely', reason: 'Running' }],
    },
    {
      name: 'a night of what always takes one',
      given: {
        workloads: [
          job({ startedMs: ago(13 * 3600) }, CRON),
          job(
            {
              name: 'n-1',
              uid: 'n-1',
              active: 0,
              startedMs: ago(130_000),
              completedMs: ago(90_000),
            },
            CRON,
          ),
        ],
      },
      found: [],
    },
    {
      name: 'a Job that nothing runs of waits for something else',
      given: { workloads: [job({ active: 0, startedMs: ago(90_000) })] },
      found: [],
    },
  ],
});
