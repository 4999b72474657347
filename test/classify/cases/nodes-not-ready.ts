import { unscheduledPod } from '../../../src/classify/support/example-pods.ts';
import { ago } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

/** Since 1.34 the scheduler does not say which taint it means. */
const pods = [
  unscheduledPod(
    '0/2 nodes are available: 2 node(s) had untolerated taint(s). no new claims to deallocate, preemption: 0/2 nodes are available: 2 Preemption is not helpful for scheduling.',
    60,
  ),
];
const found = [{ confidence: 'confirmed', severity: 'warning', reason: 'Pending' } as const];

export default [
  {
    name: 'as many nodes say that they are not ready as have a taint',
    given: { pods, capacity: { unready: 2 } },
    found,
  },
  {
    name: 'one of them says so, and the other has not been heard of for long',
    given: { pods, capacity: { unready: 1, silentSinceMs: [ago(130)] } },
    found,
  },
  {
    name: 'after the API server was away every node is silent for a while',
    given: { pods, capacity: { unready: 0, silentSinceMs: [ago(95), ago(95)] } },
    found: [],
  },
] satisfies Cases;
