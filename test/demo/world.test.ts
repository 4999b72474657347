import { expect, test } from 'vitest';
import { loadWorld, timelineOf } from './world.ts';

const endMs = Date.parse('2031-03-30T01:00:00Z');
const nowMs = endMs - 30_000;
const { recorded } = loadWorld(['oom-killed', 'readiness-failing']);

test('recordings of different lengths end together', () => {
  const { past, rest } = timelineOf(recorded, { nowMs, endMs });
  const first = new Map<string, number>();
  for (const { atMs, object } of [...past, ...rest]) {
    const { namespace = '' } = object.metadata;
    if (!first.has(namespace)) first.set(namespace, Math.floor((endMs - atMs) / 1000));
  }
  const lengths = recorded.map(({ scenario, recording }) => [
    scenario.namespace,
    // Its first change comes within a second of the apply.
    recording.header.durationMs / 1000 - 1,
  ]);
  expect(Object.fromEntries(first)).toEqual(Object.fromEntries(lengths));
});

test('nothing of the past is later than now, and nothing of the rest is earlier', () => {
  const { past, rest } = timelineOf(recorded, { nowMs, endMs });
  const events = recorded.reduce((sum, { recording }) => sum + recording.events.length, 0);
  expect(past.length + rest.length).toBe(events);
  expect(past.filter(({ atMs }) => atMs > nowMs)).toEqual([]);
  expect(rest.filter(({ atMs }) => atMs <= nowMs || atMs > endMs)).toEqual([]);
  expect(rest.length).toBeGreaterThan(0);
});

test('a scenario that cannot be played is named with the reason', () => {
  const world = loadWorld(['healthy', 'not-there']);
  expect(world.recorded.map(({ scenario }) => scenario.name)).toEqual(['healthy']);
  expect(world.leftOut).toEqual(['not-there is left out: it has not been recorded yet']);
});
