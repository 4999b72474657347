// The word of a service whose namespace is being deleted: it winds down, and nothing is missing any more.
import { describe, expect, test } from 'vitest';
import { endingNamespace } from '../../src/classify/support/example-surroundings.ts';
import {
  deployment,
  failedJob,
  job,
  replicaSet,
} from '../../src/classify/support/example-workloads.ts';
import { missingSource, pod } from '../../src/classify/support/examples.ts';
import type { ServiceSnapshot } from '../../src/facts/index.ts';
import { found, readyPod, report, rule, unreadyPod } from './world.ts';

const END = { namespace: endingNamespace(900) };
const WEB = [deployment(), replicaSet()];

function wordOf(world: Partial<ServiceSnapshot>) {
  const { health, conditions } = report(world, [found(rule('A'))]);
  const available = conditions.find(({ type }) => type === 'Available');
  return `${health}, ${available?.reason}`;
}

describe('in a namespace that is being deleted', () => {
  test.each<[string, Partial<ServiceSnapshot>, string, string]>([
    [
      'pods that have served until now are on their way out',
      { pods: [readyPod('web-1'), readyPod('web-2'), readyPod('web-3')], workloads: WEB },
      'Degraded, PodsAvailable',
      'Progressing, PodsAvailable',
    ],
    [
      'a workload without pods is not down',
      { workloads: WEB },
      'Unhealthy, NoAvailablePods',
      'Progressing, Starting',
    ],
    [
      'a pod that has been unready for long is nobody’s worry',
      { pods: [unreadyPod('web-1', 3600)], workloads: WEB },
      'Unhealthy, NoAvailablePods',
      'Progressing, Starting',
    ],
    [
      'a Job that runs is ended with all else',
      { workloads: [job()] },
      'Progressing, PodsAvailable',
      'Progressing, PodsAvailable',
    ],
    [
      'what is scaled to zero stays so',
      { pods: [pod({ deletionMs: 1 })], workloads: [deployment({ desired: 0 })] },
      'Unhealthy, PodsAvailable',
      'Suspended, PodsAvailable',
    ],
    [
      'what cannot be seen is not known',
      { workloads: WEB, missingSources: [missingSource()] },
      'Unknown, CannotObserve',
      'Unknown, CannotObserve',
    ],
  ])('%s', (_, world, usual, ending) => {
    expect([wordOf(world), wordOf({ ...world, ...END })]).toEqual([usual, ending]);
  });

  test('a failed Job is over, whatever it failed for', () => {
    const error = found(rule('A'), { subject: { workload: { kind: 'Job', name: 'migrate' } } });
    const world = { workloads: [failedJob()] };
    const words = [world, { ...world, ...END }].map((it) => report(it, [error]).health);
    expect(words).toEqual(['Unhealthy', 'Progressing']);
  });
});
