import { defineClassifier } from '../define.ts';
import { crashFindings, newestCrash } from '../support/crash-findings.ts';
import { containerEvents, newest } from '../support/events.ts';
import { eventEvidence } from '../support/evidence.ts';
import { loopingPod } from '../support/example-pods.ts';
import { hasVerdict } from '../support/oom-verdict.ts';

/** 128 + SIGKILL. */
const KILLED = 137;
/** Reasons that explain it: the kernel's kill for memory, and the kubelet's word for an end that it did not see. */
const OTHER_REASONS = ['OOMKilled', 'ContainerStatusUnknown'];

/** The kubelet kills a container whose postStart hook fails; it keeps the output of the hook to itself. */
const HOOK_FAILED = 'FailedPostStartHook';
const RUN_HOOK =
  'Run the command of the postStart hook by hand in the container: it failed, and Kubernetes kills the container then';
const FIND_OUT =
  'Look in the events of the pod for who stopped it: a failed probe, a failed postStart hook, or the node';

export default defineClassifier({
  code: 'KilledNotOOM',
  title: '{Who} is killed from outside',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    '{Who} was killed at once (exit code {exitCode}, SIGKILL), and not for using too much memory: that would be reported as OOMKilled. {next}.',
  fix: [
    '{advice}.',
    'Handle SIGTERM in the application, so that a stop ends within the grace period and needs no kill.',
    'Check whether a script or supervisor inside the container kills the main process.',
  ],
  commands: [
    '{kubectl} describe pod {pod}',
    '{kubectl} logs {pod} --container {container}{previous}',
  ],
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#pod-termination',
  yieldsTo: ['OOMKilled', 'LivenessKill', 'StartupKill', 'AppError'],
  classify(snapshot) {
    return crashFindings(snapshot, (at) => {
      const run = newestCrash(at, (it) => {
        if (it.exitCode !== KILLED || OTHER_REASONS.includes(it.reason)) return false;
        return hasVerdict(it, at.container, snapshot.clock);
      });
      if (run === undefined) return undefined;
      const hook = newest(
        containerEvents(snapshot, at.pod, at.container.name).filter(
          ({ reason }) => reason === HOOK_FAILED,
        ),
      );
      const details = { advice: hook === undefined ? FIND_OUT : RUN_HOOK };
      const evidence = hook === undefined ? [] : [eventEvidence(hook)];
      return { run, confidence: 'likely', details, evidence };
    });
  },
  examples: [
    {
      name: 'kill after kill with reason Error has a cause outside',
      given: { pods: [loopingPod({ exitCode: KILLED })] },
      found: [
        {
          container: 'app',
          confidence: 'likely',
          state: 'active',
          reason: 'CrashLoopBackOff',
          details: { exitCode: '137' },
        },
      ],
    },
    {
      name: 'reason OOMKilled is OOMKilled, not this',
      given: { pods: [loopingPod({ exitCode: KILLED, reason: 'OOMKilled' })] },
      found: [],
    },
  ],
});
