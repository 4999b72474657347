import { expect, test } from 'vitest';
import type { RecordedObject } from '../zoo/recording.ts';
import { panelErrors } from './panel.ts';

const STARTED = '2026-01-31T12:00:00Z';

/** Runs and is not ready; its probe gives it half a minute. */
function unreadyPod(labels?: Readonly<Record<string, string>>): RecordedObject {
  const metadata = { name: 'shop-1', namespace: 'shop', uid: 'u', resourceVersion: '1' };
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { ...metadata, ...(labels !== undefined && { labels }) },
    spec: {
      containers: [{ name: 'app', readinessProbe: { periodSeconds: 10, failureThreshold: 3 } }],
    },
    status: {
      containerStatuses: [
        { name: 'app', ready: false, restartCount: 0, state: { running: { startedAt: STARTED } } },
      ],
    },
  };
}

const cases: readonly (readonly [claim: string, pod: RecordedObject, afterMs: number, string[]])[] =
  [
    ['within the time of its probe', unreadyPod({ app: 'shop' }), 29_000, []],
    ['past it', unreadyPod({ app: 'shop' }), 31_000, ['readiness-probe-taking-too-long']],
    ['past it, without a label to find it by', unreadyPod(), 31_000, []],
  ];

test.each(cases)('an unready pod %s', (_, pod, afterMs, types) => {
  const errors = panelErrors([pod], Date.parse(STARTED) + afterMs);
  expect(errors.map(({ type }) => type)).toEqual(types);
});

test('the clock of the process goes on afterwards', () => {
  panelErrors([], 0);
  expect(Date.now()).toBeGreaterThan(Date.parse('2025-01-01'));
});
