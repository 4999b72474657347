import { defineClassifier } from '../define.ts';
import { crashFindings } from '../support/crash-findings.ts';
import { killedBy, loopingPod } from '../support/example-pods.ts';
import { event, probe } from '../support/examples.ts';
import { inferredKillClaim } from '../support/inferred-kills.ts';
import { probeKillClaim } from '../support/probe-kills.ts';

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
      (at) => probeKillClaim(snapshot, at, 'liveness') ?? inferredKillClaim(snapshot, at),
    );
  },
  examples: [
    {
      name: 'the kubelet announces the kill and says what the probe got',
      given: {
        pods: [loopingPod({ exitCode: 143 }, { restartCount: 4, liveness: probe() })],
        events: [
          event('Unhealthy', 'Liveness probe failed: HTTP probe failed with statuscode: 404'),
          killedBy('liveness'),
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
