// What is asked of the API server, word for word, and how the status counts.

import { expect, onTestFinished, test } from 'vitest';
import type { KubeClient, KubeRequest } from '../../src/kube/client.ts';
import { ApiError } from '../../src/kube/errors.ts';
import { createReflector } from '../../src/kube/reflector.ts';
import type { ByteStream } from '../../src/kube/response.ts';
import { systemTimers } from '../../src/kube/timers.ts';
import { SHORT, silentLog, TestSink, until } from './support.ts';

/** A client of scripted answers: a body, or a refusal; at their end it stays silent. */
function scriptedClient(answers: readonly (string | ApiError)[]) {
  const requests: KubeRequest[] = [];
  const clock = { nowMs: 1_700_000_000_000 };
  const client: KubeClient = {
    request: () => Promise.reject(new Error('not used')),
    text: () => Promise.reject(new Error('not used')),
    async stream({ signal, ...request }) {
      requests.push(request);
      const answer = answers[requests.length - 1];
      if (answer instanceof ApiError) throw answer;
      return answer === undefined ? silentStream(signal) : streamOf(answer);
    },
    serverNow: () => clock.nowMs,
    close: () => Promise.resolve(),
  };
  return { client, requests, clock };
}

function streamOf(text: string): ByteStream {
  return {
    async *[Symbol.asyncIterator]() {
      yield Buffer.from(text);
    },
    close() {},
  };
}

function silentStream(signal: AbortSignal | undefined): ByteStream {
  const ended = new Promise<IteratorResult<Buffer>>((resolve) => {
    signal?.addEventListener('abort', () => resolve({ done: true, value: undefined }));
  });
  return { [Symbol.asyncIterator]: () => ({ next: () => ended }), close() {} };
}

const ACCEPT = 'application/json;as=PartialObjectMetadata;g=meta.k8s.io;v=v1';
const LIST_ACCEPT = 'application/json;as=PartialObjectMetadataList;g=meta.k8s.io;v=v1';
const COMMON = { method: 'GET', path: '/apis/apps/v1/replicasets', timeoutMs: 1_000 };
const SELECTORS = { fieldSelector: 'type=Warning', labelSelector: 'a in (b)' };
const WATCH = { ...SELECTORS, watch: '1', allowWatchBookmarks: 'true', timeoutSeconds: '450' };

function item(name: string): string {
  return `{"metadata":{"name":"${name}","resourceVersion":"1"}}`;
}

test('a WatchList, its refusal, two pages, a watch, and the next one from the newest version', async () => {
  const refusal = new ApiError({ code: 422, reason: 'Invalid', message: '', path: '' });
  const { client, requests } = scriptedClient([
    refusal,
    `{"metadata":{"resourceVersion":"7","continue":"t/="},"items":[${item('a')}]}`,
    `{"metadata":{"resourceVersion":"8"},"items":[${item('b')}]}`,
    '{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"9"}}}\n',
  ]);
  const sink = new TestSink();
  const reflector = createReflector({
    client,
    path: COMMON.path,
    query: SELECTORS,
    accept: ACCEPT,
    sink,
    log: silentLog,
    timing: SHORT,
    timers: { ...systemTimers, random: () => 0.5 },
  });
  onTestFinished(() => reflector.stop());
  reflector.start();
  await until(() => requests.length === 5);
  expect(requests).toEqual([
    {
      ...COMMON,
      accept: ACCEPT,
      query: { ...WATCH, sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' },
    },
    { ...COMMON, accept: LIST_ACCEPT, query: { ...SELECTORS, limit: '500' } },
    { ...COMMON, accept: LIST_ACCEPT, query: { ...SELECTORS, limit: '500', continue: 't/=' } },
    { ...COMMON, accept: ACCEPT, query: { ...WATCH, resourceVersion: '7' } },
    { ...COMMON, accept: ACCEPT, query: { ...WATCH, resourceVersion: '9' } },
  ]);
  expect(sink.calls).toEqual(['syncStart', 'upsert a', 'upsert b', 'syncEnd']);
});

test('the version of a WatchList is that of its bookmark, not of the objects before it', async () => {
  const { client, requests } = scriptedClient([
    `{"type":"ADDED","object":${item('a')}}\n` +
      '{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"99"}}}\n' +
      '{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"7","annotations":{"k8s.io/initial-events-end":"true"}}}}\n',
  ]);
  const sink = new TestSink();
  const reflector = createReflector({ client, path: '/p', sink, log: silentLog, timing: SHORT });
  onTestFinished(() => reflector.stop());
  reflector.start();
  await until(() => requests.length === 2);
  expect(requests[1]?.query?.['resourceVersion']).toBe('7');
});

test.each([
  [
    'that repeats its continue token',
    '{"metadata":{"resourceVersion":"7","continue":"t"},"items":[]}',
  ],
  ['without a version', '{"metadata":{},"items":[]}'],
])('a list %s is no list: nothing is swept', async (_claim, page) => {
  const refusal = new ApiError({ code: 400, reason: '', message: '', path: '' });
  const { client } = scriptedClient([refusal, page, page, page, page]);
  const sink = new TestSink();
  const reflector = createReflector({ client, path: '/p', sink, log: silentLog, timing: SHORT });
  onTestFinished(() => reflector.stop());
  reflector.start();
  await until(() => reflector.status().parseErrors > 0);
  await reflector.stop();
  expect(sink.calls).not.toContain('syncEnd');
  expect(reflector.status().hasSynced).toBe(false);
});

test('the status counts ages from the last byte and states from the server clock', async () => {
  const { client, clock } = scriptedClient([
    '{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"7","annotations":{"k8s.io/initial-events-end":"true"}}}}\n',
  ]);
  const local = { nowMs: 50 };
  const reflector = createReflector({
    client,
    path: '/p',
    sink: new TestSink(),
    log: silentLog,
    timing: SHORT,
    timers: { ...systemTimers, now: () => local.nowMs },
  });
  const counters = { relists: 0, reconnects: 0, parseErrors: 0, handlerErrors: 0 };
  expect(reflector.status()).toEqual({
    ...counters,
    state: 'idle',
    since: 1_700_000_000_000,
    hasSynced: false,
    lastByteAgeMs: undefined,
  });
  onTestFinished(() => reflector.stop());
  clock.nowMs += 1_000;
  reflector.start();
  await until(() => reflector.status().state === 'live');
  local.nowMs += 25;
  expect(reflector.status()).toMatchObject({
    state: 'live',
    since: 1_700_000_001_000,
    hasSynced: true,
    lastByteAgeMs: 25,
  });
});
