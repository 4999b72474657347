import { defineClassifier } from '../define.ts';
import { eventEvidence, fieldEvidence, statusPath } from '../support/evidence.ts';
import { podWith } from '../support/example-pods.ts';
import { container, event, probe, running } from '../support/examples.ts';
import { probeFailure } from '../support/probe-kills.ts';
import { probeWords } from '../support/probe-words.ts';
import { standing } from '../support/standing.ts';
import { containerDetails, containerSubject } from '../support/subject.ts';
import { unreadyContainers } from '../support/unready-containers.ts';

const UNREADY = container({ ready: false, readiness: probe(), state: running(180) });
const FAILED = event('Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503');

export default defineClassifier({
  code: 'ReadinessFailing',
  title: '{Who} runs but is not ready',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    '{Who} runs, but it fails its readiness probe, so it gets no traffic: {probe} gets {answer}. It has had the time that its probes allow for a start.',
  fix: [
    '{advice}.',
    'Wait if the application only needs longer to start, and add a startup probe that allows it that time.',
  ],
  commands: [
    '{kubectl} describe pod {pod}',
    '{kubectl} logs {pod} --container {container} --tail=50',
  ],
  reference:
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/',
  yieldsTo: ['LivenessKill', 'StartupKill'],
  classify(snapshot) {
    return snapshot.once(unreadyContainers).map((at) => {
      const { sinceMs, pod, container: it } = at;
      const field = `${statusPath(it)}.ready`;
      const quote = { kind: 'Pod', name: pod.name, field, value: 'false', timeMs: sinceMs };
      const failure = probeFailure(snapshot, at, 'readiness');
      return standing({
        subject: containerSubject(at),
        log: { run: 'running' },
        // Without the event only the state is known, not what the probe got.
        confidence: failure === undefined ? 'likely' : 'confirmed',
        reason: 'Running',
        details: { ...containerDetails(at), ...probeWords(it.readiness, failure?.message ?? '') },
        evidence: [...(failure ? [eventEvidence(failure)] : []), fieldEvidence(quote)],
        sinceMs,
        lastMs: failure?.lastMs ?? sinceMs,
      });
    });
  },
  examples: [
    {
      name: 'an answer of 503 long after the start is a failure of the application',
      given: { pods: [podWith(UNREADY)], events: [FAILED] },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: 'Running',
          details: {
            answer: 'an error of the application ("HTTP probe failed with statuscode: 503")',
          },
        },
      ],
    },
    {
      name: 'a slow starter is inside its budget',
      given: {
        pods: [podWith({ ...UNREADY, startup: probe({ failureThreshold: 30 }) })],
        events: [FAILED],
      },
      found: [],
    },
  ],
});
