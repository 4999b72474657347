import { defineClassifier } from '../define.ts';
import { crashFindings } from '../support/crash-findings.ts';
import { killedBy, loopingPod } from '../support/example-pods.ts';
import { event, probe } from '../support/examples.ts';
import { probeKillClaim } from '../support/probe-kills.ts';

/** A process that handles SIGTERM ends with 0 and reason Completed. */
const TIDY = { exitCode: 0, reason: 'Completed' };

export default defineClassifier({
  code: 'StartupKill',
  title: '{Who} is restarted because it does not start in time',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    'Kubernetes asked {who} whether it has started and stopped it after it failed {patience}: {probe} gets {answer}. {next}.',
  fix: [
    '{advice}.',
    'Raise failureThreshold of the startup probe if the application needs longer to start.',
  ],
  commands: [
    '{kubectl} logs {pod} --container {container}{previous}',
    '{kubectl} describe pod {pod}',
  ],
  reference:
    'https://kubernetes.io/docs/tasks/configure-pod-container/configure-liveness-readiness-startup-probes/#define-startup-probes',
  yieldsTo: ['OOMKilled', 'LivenessKill'],
  classify(snapshot) {
    return crashFindings(snapshot, (at) => probeKillClaim(snapshot, at, 'startup'));
  },
  examples: [
    {
      name: 'a start that takes longer than the probe allows is stopped again and again',
      given: {
        pods: [loopingPod(TIDY, { startup: probe({ failureThreshold: 30 }) })],
        events: [
          killedBy('startup'),
          event(
            'Unhealthy',
            'Startup probe failed: Get "http://10.0.0.9:8080/healthz": dial tcp 10.0.0.9:8080: connect: connection refused',
          ),
        ],
      },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          state: 'active',
          reason: 'CrashLoopBackOff',
          details: { patience: '30 times in a row, tried every 10 s' },
        },
      ],
    },
    {
      name: 'a kill by the liveness probe is LivenessKill, not this',
      given: {
        pods: [loopingPod(TIDY, { startup: probe({ failureThreshold: 30 }) })],
        events: [killedBy('liveness')],
      },
      found: [],
    },
  ],
});
