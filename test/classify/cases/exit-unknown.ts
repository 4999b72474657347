import { podWith, recoveredPod } from '../../../src/classify/support/example-pods.ts';
import { ago, crashed, loopingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const LOST = { exitCode: 255, reason: 'Unknown' };

export default [
  {
    name: 'an init container that was lost with its node',
    given: { pods: [recoveredPod(LOST, { name: 'migrate', kind: 'init' })] },
    found: [
      {
        container: 'migrate',
        confidence: 'confirmed',
        state: 'recovered',
        severity: 'warning',
        reason: 'Init:Unknown',
      },
    ],
  },
  {
    name: 'a container that is lost again and again is an error',
    given: { pods: [podWith(loopingContainer(LOST))] },
    found: [{ confidence: 'confirmed', state: 'active', reason: 'CrashLoopBackOff' }],
  },
  {
    name: 'a run that the runtime saw is not lost',
    given: { pods: [recoveredPod({ ...crashed({ finishedMs: ago(200) }), exitCode: 255 })] },
    found: [],
  },
] satisfies Cases;
