// After stop() there is no request, no call of the sink and no change of state, wherever it was caught.

import { describe, expect, test } from 'vitest';
import { afterEvents } from '../fake-apiserver/faults.ts';
import type { FakeApiServer, FakeApiServerOptions, PlannedFault } from '../fake-apiserver/types.ts';
import {
  createWatching,
  pause,
  pod,
  startLive,
  startWorld,
  TestSink,
  until,
  type Watching,
  watchesOf,
} from './support.ts';

/** Stops, then provokes everything that could still happen. */
async function expectStopped(server: FakeApiServer, watching: Watching): Promise<void> {
  const { reflector, sink, states } = watching;
  const startMs = performance.now();
  await reflector.stop();
  expect(performance.now() - startMs).toBeLessThan(100);
  const calls = [...sink.calls];
  const requests = server.requests.length;
  server.clearFaults();
  server.store.put(pod('after-stop'));
  await pause(250);
  expect(sink.calls).toEqual(calls);
  expect(server.requests).toHaveLength(requests);
  expect(server.openWatches).toBe(0);
  expect(states.at(-1)).toBe('stopped');
  expect(reflector.status().state).toBe('stopped');
}

interface Moment {
  readonly options?: FakeApiServerOptions;
  readonly faults?: readonly PlannedFault[];
  readonly isReached: (server: FakeApiServer, watching: Watching) => boolean;
}

const PAGES = { watchList: false } as const;

describe('stop', () => {
  const moments: [string, Moment][] = [
    [
      'while the list waits for its headers',
      {
        options: PAGES,
        faults: [{ match: { watch: false }, fault: { kind: 'hang' } }],
        isReached: (server) => server.requests.length === 2,
      },
    ],
    [
      'while the list waits for its body',
      {
        options: PAGES,
        faults: [{ match: { watch: false }, fault: { kind: 'silence' } }],
        isReached: (_server, { sink }) => sink.calls.length === 1,
      },
    ],
    [
      'while page 2 waits',
      {
        options: PAGES,
        faults: [{ match: { path: /continue=/ }, fault: { kind: 'delay', ms: 60 } }],
        isReached: (server) => server.requests.some(({ query }) => 'continue' in query),
      },
    ],
    [
      'while a page waits for its second attempt',
      {
        options: PAGES,
        faults: [
          { match: { path: /continue=/ }, fault: { kind: 'status', code: 500 }, times: Infinity },
        ],
        isReached: (_server, { reflector }) => reflector.status().lastError !== undefined,
      },
    ],
    [
      'while a WatchList is not complete',
      {
        faults: [{ match: {}, fault: afterEvents(1, 'silence') }],
        isReached: (_server, { sink }) => sink.calls.length === 2,
      },
    ],
    [
      'while the watch waits for its headers',
      {
        faults: [{ match: {}, fault: { kind: 'hang' } }],
        isReached: (server) => server.requests.length === 1,
      },
    ],
    ['while the watch runs', { isReached: (server) => server.openWatches === 1 }],
    [
      'between the headers and the moment a watch counts as good',
      { isReached: (_server, { reflector }) => reflector.status().hasSynced },
    ],
    [
      'during the back-off',
      {
        faults: [{ match: {}, fault: { kind: 'status', code: 500 }, times: Infinity }],
        isReached: (_server, { reflector }) => reflector.status().lastError !== undefined,
      },
    ],
    [
      'during the slow wait of a refused watch',
      {
        options: { forbidden: ['watch pods'] },
        isReached: (_server, { reflector }) => reflector.status().state === 'refused',
      },
    ],
  ];
  test.each(moments)('%s', async (_claim, { options = {}, faults = [], isReached }) => {
    const { server, client } = await startWorld(options);
    for (const name of ['a', 'b', 'c']) server.store.put(pod(name));
    server.plan(...faults);
    const watching = createWatching(client, { pageSize: 1 });
    watching.reflector.start();
    await until(() => isReached(server, watching));
    await expectStopped(server, watching);
  });

  test('in the very turn of the start', async () => {
    const { server, client } = await startWorld();
    const watching = createWatching(client);
    watching.reflector.start();
    await expectStopped(server, watching);
    expect(server.requests).toHaveLength(0);
  });

  test('before the start', async () => {
    const { server, client } = await startWorld();
    await expectStopped(server, createWatching(client));
  });

  test('twice, also at the same time', async () => {
    const { server, client } = await startWorld();
    const watching = await startLive(client);
    await Promise.all([watching.reflector.stop(), watching.reflector.stop()]);
    await expectStopped(server, watching);
    expect(watching.states).toEqual(['syncing', 'live', 'stopped']);
  });

  test.each([
    ['a WatchList', {}],
    ['a list', PAGES],
  ])('from inside the sink ends also the rest of the chunk of %s', async (_claim, options) => {
    const { server, client } = await startWorld(options);
    for (const name of ['a', 'b', 'c']) server.store.put(pod(name));
    const sink = new TestSink();
    const watching = createWatching(client, { sink });
    const upsert = sink.upsert.bind(sink);
    sink.upsert = (object) => {
      upsert(object);
      void watching.reflector.stop();
    };
    watching.reflector.start();
    await until(() => sink.calls.length > 1);
    await expectStopped(server, watching);
    expect(sink.calls).toEqual(['syncStart', 'upsert a']);
    expect(watching.states).toEqual(['syncing', 'stopped']);
  });

  test('from inside the sink on a live watch changes no state back', async () => {
    const { server, client } = await startWorld();
    const sink = new TestSink();
    const watching = await startLive(client, { sink });
    const upsert = sink.upsert.bind(sink);
    sink.upsert = (object) => {
      upsert(object);
      void watching.reflector.stop();
    };
    server.store.put(pod('a'));
    server.store.put(pod('b'));
    await until(() => sink.calls.includes('upsert a'));
    await expectStopped(server, watching);
    expect(sink.calls).toEqual(['syncStart', 'syncEnd', 'upsert a']);
    expect(watching.states).toEqual(['syncing', 'live', 'stopped']);
  });

  test.each(['syncStart', 'syncEnd'] as const)(
    'from inside %s changes no state back',
    async (at) => {
      for (const options of [{}, PAGES]) {
        const { server, client } = await startWorld(options);
        const sink = new TestSink();
        const watching = createWatching(client, { sink });
        const original = sink[at].bind(sink);
        sink[at] = () => {
          original();
          void watching.reflector.stop();
        };
        watching.reflector.start();
        await until(() => sink.calls.includes(at));
        await expectStopped(server, watching);
        expect(watching.states).toEqual(['syncing', 'stopped']);
      }
    },
  );
});

describe('start', () => {
  test('twice watches once', async () => {
    const { server, client } = await startWorld();
    const { reflector } = await startLive(client);
    reflector.start();
    await pause(50);
    expect(watchesOf(server)).toHaveLength(1);
  });

  test('after a stop begins afresh, with a new sync', async () => {
    const { server, client } = await startWorld();
    server.store.put(pod('a'));
    const { reflector, sink, states } = await startLive(client);
    await reflector.stop();
    server.store.remove({ resource: 'v1/pods', namespace: 'shop', name: 'a' });
    server.store.put(pod('b'));
    reflector.start();
    await until(() => sink.rows.has('b'));
    await until(() => reflector.status().state === 'live');
    expect(sink.names).toEqual(['b']);
    expect(states).toEqual(['syncing', 'live', 'stopped', 'syncing', 'live']);
  });
});
