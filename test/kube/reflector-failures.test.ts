// Each way in which an API server is known to misbehave is a test here: what the watch must survive for years.

import { writeFileSync } from 'node:fs';
import { describe, expect, onTestFinished, test } from 'vitest';
import type { KubeClient } from '../../src/kube/client.ts';
import { DEFAULT_TIMING } from '../../src/kube/reflector-timing.ts';
import { systemTimers } from '../../src/kube/timers.ts';
import { afterEvents } from '../fake-apiserver/faults.ts';
import { startFakeApiServer } from '../fake-apiserver/server.ts';
import type { FakeApiServer, Fault } from '../fake-apiserver/types.ts';
import {
  createFileClient,
  createWatching,
  listsOf,
  pause,
  pod,
  podRef,
  silentLog,
  startLive,
  startWorld,
  TestSink,
  until,
  type Watching,
  watchesOf,
} from './support.ts';

/** A live watch of one pod, "a". */
async function startWithPod(
  options: Parameters<typeof startWorld>[0] = {},
  watching: Parameters<typeof startLive>[1] = {},
): Promise<{ server: FakeApiServer; client: KubeClient } & Watching> {
  const { server, client } = await startWorld(options);
  server.store.put(pod('a'));
  return { server, client, ...(await startLive(client, watching)) };
}

/** The proof that a watch is well: a change made now arrives. */
async function expectDelivery(
  server: FakeApiServer,
  sink: TestSink,
  name = 'proof',
): Promise<void> {
  server.store.put(pod(name));
  await until(() => sink.rows.has(name));
}

/** As at the end of timeoutSeconds: in order, and the next watch is welcome. */
function endWatches(server: FakeApiServer): void {
  server.setAbsent(['v1/pods']);
  server.setAbsent([]);
}

const WATCH = { watch: true } as const;
const LIST = { watch: false } as const;

describe('the API server accepts the watch, then is silent', () => {
  test('the connection is given up and the watch resumes without a list', async () => {
    const { server, client } = await startWorld();
    server.store.put(pod('a'));
    server.plan({
      match: WATCH,
      fault: afterEvents(2, 'silence'),
    });
    const { reflector, sink, states } = await startLive(client, { silenceMs: 120 });
    server.store.put(pod('b'));
    await until(() => sink.rows.has('b'));
    expect(watchesOf(server)).toHaveLength(2);
    expect(sink.calls).toEqual(['syncStart', 'upsert a', 'syncEnd', 'upsert b']);
    expect(states).toEqual(['syncing', 'live']);
    expect(reflector.status()).toMatchObject({ reconnects: 1, relists: 0 });
  });

  test('also when it is silent from the first byte, and when the headers never come', async () => {
    const { server, client } = await startWorld();
    server.store.put(pod('a'));
    server.plan(
      { match: WATCH, fault: { kind: 'silence' } },
      { match: LIST, fault: { kind: 'hang' } },
    );
    const { sink } = await startLive(client, { silenceMs: 50, timing: { headersMs: 50 } });
    expect(sink.names).toEqual(['a']);
  });

  test('a watch that keeps sending bookmarks is left alone', async () => {
    const { server } = await startWithPod({ bookmarkIntervalMs: 30 }, { silenceMs: 120 });
    await pause(500);
    expect(watchesOf(server)).toHaveLength(1);
  });
});

describe('the API server ends each watch at once', () => {
  test('there is no storm of requests, and the state says so', async () => {
    const { server, client } = await startWorld();
    const { states } = await startLive(client, { timing: DEFAULT_TIMING });
    server.plan({ match: WATCH, fault: { kind: 'end' }, times: Infinity });
    const before = server.requests.length;
    endWatches(server);
    await pause(2_500);
    // At least 0.8 s between two: in 2.5 s no more than three.
    expect(server.requests.length - before).toBeLessThanOrEqual(3);
    expect(server.requests.length - before).toBeGreaterThanOrEqual(1);
    expect(states).toEqual(['syncing', 'live', 'stale']);
  });

  test('events that happen meanwhile arrive', async () => {
    const { server, sink, reflector } = await startWithPod();
    server.plan({ match: WATCH, fault: { kind: 'end' }, times: 5 });
    server.dropConnections();
    server.store.put(pod('b'));
    await until(() => sink.rows.has('b'));
    await until(() => reflector.status().state === 'live');
    expect(reflector.status()).toMatchObject({ reconnects: 6, relists: 0 });
  });

  test('three ends in order on a quiet resource leave a watch open', async () => {
    const { server, sink, reflector, states } = await startWithPod();
    for (let count = 2; count <= 4; count += 1) {
      await pause(80);
      endWatches(server);
      await until(() => server.openWatches === 1 && watchesOf(server).length === count);
    }
    await expectDelivery(server, sink);
    expect(states).toEqual(['syncing', 'live']);
    expect(reflector.status()).toMatchObject({ reconnects: 3, relists: 0 });
    expect(reflector.status().lastError).toBeUndefined();
  });
});

describe('the history is gone', () => {
  test('HTTP 410 on the watch: listed again once, a missed deletion is swept', async () => {
    const { server, sink, reflector, states } = await startWithPod();
    server.store.put(pod('b'));
    await until(() => sink.rows.has('b'));
    await pause(80);
    server.plan({ match: WATCH, fault: { kind: 'status', code: 410, reason: 'Expired' } });
    server.dropConnections();
    server.store.remove(podRef('a'));
    await until(() => reflector.status().relists === 1);
    expect(sink.names).toEqual(['b']);
    expect(states).toEqual(['syncing', 'live']);
    await expectDelivery(server, sink);
    expect(watchesOf(server)).toHaveLength(3);
  });

  test('ERROR 410 in the stream: the same', async () => {
    const { server, sink, reflector, states } = await startWithPod();
    await pause(80);
    server.dropConnections();
    server.store.remove(podRef('a'));
    server.store.put(pod('b'));
    server.store.compact();
    await until(() => reflector.status().relists === 1);
    expect(sink.names).toEqual(['b']);
    expect(sink.calls).not.toContain('remove a');
    expect(states).toEqual(['syncing', 'live']);
    await expectDelivery(server, sink);
  });

  test('410 for ever: lists and watches back off instead of looping, and it is said', async () => {
    const { server, client } = await startWorld({ watchList: false });
    server.plan({
      match: { path: /resourceVersion=/ },
      fault: { kind: 'status', code: 410 },
      times: Infinity,
    });
    const { reflector, states } = createWatching(client, {
      timing: { backoffMinMs: 100, backoffMaxMs: 2_000 },
      timers: { ...systemTimers, random: () => 0.5 },
    });
    reflector.start();
    await pause(1_000);
    // Waits of 150, 250, 450, 850 ms: at most five rounds of a list and a watch, and the refused WatchList.
    expect(server.requests.length).toBeLessThanOrEqual(11);
    await until(() => reflector.status().state === 'stale');
    expect(states).toEqual(['syncing', 'live', 'stale']);
  });

  test('410 on a continue token: the list begins anew, and nothing is lost', async () => {
    const { server, client } = await startWorld({ watchList: false });
    for (const name of ['a', 'b', 'c', 'd', 'e']) server.store.put(pod(name));
    server.plan({
      match: { path: /continue=/ },
      fault: { kind: 'status', code: 410, reason: 'Expired' },
    });
    const { sink } = await startLive(client, { pageSize: 2 });
    expect(sink.names).toEqual(['a', 'b', 'c', 'd', 'e']);
    expect(sink.calls.filter((call) => call.startsWith('sync'))).toEqual([
      'syncStart',
      'syncStart',
      'syncEnd',
    ]);
    expect(listsOf(server).map(({ query }) => 'continue' in query)).toEqual([
      false,
      true,
      false,
      true,
      true,
    ]);
  });
});

describe('the watch breaks, and resumes where it was', () => {
  const cases: [string, Fault][] = [
    ['connection dropped mid-stream', afterEvents(1, 'reset')],
    ['connection dropped inside a line', { kind: 'resetAfterBytes', bytes: 500 }],
    ['ERROR 500 in the stream', { kind: 'streamError', code: 500, reason: 'InternalError' }],
    ['ERROR 429 in the stream', { kind: 'streamError', code: 429, reason: 'TooManyRequests' }],
    ['HTTP 500 on the watch', { kind: 'status', code: 500 }],
    ['HTTP 429 on the watch', { kind: 'status', code: 429, retryAfterSeconds: 0 }],
    ['HTTP 503 on the watch', { kind: 'status', code: 503 }],
    ['no answer to the watch', { kind: 'reset' }],
    ['half a JSON line, then the end', afterEvents(1, 'halfLine')],
    ['a garbage line', afterEvents(1, 'garbage')],
  ];
  test.each(cases)('%s', async (_claim, fault) => {
    const { server, sink, reflector, states } = await startWithPod();
    await pause(80);
    server.plan({ match: WATCH, fault });
    server.dropConnections();
    await until(() => server.openWatches === 0);
    server.store.put(pod('b'));
    server.store.put(pod('c', { message: 'x'.repeat(600) }));
    server.store.remove(podRef('a'));
    await until(() => sink.rows.has('c') && !sink.rows.has('a'));
    await expectDelivery(server, sink);
    // Every event once and in order: resumed from the right version, nothing listed.
    expect(sink.calls).toEqual([
      'syncStart',
      'upsert a',
      'syncEnd',
      'upsert b',
      'upsert c',
      'remove a',
      'upsert proof',
    ]);
    expect(reflector.status()).toMatchObject({ relists: 0, handlerErrors: 0 });
    expect(states.filter((state) => state !== 'stale')).toEqual(
      states.includes('stale') ? ['syncing', 'live', 'live'] : ['syncing', 'live'],
    );
  });

  test.each([
    ['half a JSON line', afterEvents(1, 'halfLine')],
    ['a garbage line', afterEvents(1, 'garbage')],
  ] as const)('%s is counted', async (_claim, fault) => {
    const { server, sink, reflector } = await startWithPod();
    server.plan({ match: WATCH, fault });
    server.dropConnections();
    server.store.put(pod('b'));
    await until(() => reflector.status().parseErrors === 1);
    await expectDelivery(server, sink);
    expect(reflector.status().parseErrors).toBe(1);
  });

  test('bookmarks carry the version over a reconnect though the pods were quiet', async () => {
    const options = { bookmarkIntervalMs: 20, historyLimit: 3 };
    const { server, sink, reflector } = await startWithPod(options);
    for (let count = 0; count < 5; count += 1) {
      server.store.put({
        apiVersion: 'v1',
        kind: 'Node',
        metadata: { name: `n${count}` },
      });
    }
    const version = String(server.store.resourceVersion);
    await pause(80);
    server.dropConnections();
    await until(() => watchesOf(server).length === 2 && server.openWatches === 1);
    await expectDelivery(server, sink);
    expect(watchesOf(server)[1]?.query['resourceVersion']).toBe(version);
    expect(reflector.status().relists).toBe(0);
  });

  test('a line that can never be read ends in a new list, not in a loop', async () => {
    const { server, sink, reflector } = await startWithPod();
    server.plan({
      match: { path: /resourceVersion=/ },
      fault: afterEvents(0, 'garbage'),
      times: 3,
    });
    await pause(80);
    server.dropConnections();
    await until(() => reflector.status().relists === 1);
    await expectDelivery(server, sink);
    expect(reflector.status().parseErrors).toBe(3);
  });
});

describe('the API server asks for patience', () => {
  test.each([
    ['429 on a list', { watchList: false }, 429, LIST],
    ['503 on a list', { watchList: false }, 503, LIST],
    ['429 on a watch', {}, 429, WATCH],
    ['503 on a watch', {}, 503, WATCH],
  ] as const)('Retry-After is honoured: %s', async (_claim, options, code, match) => {
    const { server, client } = await startWorld(options);
    server.store.put(pod('a'));
    server.plan({ match, fault: { kind: 'status', code, retryAfterSeconds: 1 } });
    const { sink } = await startLive(client);
    expect(sink.names).toEqual(['a']);
    const asked = server.requests.filter((request) => request.watch === match.watch);
    expect((asked[1]?.atMs ?? 0) - (asked[0]?.atMs ?? 0)).toBeGreaterThanOrEqual(990);
  });

  test('HTTP 500 on the list: tried again, then live', async () => {
    const { server, client } = await startWorld({ watchList: false });
    server.store.put(pod('a'));
    server.plan({ match: LIST, fault: { kind: 'status', code: 500 }, times: 3 });
    const { sink, states } = await startLive(client);
    expect(sink.calls).toEqual(['syncStart', 'upsert a', 'syncEnd']);
    expect(states).toEqual(['syncing', 'live']);
    expect(listsOf(server)).toHaveLength(4);
  });

  test('HTTP 500 and a cut on page 2: that page is asked again, not the first', async () => {
    const { server, client } = await startWorld({ watchList: false });
    for (const name of ['a', 'b', 'c']) server.store.put(pod(name));
    server.plan(
      { match: { path: /continue=/ }, fault: { kind: 'status', code: 500 } },
      { match: { path: /continue=/ }, fault: { kind: 'resetAfterBytes', bytes: 60 } },
    );
    const { sink } = await startLive(client, { pageSize: 2 });
    expect(sink.names).toEqual(['a', 'b', 'c']);
    expect(sink.calls.filter((call) => call === 'syncStart')).toHaveLength(1);
    expect(listsOf(server)).toHaveLength(4);
  });
});

test('a good watch forgives: the next failure waits as the first did, and no error is left', async () => {
  const delays: unknown[] = [];
  function note(_message: string, fields: object = {}): void {
    if ('delayMs' in fields) delays.push(fields.delayMs);
  }
  const { server, client } = await startWorld();
  server.plan({ match: WATCH, fault: { kind: 'status', code: 500 }, times: 2 });
  const { reflector } = await startLive(client, {
    log: { ...silentLog, warn: note, debug: note },
    timers: { ...systemTimers, random: () => 1 },
  });
  expect(reflector.status().lastError).toBe('planned failure 500');
  await until(() => reflector.status().lastError === undefined);
  server.plan({ match: WATCH, fault: { kind: 'status', code: 500 } });
  server.dropConnections();
  await until(() => delays.length === 4);
  expect(delays).toEqual([40, 80, 0, 40]);
});

describe('the sink throws', () => {
  test('it costs that event alone, and is counted', async () => {
    const sink = new TestSink();
    const upsert = sink.upsert.bind(sink);
    sink.upsert = (object) => {
      upsert(object);
      if (sink.rows.size === 2) throw new Error('handler');
    };
    sink.syncEnd = () => {
      throw new Error('sweep');
    };
    const { server, reflector } = await startWithPod({}, { sink });
    server.store.put(pod('b'));
    server.store.remove(podRef('b'));
    server.store.put(pod('c', { message: 'the second row again' }));
    server.store.remove(podRef('c'));
    await until(() => sink.calls.includes('remove c'));
    expect(reflector.status()).toMatchObject({ state: 'live', handlerErrors: 3, reconnects: 0 });
  });

  test('so may the status listener', async () => {
    const { server, client } = await startWorld();
    const { reflector, sink } = createWatching(client, {
      onStatus() {
        throw new Error('listener');
      },
    });
    reflector.start();
    await expectDelivery(server, sink);
    expect(reflector.status().state).toBe('live');
  });
});

describe('access is denied', () => {
  test('403: refused, asked slowly, and well again when the role is repaired', async () => {
    const { server, client } = await startWorld({ forbidden: ['watch pods', 'list pods'] });
    const { reflector, sink, states } = createWatching(client);
    reflector.start();
    await until(() => reflector.status().state === 'refused');
    const before = server.requests.length;
    await pause(400);
    expect(server.requests.length - before).toBeLessThanOrEqual(3);
    expect(sink.calls).toEqual([]);
    expect(reflector.status().lastError).toContain('cannot watch resource "pods"');
    server.setForbidden([]);
    await until(() => reflector.status().state === 'live');
    await expectDelivery(server, sink);
    expect(states).toEqual(['syncing', 'refused', 'syncing', 'live']);
  });

  test('403 on a live watch: one in passing is not called refused, one that lasts is', async () => {
    const { server, reflector, sink, states } = await startWithPod();
    await pause(80);
    server.plan({ match: WATCH, fault: { kind: 'status', code: 403 } });
    server.dropConnections();
    await expectDelivery(server, sink);
    expect(states).not.toContain('refused');
    server.setForbidden(['watch pods']);
    server.dropConnections();
    await until(() => reflector.status().state === 'refused');
    server.store.remove(podRef('a'));
    server.setForbidden([]);
    await until(() => reflector.status().state === 'live');
    await until(() => !sink.rows.has('a'));
    // It resumed: the deletion came as an event.
    expect(sink.calls).toContain('remove a');
  });

  test('watch allowed but not list, and the other way round', async () => {
    const { client } = await startWorld({ watchList: false, forbidden: ['list pods'] });
    const noList = createWatching(client);
    noList.reflector.start();
    await until(() => noList.reflector.status().state === 'refused');
    expect(noList.sink.calls).toEqual([]);
    const other = await startWorld({ watchList: false, forbidden: ['watch pods'] });
    const noWatch = createWatching(other.client);
    noWatch.reflector.start();
    await until(() => noWatch.reflector.status().state === 'refused');
    expect(noWatch.states).toEqual(['syncing', 'refused']);
  });

  test('401 with a rotated token file: no failure at all', async () => {
    const server = await startFakeApiServer({ tokens: ['one'] });
    onTestFinished(() => server.close());
    const { client, tokenFile } = createFileClient(server);
    const { sink, states } = await startLive(client);
    writeFileSync(tokenFile, 'two');
    server.setTokens(['two']);
    await pause(80);
    server.dropConnections();
    await expectDelivery(server, sink);
    expect(states).toEqual(['syncing', 'live']);
    expect(watchesOf(server).map(({ token }) => token)).toEqual(['one', 'one', 'two']);
  });

  test('401 that lasts is refused too', async () => {
    const { server, reflector } = await startWithPod();
    server.setTokens(['other']);
    server.dropConnections();
    await until(() => reflector.status().state === 'refused');
    server.setTokens([server.token]);
    await until(() => reflector.status().state === 'live');
  });
});

describe('the resource type', () => {
  test('is absent, then present', async () => {
    const { server, client } = await startWorld({ absent: ['v1/pods'] });
    const { reflector, sink, states } = createWatching(client);
    reflector.start();
    await until(() => reflector.status().state === 'absent');
    const before = server.requests.length;
    await pause(400);
    expect(server.requests.length - before).toBeLessThanOrEqual(3);
    expect(sink.calls).toEqual([]);
    server.setAbsent([]);
    await until(() => reflector.status().state === 'live');
    await expectDelivery(server, sink);
    expect(states).toEqual(['syncing', 'absent', 'syncing', 'live']);
  });

  test('vanishes and returns: listed again, because its objects went with it', async () => {
    const { server, reflector, sink } = await startWithPod();
    await pause(80);
    server.setAbsent(['v1/pods']);
    await until(() => reflector.status().state === 'absent');
    server.store.remove(podRef('a'));
    server.store.put(pod('b'));
    server.setAbsent([]);
    await until(() => reflector.status().state === 'live');
    expect(sink.names).toEqual(['b']);
    expect(reflector.status().relists).toBe(1);
  });
});

describe('the API server restarts', () => {
  test('on the same port, with a new CA: stale meanwhile, then what was missed is made good', async () => {
    const server = await startFakeApiServer();
    onTestFinished(() => server.close());
    const { client, caFile } = createFileClient(server);
    server.store.put(pod('a'));
    server.store.put(pod('b'));
    const { reflector, sink, states } = await startLive(client);
    await pause(80);
    await server.close();
    await until(() => reflector.status().state === 'stale');
    expect(reflector.status()).toMatchObject({ hasSynced: true, lastError: expect.any(String) });
    expect(sink.names).toEqual(['a', 'b']);
    const next = await startFakeApiServer({ port: Number(new URL(server.url).port) });
    onTestFinished(() => next.close());
    writeFileSync(caFile, next.caPem);
    next.store.put(pod('b'));
    next.store.put(pod('c'));
    next.store.compact();
    await until(() => reflector.status().relists === 1);
    expect(sink.names).toEqual(['b', 'c']);
    await expectDelivery(next, sink);
    expect(states).toEqual(['syncing', 'live', 'stale', 'live']);
  });

  test('while nothing listens the waits stay below their ceiling', async () => {
    const { server, reflector, statuses } = await startWithPod();
    await server.close();
    const before = reflector.status().reconnects;
    await pause(1_000);
    const attempts = reflector.status().reconnects - before;
    expect(attempts).toBeGreaterThanOrEqual(1_000 / 80 / 2);
    expect(attempts).toBeLessThanOrEqual(1_000 / 20 + 1);
    expect(statuses.at(-1)?.lastError).toContain('ECONNREFUSED');
  });
});

describe('WatchList', () => {
  test('is used where it is served: no list, one request', async () => {
    const { server, sink } = await startWithPod();
    expect(server.requests.map(({ watch, query }) => [watch, query['sendInitialEvents']])).toEqual([
      [true, 'true'],
    ]);
    expect(sink.calls).toEqual(['syncStart', 'upsert a', 'syncEnd']);
  });

  test('refused: pages at once, and not asked again for the next list', async () => {
    const { server, sink, reflector } = await startWithPod({ watchList: false });
    expect(sink.calls).toEqual(['syncStart', 'upsert a', 'syncEnd']);
    await pause(80);
    server.plan({ match: WATCH, fault: { kind: 'status', code: 410 } });
    server.dropConnections();
    await until(() => reflector.status().relists === 1);
    const asked = watchesOf(server).filter(({ query }) => 'sendInitialEvents' in query);
    expect(asked).toHaveLength(1);
    expect(listsOf(server)).toHaveLength(2);
  });

  test('refused long ago: asked again', async () => {
    const { server, reflector } = await startWithPod(
      { watchList: false },
      { timing: { watchListRetryMs: 50 } },
    );
    await pause(80);
    server.plan({ match: WATCH, fault: { kind: 'status', code: 410 } });
    server.dropConnections();
    await until(() => reflector.status().relists === 1);
    const asked = watchesOf(server).filter(({ query }) => 'sendInitialEvents' in query);
    expect(asked).toHaveLength(2);
  });

  test('that always answers 500: pages', async () => {
    const { server, client } = await startWorld();
    server.store.put(pod('a'));
    server.plan({
      match: { path: /sendInitialEvents/ },
      fault: { kind: 'status', code: 500 },
      times: Infinity,
    });
    const { sink } = await startLive(client);
    expect(sink.calls).toEqual(['syncStart', 'upsert a', 'syncEnd']);
    expect(watchesOf(server).length).toBeLessThanOrEqual(4);
  });

  test.each([
    ['ends', 'end', 'the watch ended before all objects were sent'],
    ['is cut', 'reset', 'other side closed'],
    ['is silent', 'silence', 'no byte for 100 ms'],
    ['sends garbage', 'garbage', 'a watch line is no JSON'],
  ] as const)('%s before it is complete: pages, and no half list is swept', async (...row) => {
    const [, outcome, message] = row;
    const { server, client } = await startWorld();
    for (const name of ['a', 'b', 'c']) server.store.put(pod(name));
    server.plan({ match: WATCH, fault: afterEvents(2, outcome) });
    const { sink, statuses } = await startLive(client, { silenceMs: 100 });
    expect(sink.calls).toEqual([
      'syncStart',
      'upsert a',
      'upsert b',
      'syncStart',
      'upsert a',
      'upsert b',
      'upsert c',
      'syncEnd',
    ]);
    expect(listsOf(server)).toHaveLength(1);
    expect(statuses.map(({ lastError }) => lastError)).toContain(message);
  });
});

describe('content', () => {
  const NASTY = {
    message: '\u2028\u2029 "}]{[\\" \\\\" \n\u0000 {"items":[',
    __proto__x: 1,
  };
  test.each([
    ['through a WatchList', {}],
    ['through pages', { watchList: false }],
  ])('of the nastiest kind arrives unharmed %s', async (_claim, options) => {
    const { server, client } = await startWorld(options);
    const nasty = pod('nasty', JSON.parse(`{"__proto__":{"polluted":true},"constructor":1}`));
    server.store.put(pod('text', NASTY));
    server.store.put(nasty);
    const { sink, reflector } = await startLive(client);
    server.store.put(pod('later', NASTY));
    await until(() => sink.rows.has('later'));
    for (const name of ['text', 'later', 'nasty']) {
      const wanted = server.store.get(podRef(name));
      expect(sink.rows.get(name)).toMatchObject({ status: wanted?.['status'] });
    }
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
    expect(reflector.status().parseErrors).toBe(0);
  });

  test('a line of 5 MB costs that object alone: the list skips it', async () => {
    const { server, sink, reflector } = await startWithPod();
    server.store.put(pod('huge', { message: 'x'.repeat(5 * 1024 * 1024) }));
    server.store.put(pod('b'));
    await until(() => reflector.status().relists === 1);
    expect(sink.names).toEqual(['a', 'b']);
    await until(() => reflector.status().state === 'live');
    expect(reflector.status().relists).toBe(1);
    expect(reflector.status().parseErrors).toBeGreaterThanOrEqual(2);
    await expectDelivery(server, sink);
  });
});
