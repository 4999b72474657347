import {
  ERROR_RUN,
  OOM_RUN,
  STOPPED_RUN,
  slowLoopPod,
} from '../../../src/classify/support/example-pods.ts';
import {
  ago,
  container,
  event,
  pod,
  probe,
  recoveredContainer,
  running,
} from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'restarts of which nothing but the number is left are told by their rate',
    given: { pods: [slowLoopPod([])] },
    found: [
      {
        confidence: 'likely',
        reason: 'Running',
        details: { how: 'how its runs ended is not on record' },
      },
    ],
  },
  {
    name: 'runs that a probe ends in different ways are LivenessKill, not this',
    given: {
      pods: [slowLoopPod([OOM_RUN, ERROR_RUN, STOPPED_RUN], { liveness: probe() })],
      events: [event('Unhealthy', 'Liveness probe failed: HTTP probe failed')],
    },
    found: [],
  },
  {
    name: 'forty restarts in the first day of a month say nothing of today',
    given: {
      pods: [
        pod({
          createdMs: ago(30 * 86_400),
          containers: [container({ restartCount: 40, state: running(29 * 86_400) })],
        }),
      ],
    },
    found: [],
  },
  {
    name: 'a container that has run for two hours since is quiet, whatever the average says',
    given: { pods: [slowLoopPod([], { state: running(7200) })] },
    found: [],
  },
  {
    name: 'five restarts of unknown cause are too few',
    given: { pods: [slowLoopPod([], { restartCount: 5 })] },
    found: [],
  },
  {
    name: 'one crash is history',
    given: { pods: [pod({ containers: [recoveredContainer()] })] },
    found: [],
  },
] satisfies Cases;
