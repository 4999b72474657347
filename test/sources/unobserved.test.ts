// Since when a controller owes a look at a workload.
import { expect, it } from 'vitest';
import { daemonSetSource } from '../../src/sources/daemonsets.ts';
import { deploymentSource } from '../../src/sources/deployments.ts';
import { Interner } from '../../src/sources/intern.ts';
import { jobSource } from '../../src/sources/jobs.ts';
import { CREATED_MS, metadata } from './objects.ts';

const intern = new Interner();

function write(time: string, subresource?: string) {
  return { manager: 'm', operation: 'Update', time, ...(subresource && { subresource }) };
}

const EARLY = write('2026-01-01T00:00:05Z');
const LATE = write('2026-01-01T00:00:09Z');
const STATUS = write('2026-01-01T00:00:59Z', 'status');

it.each<[string, unknown, number | undefined]>([
  ['is not told of a change that was looked at', [3, [LATE]], undefined],
  ['is the newest write of the spec', [2, [LATE, EARLY, STATUS]], CREATED_MS + 9000],
  ['is not known without the writes', [2, undefined], undefined],
  ['is not known when only the status was written', [2, [STATUS]], undefined],
  ['is the beginning when nobody has ever looked', [0, [LATE]], CREATED_MS],
  ['is not known from writes that are none', [2, [null, { time: 'later' }, 'x']], undefined],
])('the time %s', (_, given, unobservedSinceMs) => {
  const [observedGeneration, managedFields] = Array.isArray(given) ? given : [];
  const object = {
    metadata: metadata('web', { generation: 3, managedFields }),
    status: { observedGeneration },
  };
  const fact = deploymentSource(intern).project(object);
  expect(fact?.unobservedSinceMs).toBe(unobservedSinceMs);
  expect(Object.hasOwn(fact ?? {}, 'unobservedSinceMs')).toBe(unobservedSinceMs !== undefined);
});

it('is never told of Jobs, whose controller does not say what it has looked at', () => {
  const object = { metadata: metadata('once', { generation: 1 }) };
  expect(jobSource(intern).project(object)).not.toHaveProperty('unobservedSinceMs');
});

it('a DaemonSet tells of nodes that it should not be on, if there are any', () => {
  const facts = [undefined, 0, 2].map((numberMisscheduled) => {
    const object = { metadata: metadata('agent'), status: { numberMisscheduled } };
    return daemonSetSource(intern).project(object)?.misscheduled;
  });
  expect(facts).toEqual([undefined, undefined, 2]);
});
