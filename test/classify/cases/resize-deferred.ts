import { ago, condition, pod } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

function deferred(seconds: number) {
  const waits = { reason: 'Deferred', sinceMs: ago(seconds) };
  return pod({ conditions: [condition('PodResizePending', 'True', waits)] });
}

export default [
  {
    name: 'after five minutes it is told',
    given: { pods: [deferred(300)] },
    found: [{ confidence: 'confirmed', reason: 'Running' }],
  },
  { name: 'a second less may be a moment', given: { pods: [deferred(299)] }, found: [] },
  { name: 'a pod that was resized waits for nothing', given: { pods: [pod()] }, found: [] },
] satisfies Cases;
