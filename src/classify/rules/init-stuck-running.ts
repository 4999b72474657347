import type { ContainerFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { activeSeverity, isLooping } from '../support/crash-history.ts';
import { fieldEvidence, statusPath } from '../support/evidence.ts';
import { crashLog } from '../support/example-logs.ts';
import { podWith } from '../support/example-pods.ts';
import { container, running } from '../support/examples.ts';
import { logEvidence, runningLog } from '../support/log-findings.ts';
import { waitIn } from '../support/log-waits.ts';
import { liveContainers } from '../support/pods.ts';
import { standing } from '../support/standing.ts';
import { containerDetails, containerSubject, type PlacedContainer } from '../support/subject.ts';

/** Migrations and downloads take minutes; after ten a Deployment is given up by Kubernetes too. */
const STUCK_MS = 600_000;

const WAIT = { name: 'wait-for-database', kind: 'init', ready: false, started: true } as const;

export default defineClassifier({
  code: 'InitStuckRunning',
  title: '{Who} does not come to an end, so nothing else starts',
  severity: 'error',
  reads: ['pods', 'logs'],
  explanation:
    'Before the application, {who} has to end. It has been running for more than ten minutes. {waiting}.',
  fix: [
    'Read its log: most programs that wait say what they wait for.',
    'Check that what it waits for runs, and that its address and password in {workload} are right.',
    'Give the waiting an end, so that it fails and says why, instead of waiting forever.',
  ],
  commands: [
    '{kubectl} logs {pod} --container {container} --tail=50',
    '{kubectl} describe pod {pod}',
  ],
  reference: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-init-containers/',
  yieldsTo: ['InitFailed', 'OOMKilled', 'KilledNotOOM', 'PostStartHookError'],
  classify({ once, clock, thresholds, logs }) {
    return once(liveContainers).flatMap((at) => {
      const sinceMs = runningSinceMs(at.container);
      if (sinceMs === undefined || !clock.atLeast(sinceMs, STUCK_MS)) return [];
      if (isLooping(at.container, at.pod, thresholds, clock)) return [];
      const field = `${statusPath(at.container)}.state`;
      const quote = { kind: 'Pod', name: at.pod.name, field, value: 'running', timeMs: sinceMs };
      const capture = runningLog(at, logs);
      const wait = capture && waitIn(capture);
      const said = capture && wait ? [logEvidence(capture, wait.quote)] : [];
      return [
        standing({
          subject: containerSubject(at),
          log: { run: 'running' },
          ...activeSeverity(at.pod),
          reason: initReason(at),
          details: { ...containerDetails(at), waiting: waitWords(wait?.waits) },
          evidence: [fieldEvidence(quote), ...said],
          sinceMs,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'an init container that waits for a quarter of an hour',
      given: { pods: [podWith(container({ ...WAIT, state: running(900) }))] },
      found: [{ container: 'wait-for-database', confidence: 'confirmed', reason: 'Init:0/1' }],
    },
    {
      name: 'one that says what it waits for',
      given: {
        pods: [podWith(container({ ...WAIT, state: running(900) }))],
        logs: [
          crashLog(['orders-db:5432 - no response'], { container: WAIT.name, run: 'running' }),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          reason: 'Init:0/1',
          details: { waiting: 'By its log it waits for orders-db:5432' },
        },
      ],
    },
    {
      name: 'a migration of nine minutes is a long start',
      given: { pods: [podWith(container({ ...WAIT, state: running(599) }))] },
      found: [],
    },
  ],
});

function waitWords(waits: string | undefined): string {
  return waits === undefined
    ? 'Mostly it waits for something that does not come: a database, another service, a name that cannot be resolved'
    : `By its log it ${waits}`;
}

/** A sidecar is meant to run. */
function runningSinceMs({ kind, state }: ContainerFact): number | undefined {
  return kind === 'init' && state.kind === 'running' ? state.startedMs : undefined;
}

/** What kubectl shows: how many of the init containers before this one are done. */
function initReason({ pod, container: it }: PlacedContainer): string {
  return `Init:${pod.initContainers.indexOf(it)}/${pod.initContainers.length}`;
}
