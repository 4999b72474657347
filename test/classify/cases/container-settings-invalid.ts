import { podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import { ago, waitingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const CONFIG_ERROR = 'CreateContainerConfigError';
const found = { container: 'app', confidence: 'confirmed', reason: CONFIG_ERROR } as const;

function young(message: string, seconds: number) {
  const facts = { createdMs: ago(seconds), conditions: [] };
  return { pods: [podWith(waitingContainer(CONFIG_ERROR, message), facts)] };
}

export default [
  {
    name: 'no other try helps, so none is awaited',
    given: young('container sidecar not found', 1),
    found: [found],
  },
  {
    name: 'what has no name here is quoted',
    given: young('cannot find volume "data" to mount into container "app"', 60),
    found: [
      { ...found, details: { cause: '"cannot find volume "data" to mount into container "app""' } },
    ],
  },
  {
    name: 'it may be gone at the next try',
    given: young('failed to sync secret cache: timed out waiting for the condition', 59),
    found: [],
  },
  {
    name: 'a node that does not get its Secrets for a minute',
    given: young('failed to sync secret cache: timed out waiting for the condition', 60),
    found: [{ ...found, details: { cause: 'its node has not got them from the API server yet' } }],
  },
  {
    name: 'no message says nothing',
    given: { pods: [waitingPod(CONFIG_ERROR, '')] },
    found: [],
  },
  {
    name: 'the runtime has words of its own, which are CreateContainerError',
    given: { pods: [waitingPod('CreateContainerError', 'container sidecar not found')] },
    found: [],
  },
] satisfies Cases;
