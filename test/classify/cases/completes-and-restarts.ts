import { killedBy, loopingPod, recoveredPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

const COMPLETED = { exitCode: 0, reason: 'Completed' };

export default [
  {
    name: 'once, and up again, is history',
    given: { pods: [recoveredPod(COMPLETED)] },
    found: [
      { confidence: 'confirmed', state: 'recovered', severity: 'warning', reason: 'Completed' },
    ],
  },
  {
    name: 'an init container that ends is done',
    given: { pods: [loopingPod(COMPLETED, { kind: 'init' })] },
    found: [],
  },
  {
    name: 'a tidy process that a startup probe has stopped is StartupKill, not this',
    given: {
      pods: [loopingPod(COMPLETED)],
      events: [killedBy('startup')],
    },
    found: [],
  },
  { name: 'an end with an error is AppError', given: { pods: [loopingPod()] }, found: [] },
  {
    name: 'a kill for memory may leave exit code 0, and is OOMKilled',
    given: { pods: [loopingPod({ exitCode: 0, reason: 'OOMKilled' })] },
    found: [],
  },
] satisfies Cases;
