import { defineClassifier } from '../define.ts';
import { condition, pod } from '../support/examples.ts';
import { unresizedPods } from '../support/resizes.ts';

export default defineClassifier({
  code: 'ResizeInfeasible',
  title: 'Pods of {workload} cannot get the resources they are to have',
  severity: 'warning',
  reads: ['pods'],
  explanation:
    'Somebody changed the CPU or memory of a pod of {workload} while it runs, and node {node} can never give it: "{raw}". The pod runs on with what it had.',
  fix: [
    'Ask for less: no pod can have more than its whole node has.',
    'Put the new size into the template of {workload} if it is right: new pods then look for a node that has room.',
    'Undo the change of the pod if nobody wants it any more.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} describe node {node}'],
  reference: 'https://kubernetes.io/docs/tasks/configure-pod-container/resize-container-resources/',
  classify(snapshot) {
    return unresizedPods(snapshot, ['Infeasible', 'Error']);
  },
  examples: [
    {
      name: 'more memory than the node has',
      given: {
        pods: [
          pod({
            conditions: [
              condition('PodResizePending', 'True', {
                reason: 'Infeasible',
                message:
                  "Node didn't have enough capacity: memory, requested: 1099511627776, capacity: 8589934592",
              }),
            ],
          }),
        ],
      },
      found: [{ pod: 'web-7c9d-x2x1q', confidence: 'confirmed', reason: 'Running' }],
    },
    {
      name: 'the runtime does not carry it out',
      given: {
        pods: [
          pod({
            conditions: [
              condition('PodResizeInProgress', 'True', { reason: 'Error', message: 'no' }),
            ],
          }),
        ],
      },
      found: [{ confidence: 'confirmed', reason: 'Running', details: { raw: 'no' } }],
    },
    {
      name: 'one that is under way',
      given: { pods: [pod({ conditions: [condition('PodResizeInProgress', 'True')] })] },
      found: [],
    },
  ],
});
