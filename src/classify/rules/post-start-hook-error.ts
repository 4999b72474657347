import type { EpochMs, TerminationFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { crashFindings, newestCrash } from '../support/crash-findings.ts';
import { containerEvents, newest } from '../support/events.ts';
import { eventEvidence } from '../support/evidence.ts';
import { loopingPod } from '../support/example-pods.ts';
import { event } from '../support/examples.ts';
import { STOPPED_EXIT_CODES } from '../support/probe-kills.ts';

/** The kubelet's event; what the hook wrote is left out of it on purpose. */
const HOOK_FAILED = 'FailedPostStartHook';
/** Times of events and of container states are whole seconds, each cut off by itself. */
const ROUNDING_MS = 1000;
/** The kubelet lets one event about a pod through each five minutes, and those about the back-off take most. */
const UNTOLD_MS = 30 * 60_000;

export default defineClassifier({
  code: 'PostStartHookError',
  title: 'The postStart hook of {who} fails, so it is killed',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    '{Who} itself started. Then its postStart hook, the command or request that is to follow the start, failed, and Kubernetes killed the container for it. What the hook writes is in no log. {next}.',
  fix: [
    'Run the command of the postStart hook by hand in a container of this image, and correct what it complains of.',
    'Check that the hook does not need what the application opens only later: both run at the same time.',
    'Move the work into an init container, or into the start of the application, where its output is kept.',
  ],
  commands: ['{kubectl} get {workloadPath} -o yaml', '{kubectl} describe pod {pod}'],
  reference: 'https://kubernetes.io/docs/concepts/containers/container-lifecycle-hooks/',
  outranks: ['AppError', 'InitFailed', 'SidecarCrash', 'KilledNotOOM', 'CompletesAndRestarts'],
  yieldsTo: ['OOMKilled', 'LivenessKill', 'StartupKill'],
  classify(snapshot) {
    return crashFindings(snapshot, (at) => {
      const failures = containerEvents(snapshot, at.pod, at.container.name).filter(
        ({ reason }) => reason === HOOK_FAILED,
      );
      const [first] = failures;
      const last = newest(failures);
      if (first === undefined || last === undefined) return undefined;
      const run = newestCrash(at, (end) => isEndedFor(end, first.firstMs, last.lastMs));
      if (run === undefined) return undefined;
      return { run, confidence: 'confirmed', evidence: [eventEvidence(first)] };
    });
  },
  examples: [
    {
      name: 'the kubelet says why it killed the container',
      given: {
        pods: [loopingPod({ exitCode: 137 })],
        events: [event(HOOK_FAILED, 'PostStartHook failed')],
      },
      found: [{ container: 'app', confidence: 'confirmed', reason: 'CrashLoopBackOff' }],
    },
    {
      name: 'a kill without a failed hook has another cause',
      given: { pods: [loopingPod({ exitCode: 137 })] },
      found: [],
    },
  ],
});

/** Runs since the first failure that ended as a stop ends, those of which the kubelet did not tell included. */
function isEndedFor(
  { reason, exitCode, finishedMs }: TerminationFact,
  firstMs: EpochMs,
  lastMs: EpochMs,
): boolean {
  if (finishedMs === undefined || !STOPPED_EXIT_CODES.includes(exitCode)) return false;
  if (reason === 'OOMKilled') return false;
  return finishedMs + ROUNDING_MS >= firstMs && finishedMs <= lastMs + UNTOLD_MS;
}
