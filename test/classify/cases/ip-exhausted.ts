import { podEvent, podWith } from '../../../src/classify/support/example-pods.ts';
import { ago, condition, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

/** A pod that got its node so many seconds ago and is being made. */
function creating(seconds: number) {
  const conditions = [condition('PodScheduled', 'True', { sinceMs: ago(seconds) })];
  return podWith(waitingContainer('ContainerCreating'), { conditions });
}

function failed(count: number) {
  const message =
    'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to setup network for sandbox "8f1c": plugin type="host-local" failed (add): failed to allocate for range 0: no IP addresses available in range set: 10.244.1.2-10.244.1.254';
  return podEvent('FailedCreatePodSandBox', message, { count });
}

export default [
  {
    name: 'two failures are believed after two minutes',
    given: { pods: [creating(120)], events: [failed(2)] },
    found: [{ confidence: 'confirmed', reason: 'ContainerCreating' }],
  },
  {
    name: 'before that the next try may work',
    given: { pods: [creating(119)], events: [failed(2)] },
    found: [],
  },
  {
    name: 'three failures are enough at any time',
    given: { pods: [creating(20)], events: [failed(3)] },
    found: [{ confidence: 'confirmed', reason: 'ContainerCreating' }],
  },
] satisfies Cases;
