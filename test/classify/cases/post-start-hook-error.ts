import { killedBy, loopingPod, OOM_RUN } from '../../../src/classify/support/example-pods.ts';
import { ago, event, probe } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const FAILED = event('FailedPostStartHook', 'PostStartHook failed');

export default [
  {
    name: 'a tidy process ends with 0 when it is stopped for its hook',
    given: { pods: [loopingPod({ exitCode: 0, reason: 'Completed' })], events: [FAILED] },
    found: [{ container: 'app', confidence: 'confirmed', reason: 'CrashLoopBackOff' }],
  },
  {
    name: 'an error of the application beside it is AppError',
    given: { pods: [loopingPod({ exitCode: 1 })], events: [FAILED] },
    found: [],
  },
  {
    name: 'a kill for memory has its own proof',
    given: { pods: [loopingPod(OOM_RUN)], events: [FAILED] },
    found: [],
  },
  {
    name: 'a hook that failed only after these runs did not end them',
    given: {
      pods: [loopingPod({ exitCode: 137 })],
      events: [{ ...FAILED, firstMs: ago(5), lastMs: ago(5) }],
    },
    found: [],
  },
  {
    name: 'a hook that failed an hour ago and was mended is not what kills now',
    given: {
      pods: [loopingPod({ exitCode: 137 })],
      events: [{ ...FAILED, firstMs: ago(4000), lastMs: ago(3600) }],
    },
    found: [],
  },
  {
    name: 'a failed hook of another container',
    given: {
      pods: [loopingPod({ exitCode: 137 })],
      events: [
        event('FailedPostStartHook', 'PostStartHook failed', { involved: { container: 'proxy' } }),
      ],
    },
    found: [],
  },
  {
    name: 'a probe that kills has another event',
    given: {
      pods: [loopingPod({ exitCode: 137 }, { liveness: probe() })],
      events: [killedBy('liveness')],
    },
    found: [],
  },
  {
    name: 'a run that ended in the second before the event was ended for it, and the event is its proof',
    given: {
      pods: [loopingPod({ exitCode: 137, finishedMs: ago(20) })],
      events: [{ ...FAILED, firstMs: ago(19), lastMs: ago(19) }],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'CrashLoopBackOff',
        evidence: [
          'status.containerStatuses[app].lastState.terminated.exitCode: 137',
          'status.containerStatuses[app].lastState.terminated.reason: Error',
          'event FailedPostStartHook: PostStartHook failed',
        ],
      },
    ],
  },
  {
    name: 'for half an hour the kubelet may keep further failures to itself',
    given: {
      pods: [loopingPod({ exitCode: 137 })],
      events: [{ ...FAILED, firstMs: ago(1900), lastMs: ago(1900) }],
    },
    found: [{ confidence: 'confirmed', reason: 'CrashLoopBackOff' }],
  },
  {
    name: 'after that they are over',
    given: {
      pods: [loopingPod({ exitCode: 137 })],
      events: [{ ...FAILED, firstMs: ago(1901), lastMs: ago(1901) }],
    },
    found: [],
  },
  {
    name: 'a run that ended two seconds before the event ended for something else',
    given: {
      pods: [loopingPod({ exitCode: 137 })],
      events: [{ ...FAILED, firstMs: ago(18), lastMs: ago(18) }],
    },
    found: [],
  },
] satisfies Cases;
