import { podEvent } from '../../../src/classify/support/example-pods.ts';
import { ago, pod } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

function changed(uid: string, first: number, last: number) {
  const times = { firstMs: ago(first), lastMs: ago(last) };
  const message = 'Pod sandbox changed, it will be killed and re-created.';
  return podEvent('SandboxChanged', message, { uid, type: 'Normal', count: 3, ...times });
}

export default [
  {
    name: 'it began with the first of several events, and the newest says when it was seen last',
    given: { pods: [pod()], events: [changed('one', 900, 300), changed('two', 600, 20)] },
    found: [
      { confidence: 'confirmed', reason: 'SandboxChanged', sinceMs: ago(900), lastMs: ago(20) },
    ],
  },
  {
    name: 'other events of the pod are not counted with it',
    given: {
      pods: [pod()],
      events: [
        { ...changed('one', 900, 20), count: 1 },
        podEvent('BackOff', 'back-off', { count: 9 }),
      ],
    },
    found: [],
  },
  {
    name: 'a node whose runtime was mended hours ago is well',
    given: { pods: [pod()], events: [changed('one', 90_000, 80_000)] },
    found: [],
  },
  {
    name: 'twice happens when a node is started anew',
    given: { pods: [pod()], events: [{ ...changed('one', 900, 20), count: 2 }] },
    found: [],
  },
] satisfies Cases;
