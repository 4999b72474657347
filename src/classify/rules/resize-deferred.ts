import { defineClassifier } from '../define.ts';
import { ago, condition, pod } from '../support/examples.ts';
import { unresizedPods } from '../support/resizes.ts';

/** The kubelet tries again every three minutes and when a neighbour ends: before that it may still fit. */
const DWELL_MS = 5 * 60_000;

function deferred(seconds: number) {
  const told = {
    reason: 'Deferred',
    message: "Node didn't have enough resource: cpu, requested: 3000, used: 2100, capacity: 4000",
    sinceMs: ago(seconds),
  };
  return pod({ conditions: [condition('PodResizePending', 'True', told)] });
}

export default defineClassifier({
  code: 'ResizeDeferred',
  title: 'Pods of {workload} wait for the resources they are to have',
  severity: 'info',
  reads: ['pods'],
  explanation:
    'Somebody changed the CPU or memory of a pod of {workload} while it runs, and node {node} has no room for that now: "{raw}". The pod runs on with what it had, and gets the rest once other pods leave the node.',
  fix: [
    'Wait if it is not urgent: the node tries again by itself.',
    'Put the new size into the template of {workload} if it is: new pods then look for a node that has room.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} describe node {node}'],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/',
  classify(snapshot) {
    return unresizedPods(snapshot, ['Deferred'], DWELL_MS);
  },
  examples: [
    {
      name: 'the node has been full for six minutes',
      given: { pods: [deferred(360)] },
      found: [{ pod: 'web-7c9d-x2x1q', confidence: 'confirmed', reason: 'Running' }],
    },
    { name: 'it may fit in a minute', given: { pods: [deferred(60)] }, found: [] },
  ],
});
