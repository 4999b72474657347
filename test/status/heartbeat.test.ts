import { expect, test } from 'vitest';
import { Echoes } from '../../src/status/echoes.ts';
import { heartbeatOf } from '../../src/status/heartbeat.ts';

const key = { namespace: 'shop', name: 'web' };
const nowMs = Date.parse('2026-01-01T00:00:00Z');
const minuteMs = 60_000;
const live = { nowMs, isStale: false };

test.each([
  { name: 'a fresh report is not due', reportTimeMs: nowMs, isDue: false },
  { name: 'a report of fifty minutes is not due', ageMinutes: 50, isDue: false },
  { name: 'a report of an hour is due', ageMinutes: 60, isDue: true },
  { name: 'one minute ahead of our clock is no reason', ageMinutes: -1, isDue: false },
  { name: 'a year ahead is', ageMinutes: -525_600, isDue: true },
])('$name', ({ reportTimeMs, ageMinutes = 0, isDue }) => {
  const object = { reportTimeMs: reportTimeMs ?? nowMs - ageMinutes * minuteMs };
  expect(heartbeatOf(key, object, live).isDue).toBe(isDue);
});

test('an object without a report time is due, no object is not', () => {
  expect([heartbeatOf(key, {}, live).isDue, heartbeatOf(key, undefined, live).isDue]).toEqual([
    true,
    false,
  ]);
});

test('a look for the heartbeat is always later than now, so that a refused one is no loop', () => {
  const objects = [
    undefined,
    {},
    { reportTimeMs: nowMs },
    { reportTimeMs: 1 },
    { reportTimeMs: 9e15 },
  ];
  for (const object of objects) {
    expect(heartbeatOf(key, object, live).nextLookMs).toBeGreaterThan(nowMs);
    expect(heartbeatOf(key, object, live).nextLookMs).toBeLessThanOrEqual(nowMs + 60 * minuteMs);
  }
});

test('while a source is cut off no report is vouched for, and it is looked at again soon', () => {
  const old = { reportTimeMs: nowMs - 60 * minuteMs };
  expect(heartbeatOf(key, old, { nowMs, isStale: true })).toStrictEqual({
    isDue: false,
    nextLookMs: nowMs + 5 * minuteMs,
  });
});

test('an echo is waited for until it is seen, at most ten seconds, or until the service is gone', () => {
  const echoes = new Echoes();
  echoes.expect(key, '100', nowMs);
  expect(echoes.waitUntilMs(key, '99', nowMs)).toBe(nowMs + 10_000);
  expect(echoes.waitUntilMs(key, '100', nowMs)).toBeUndefined();
  echoes.expect(key, '200', nowMs);
  expect(echoes.waitUntilMs(key, '99', nowMs + 10_000)).toBeUndefined();
  echoes.expect(key, '300', nowMs);
  echoes.forget(key);
  expect(echoes.waitUntilMs(key, undefined, nowMs)).toBeUndefined();
});
