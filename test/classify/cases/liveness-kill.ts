import { killedBy, loopingPod, podWith } from '../../../src/classify/support/example-pods.ts';
import { ago, event, loopingContainer, probe } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const TIDY_LOOP = loopingContainer({ exitCode: 143 }, { restartCount: 4, liveness: probe() });

export default [
  {
    name: 'an announced kill speaks for later ones, which the kubelet often keeps to itself',
    given: {
      pods: [
        loopingPod({ exitCode: 143, startedMs: ago(140) }, { restartCount: 4, liveness: probe() }),
      ],
      events: [
        killedBy('liveness', {
          firstMs: ago(900),
          lastMs: ago(600),
        }),
      ],
    },
    found: [{ container: 'app', confidence: 'confirmed', reason: 'CrashLoopBackOff' }],
  },
  {
    name: 'without the announcement, a failed probe shortly before the end makes it likely',
    given: {
      pods: [podWith(TIDY_LOOP)],
      events: [event('Unhealthy', 'Liveness probe failed: command timed out')],
    },
    found: [{ confidence: 'likely', reason: 'CrashLoopBackOff' }],
  },
  {
    name: 'a failed probe long before the end proves nothing',
    given: {
      pods: [podWith(TIDY_LOOP)],
      events: [
        event('Unhealthy', 'Liveness probe failed: command timed out', { lastMs: ago(250) }),
      ],
    },
    found: [],
  },
  {
    name: 'a kill of an earlier run is not the cause of one too short for the probe to fail',
    given: {
      pods: [podWith(TIDY_LOOP)],
      events: [
        killedBy('liveness', {
          firstMs: ago(900),
          lastMs: ago(900),
        }),
      ],
    },
    found: [],
  },
] satisfies Cases;
