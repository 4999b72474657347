import { podEvent, podWith } from '../../../src/classify/support/example-pods.ts';
import { ago, container, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const MISSING = podEvent(
  'FailedCreatePodSandBox',
  'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to get sandbox runtime: no runtime for "sealed" is configured',
);
const CREATING = podWith(waitingContainer('ContainerCreating'));

export default [
  {
    name: 'CRI-O lists the runtimes that it has',
    given: {
      pods: [CREATING],
      events: [
        podEvent(
          'FailedCreatePodSandBox',
          'Failed to create pod sandbox: rpc error: code = Unknown desc = failed to find runtime handler sealed from runtime list map[runc:0xc000]',
        ),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'ContainerCreating',
        details: {
          problem:
            'Pods of Deployment web ask for runtime "sealed" through their RuntimeClass, and their node has none of that name',
        },
      },
    ],
  },
  {
    name: 'a pod that runs got its runtime in the end',
    given: { pods: [podWith(container())], events: [MISSING] },
    found: [],
  },
  {
    name: 'an event of an hour ago was not repeated since',
    given: { pods: [CREATING], events: [{ ...MISSING, firstMs: ago(3600), lastMs: ago(1000) }] },
    found: [],
  },
  {
    name: 'a sandbox without a network is another matter',
    given: {
      pods: [CREATING],
      events: [podEvent('FailedCreatePodSandBox', 'plugin type="bridge" failed (add): no room')],
    },
    found: [],
  },
] satisfies Cases;
