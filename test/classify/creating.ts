// Pods that are being made, and how long their failures are waited for.
import { podEvent, podWith } from '../../src/classify/support/example-pods.ts';
import { ago, condition, waitingContainer } from '../../src/classify/support/examples.ts';
import type { Cases } from './examples.ts';

/** A pod that got its node so many seconds ago and is being made. */
export function creating(seconds: number) {
  const conditions = [condition('PodScheduled', 'True', { sinceMs: ago(seconds) })];
  return podWith(waitingContainer('ContainerCreating'), { conditions });
}

/** When a failure to make the sandbox is believed, in the words of the kubelet. */
export function sandboxPatience(message: string): Cases {
  function failed(count: number) {
    return podEvent('FailedCreatePodSandBox', message, { count });
  }
  return [
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
  ];
}
