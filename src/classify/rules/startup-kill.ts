import { defineClassifier } from '../define.ts';
import { crashFindings } from '../support/crash-findings.ts';
import { ago, event, loopingContainer, pod, probe } from '../support/examples.ts';
import { probeKillClaim } from '../support/probe-kills.ts';

/** The kubelet's words when it gives up on a start. */
const KILLED = event('Killing', 'Container app failed startup probe, will be restarted', {
  type: 'Normal',
});

/** A process that handles SIGTERM ends with 0 and reason Completed. */
const TIDY = loopingContainer(
  { exitCode: 0, reason: 'Completed' },
  { startup: probe({ failureThreshold: 30 }) },
);

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
    return crashFindings(snapshot, (at) => probeKillClaim(snapshot.events, at, 'startup'));
  },
  examples: [
    {
      name: 'what the probe got right before the kill counts, not what the next start gets first',
      given: {
        pods: [pod({ containers: [TIDY] })],
        events: [
          event('Killing', KILLED.message, { type: 'Normal', lastMs: ago(60) }),
          event('Unhealthy', 'Startup probe failed: HTTP probe failed with statuscode: 404', {
            lastMs: ago(61),
          }),
          event('Unhealthy', 'Startup probe failed: dial tcp: connect: connection refused'),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          reason: 'CrashLoopBackOff',
          details: {
            answer: 'an answer that the path is wrong ("HTTP probe failed with statuscode: 404")',
          },
        },
      ],
    },
    {
      name: 'a start that takes longer than the probe allows is stopped again and again',
      given: {
        pods: [pod({ containers: [TIDY] })],
        events: [
          KILLED,
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
      name: 'a probe without output leaves no text to quote',
      given: {
        pods: [pod({ containers: [TIDY] })],
        events: [KILLED, event('Unhealthy', 'Startup probe failed: ')],
      },
      found: [
        {
          confidence: 'confirmed',
          reason: 'CrashLoopBackOff',
          details: { answer: 'a failure' },
        },
      ],
    },
    {
      name: 'a kill by the liveness probe is LivenessKill, not this',
      given: {
        pods: [pod({ containers: [TIDY] })],
        events: [
          event('Killing', 'Container app failed liveness probe, will be restarted', {
            type: 'Normal',
          }),
        ],
      },
      found: [],
    },
    {
      name: 'a normal stop is announced with other words',
      given: {
        pods: [pod({ containers: [TIDY] })],
        events: [event('Killing', 'Stopping container app', { type: 'Normal' })],
      },
      found: [],
    },
  ],
});
