import type { EventFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import {
  type CrashClaim,
  type CrashedContainer,
  crashFindings,
  newestCrash,
} from '../support/crash-findings.ts';
import { eventEvidence } from '../support/evidence.ts';
import { killing, loopingPod, podWith } from '../support/example-pods.ts';
import { event, loopingContainer, probe } from '../support/examples.ts';
import {
  probeFailure,
  probeKill,
  probeKillClaim,
  STOPPED_EXIT_CODES,
} from '../support/probe-kills.ts';
import { probeWords } from '../support/probe-words.ts';

/** Fewer restarts may have any other cause when the announcement of the kill is missing. */
const MIN_RESTARTS = 3;
/** A kill follows the last failed probe at once; then comes the grace period, 30 s unless configured. */
const PROBE_TO_KILL_MS = 120_000;

/** The announcement is an event and may be lost; a failed probe right before each end is nearly as good. */
function inferredClaim(events: readonly EventFact[], at: CrashedContainer): CrashClaim | undefined {
  const failure = probeFailure(events, at, 'liveness');
  if (failure === undefined || at.container.restartCount < MIN_RESTARTS) return undefined;
  if (probeKill(events, at) !== undefined) return undefined;
  const run = newestCrash(at, ({ exitCode, reason, finishedMs = 0 }) => {
    if (!STOPPED_EXIT_CODES.includes(exitCode) || reason === 'OOMKilled') return false;
    return finishedMs - failure.lastMs <= PROBE_TO_KILL_MS && finishedMs >= failure.firstMs;
  });
  if (run === undefined) return undefined;
  const details = probeWords(at.container.liveness, failure.message);
  return { run, confidence: 'likely', details, evidence: [eventEvidence(failure)] };
}

const TIDY_LOOP = loopingContainer({ exitCode: 143 }, { restartCount: 4, liveness: probe() });

export default defineClassifier({
  code: 'LivenessKill',
  title: '{Who} is restarted because its liveness probe fails',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'Kubernetes asks {who} whether it is alive and stopped it after it failed {patience}: {probe} gets {answer}. The process itself may have been working. {next}.',
  fix: [
    '{advice}.',
    'Add a startup probe if the application is still starting when the liveness probe begins.',
    'Raise failureThreshold or timeoutSeconds if the application pauses longer than the probe allows.',
    'Keep databases and other services out of the liveness check: a restart does not bring them back.',
  ],
  commands: [
    '{kubectl} describe pod {pod}',
    '{kubectl} logs {pod} --container {container}{previous}',
  ],
  reference:
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  yieldsTo: ['OOMKilled'],
  classify(snapshot) {
    return crashFindings(
      snapshot,
      (at) => probeKillClaim(snapshot.events, at, 'liveness') ?? inferredClaim(snapshot.events, at),
    );
  },
  examples: [
    {
      name: 'the kubelet announces the kill and says what the probe got',
      given: {
        pods: [podWith(TIDY_LOOP)],
        events: [
          event('Unhealthy', 'Liveness probe failed: HTTP probe failed with statuscode: 404'),
          killing('Container app failed liveness probe, will be restarted'),
        ],
      },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          state: 'active',
          reason: 'CrashLoopBackOff',
          details: {
            probe: 'the probe GET /healthz on port 8080',
            answer: 'an answer that the path is wrong ("HTTP probe failed with statuscode: 404")',
          },
        },
      ],
    },
    {
      name: 'an exit code of its own is AppError, whatever the probe says',
      given: {
        pods: [loopingPod({}, { restartCount: 4 })],
        events: [event('Unhealthy', 'Liveness probe failed: command timed out')],
      },
      found: [],
    },
  ],
});
