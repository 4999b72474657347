import { killedBy, loopingPod } from '../../../src/classify/support/example-pods.ts';
import { ago, event, probe } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const TIDY_LOOP = loopingPod(
  { exitCode: 0, reason: 'Completed' },
  { startup: probe({ failureThreshold: 30 }) },
);

export default [
  {
    name: 'what the probe got right before the kill counts, not what the next start gets first',
    given: {
      pods: [TIDY_LOOP],
      events: [
        killedBy('startup', { lastMs: ago(60) }),
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
    name: 'a probe without output leaves no text to quote',
    given: {
      pods: [TIDY_LOOP],
      events: [killedBy('startup'), event('Unhealthy', 'Startup probe failed: ')],
    },
    found: [
      { confidence: 'confirmed', reason: 'CrashLoopBackOff', details: { answer: 'a failure' } },
    ],
  },
  {
    name: 'a normal stop is announced with other words',
    given: {
      pods: [TIDY_LOOP],
      events: [event('Killing', 'Stopping container app', { type: 'Normal' })],
    },
    found: [],
  },
  {
    name: 'of a sidecar the kubelet does not say that it will be restarted',
    given: {
      pods: [
        loopingPod({ exitCode: 0, reason: 'Completed' }, { kind: 'sidecar', startup: probe() }),
      ],
      events: [event('Killing', 'Init container app failed startup probe', { type: 'Normal' })],
    },
    found: [{ container: 'app', confidence: 'confirmed', reason: 'Init:CrashLoopBackOff' }],
  },
] satisfies Cases;
