import { podEvent } from '../../../src/classify/support/example-pods.ts';
import { creating } from '../creating.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'after two minutes it is told',
    given: {
      pods: [creating(120)],
      events: [
        podEvent(
          'NetworkNotReady',
          'network is not ready: container runtime network not ready: NetworkReady=false reason:NetworkPluginNotReady message:Network plugin returns error: cni plugin not initialized',
        ),
      ],
    },
    found: [{ confidence: 'confirmed', reason: 'ContainerCreating' }],
  },
] satisfies Cases;
