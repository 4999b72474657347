import { describe, expect, test } from 'vitest';
import { PODS, pod, startTestServer } from './support.ts';

const WATCH_LIST =
  'watch=1&sendInitialEvents=true&resourceVersionMatch=NotOlderThan&allowWatchBookmarks=true';

describe('a list', () => {
  test('leaves apiVersion and kind of built-in types to the list', async () => {
    const { server, get } = await startTestServer({ now: () => Date.UTC(2030, 0, 1) });
    server.store.put({ ...pod('a'), metadata: { name: 'a', namespace: 'shop', uid: 'u' } });
    const answer = await get('/api/v1/namespaces/shop/pods');
    expect(answer.body).toEqual({
      kind: 'PodList',
      apiVersion: 'v1',
      metadata: { resourceVersion: '2' },
      items: [
        {
          metadata: {
            name: 'a',
            namespace: 'shop',
            uid: 'u',
            creationTimestamp: '2030-01-01T00:00:00Z',
            generation: 1,
            resourceVersion: '2',
          },
          spec: { nodeName: 'node-1' },
          status: { phase: 'Running' },
        },
      ],
    });
    expect(answer.headers['date']).toBe('Tue, 01 Jan 2030 00:00:00 GMT');
  });
});

describe('a WatchList', () => {
  test('sends the state, the end-of-initial-events bookmark, then changes', async () => {
    const { server, watch } = await startTestServer();
    server.store.put(pod('a'));
    const stream = await watch(`${PODS}?${WATCH_LIST}`);
    await stream.until(({ lines }) => lines.length === 2);
    server.store.put(pod('b'));
    server.store.remove({ resource: 'v1/pods', namespace: 'shop', name: 'a' });
    await stream.until(({ lines }) => lines.length === 4);
    expect(stream.events).toEqual(['ADDED a', 'BOOKMARK', 'ADDED b', 'DELETED a']);
    expect(JSON.parse(stream.lines[1] ?? '')).toEqual({
      type: 'BOOKMARK',
      object: {
        kind: 'Pod',
        apiVersion: 'v1',
        metadata: { resourceVersion: '2', annotations: { 'k8s.io/initial-events-end': 'true' } },
        spec: { containers: null },
        status: {},
      },
    });
  });

  test('is refused with 422 when the gate is off', async () => {
    const { get } = await startTestServer({ watchList: false });
    const answer = await get(`${PODS}?${WATCH_LIST}`);
    expect(answer.code).toBe(422);
    expect(answer.body['message']).toBe(
      'ListOptions.meta.k8s.io "" is invalid: sendInitialEvents: Forbidden: sendInitialEvents ' +
        'is forbidden for watch unless the WatchList feature gate is enabled',
    );
  });
});

describe('the server', () => {
  test('closes within 200 ms with open watches', async () => {
    const { server, watch } = await startTestServer();
    await watch(`${PODS}?watch=1`);
    await watch(`${PODS}?watch=1`);
    expect(server.openWatches).toBe(2);
    const startMs = performance.now();
    await server.close();
    expect(performance.now() - startMs).toBeLessThan(200);
    expect(server.openWatches).toBe(0);
  });

  test('drops connections and goes on listening', async () => {
    const { server, watch, get } = await startTestServer();
    const stream = await watch(`${PODS}?watch=1`);
    server.dropConnections();
    await stream.until(({ ending }) => ending !== 'open');
    expect(stream.ending).toBe('UND_ERR_SOCKET');
    expect((await get(PODS)).code).toBe(200);
  });
});
