import { failedJob } from '../../../src/classify/support/example-workloads.ts';
import { ago, condition, endedContainer, jobPod } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const OUT_OF_TIME = failedJob({
  conditions: [condition('Failed', 'True', { reason: 'DeadlineExceeded', sinceMs: ago(600) })],
});

function ended(secondsAgo: number) {
  const containers = [endedContainer({ exitCode: 137, finishedMs: ago(secondsAgo) })];
  return [jobPod({ phase: 'Failed', containers })];
}

export default [
  {
    name: 'a container that ends because the time is up is not to blame',
    given: { workloads: [OUT_OF_TIME], pods: ended(600) },
    found: [
      {
        confidence: 'confirmed',
        reason: 'DeadlineExceeded',
        details: { lastTry: 'How its last try ended is not known, as no failed pod of it is left' },
      },
    ],
  },
  {
    name: 'one that failed before may be why the time was not enough',
    given: { workloads: [OUT_OF_TIME], pods: ended(660) },
    found: [{ container: 'app', confidence: 'confirmed', reason: 'DeadlineExceeded' }],
  },
] satisfies Cases;
