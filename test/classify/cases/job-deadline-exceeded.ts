import { failedJob } from '../../../src/classify/support/example-workloads.ts';
import { ago, condition, endedContainer, jobPod } from '../../../src/classify/support/examples.ts';
import type { RememberedDiagnosis, ReportMemory } from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

const OUT_OF_TIME = failedJob({
  conditions: [condition('Failed', 'True', { reason: 'DeadlineExceeded', sinceMs: ago(600) })],
});

function ended(secondsAgo: number) {
  const containers = [endedContainer({ exitCode: 137, finishedMs: ago(secondsAgo) })];
  return [jobPod({ phase: 'Failed', containers })];
}

function remembering(object: string, field: string, value: string): ReportMemory {
  const told: RememberedDiagnosis = {
    id: '5f2c19aa',
    code: 'ImageNotFound',
    state: 'active',
    reason: 'ImagePullBackOff',
    firstSeenMs: ago(900),
    lastSeenMs: ago(700),
    count: 3,
    evidence: [{ object, field, value, timeMs: ago(700) }],
    sample: [],
  };
  return { health: '', diagnoses: [told], conditions: [], transitions: [], events: [] };
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
  {
    name: 'what its pods had to wait for is still known from the last report',
    given: {
      workloads: [OUT_OF_TIME],
      memory: remembering('Pod/migrate-k4k2p', 'event Failed', 'Failed to pull image "a:1"'),
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'DeadlineExceeded',
        details: {
          before: 'While they were there, Kubernetes said of them: "Failed to pull image "a:1""',
        },
      },
    ],
  },
] satisfies Cases;
