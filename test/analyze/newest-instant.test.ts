import { expect, test } from 'vitest';
import { newestInstant } from '../../src/analyze/newest-instant.ts';

const created = '2026-01-31T12:00:00Z';
const later = '2026-01-31T12:34:56Z';
const micro = '2026-01-31T12:34:56.789012Z';

test.each<[string, readonly unknown[], string | undefined]>([
  ['nothing', [], undefined],
  [
    'the newest of all times in metadata and status',
    [
      { kind: 'Pod', metadata: { creationTimestamp: created }, status: { startTime: later } },
      { kind: 'Pod', metadata: { creationTimestamp: created } },
    ],
    later,
  ],
  ['an event’s own times', [{ kind: 'Event', metadata: {}, eventTime: micro }], micro],
  [
    'what a spec or data hold is no time of the dump',
    [{ kind: 'Thing', metadata: { creationTimestamp: created }, spec: { until: later } }],
    created,
  ],
  ['a text that only looks like a time', [{ kind: 'Pod', metadata: { name: '2026' } }], undefined],
])('%s', (_, objects, expected) => {
  const ms = newestInstant(objects);
  expect(ms).toBe(expected === undefined ? undefined : Date.parse(expected));
});
