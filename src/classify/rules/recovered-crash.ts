import { defineClassifier } from '../define.ts';
import { crashedContainers, crashFinding } from '../support/crash-findings.ts';
import { fieldEvidence, statusPath } from '../support/evidence.ts';
import { recoveredPod } from '../support/example-pods.ts';
import { ago } from '../support/examples.ts';
import { endWords } from '../support/run-ends.ts';

/** Who looks in the morning finds the night. The kubelet keeps the last run for the life of the pod, which is no news. */
const SHOWN_MS = 24 * 3_600_000;

export default defineClassifier({
  code: 'RecoveredCrash',
  title: '{Who} was restarted and has run since',
  severity: 'info',
  reads: ['pods'],
  explanation:
    'At its last crash {who} {end}. Kubernetes started it again, and it has run and been ready since. This is history: nothing is wrong with it now.',
  fix: ['Read the log of the run before if the restart was not expected.'],
  commands: ['{kubectl} logs {pod} --container {container} --previous'],
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restarts',
  classify(snapshot) {
    return snapshot.once(crashedContainers).flatMap((at) => {
      const { container: it, history, pod: where } = at;
      // Within the window the crash belongs to the rule that knows its cause.
      if (history.severity !== 'info') return [];
      if (it.restartCount === 0 || it.state.kind !== 'running' || !it.ready) return [];
      // What is long over has only its last crash left to tell of.
      const [run] = history.crashes;
      if (run?.finishedMs === undefined) return [];
      if (snapshot.clock.atLeast(run.finishedMs, SHOWN_MS)) return [];
      const restarts = fieldEvidence({
        kind: 'Pod',
        name: where.name,
        field: `${statusPath(it)}.restartCount`,
        value: String(it.restartCount),
      });
      const details = { end: endWords(run) };
      return [crashFinding(at, { run, confidence: 'confirmed', details, evidence: [restarts] })];
    });
  },
  examples: [
    {
      name: 'a kill for memory a quarter of an hour ago is history with its cause',
      given: {
        pods: [recoveredPod({ exitCode: 137, reason: 'OOMKilled', finishedMs: ago(1000) })],
      },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          container: 'app',
          confidence: 'confirmed',
          state: 'recovered',
          severity: 'info',
          reason: 'OOMKilled',
          details: { end: 'ran out of memory and was killed (OOMKilled)' },
        },
      ],
    },
    {
      name: 'a crash within the window is still its cause, not this',
      given: { pods: [recoveredPod({ finishedMs: ago(899) })] },
      found: [],
    },
  ],
});
