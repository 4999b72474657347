import { getEventListeners } from 'node:events';
import { writeFileSync } from 'node:fs';
import { CoreV1Api } from '@kubernetes/client-node';
import { describe, expect, test } from 'vitest';
import { ApiError } from '../../src/kube/errors.ts';
import { startRawServer } from './raw-server.ts';
import { createFileClient, PODS, pause, pod, startWorld, until } from './support.ts';

const GET_PODS = { method: 'GET', path: PODS } as const;

describe('connections', () => {
  test('200 calls in a row and 100 at once share at most 8', async () => {
    const { server, client } = await startWorld();
    for (let count = 0; count < 200; count += 1) await client.request(GET_PODS);
    // Two: a call may begin before undici has taken back the connection of the last one.
    expect(server.connections).toBeLessThanOrEqual(2);
    await Promise.all(Array.from({ length: 100 }, () => client.request(GET_PODS)));
    expect(server.connections).toBeLessThanOrEqual(8);
    expect(server.requests).toHaveLength(300);
  });

  test('the typed API classes of client-node share them', async () => {
    const { server, client, config } = await startWorld();
    server.store.put(pod('a'));
    const core = config.makeApiClient(CoreV1Api);
    const lists = await Promise.all(
      Array.from({ length: 40 }, () => core.listNamespacedPod({ namespace: 'shop' })),
    );
    expect(lists.at(-1)?.items[0]?.metadata?.name).toBe('a');
    await client.request(GET_PODS);
    expect(server.connections).toBeLessThanOrEqual(8);
  });

  test('open streams do not hold up a request', async () => {
    const { server, client } = await startWorld();
    const watch = { ...GET_PODS, query: { watch: '1' } };
    const streams = await Promise.all(Array.from({ length: 20 }, () => client.stream(watch)));
    expect(server.openWatches).toBe(20);
    await client.request({ ...GET_PODS, timeoutMs: 1_000 });
    for (const stream of streams) stream.close();
    await until(() => server.openWatches === 0);
  });

  test('that died while idle are replaced without an error', async () => {
    const { server, client } = await startWorld();
    await client.request(GET_PODS);
    server.dropConnections();
    await expect(client.request(GET_PODS)).resolves.toMatchObject({ kind: 'PodList' });
  });

  test('end with close, also the calls under way', async () => {
    const { server, client } = await startWorld();
    server.plan({ match: {}, fault: { kind: 'hang' } });
    const call = client.request(GET_PODS);
    const failure = expect(call).rejects.toThrow();
    await until(() => server.requests.length === 1);
    await client.close();
    await failure;
  });
});

describe('a request', () => {
  test('says who asks, for what, and where below a proxy', async () => {
    const seen: unknown[] = [];
    const { client } = await startRawServer((request, response) => {
      const {
        'user-agent': agent,
        accept,
        authorization,
        'accept-encoding': enc,
      } = request.headers;
      seen.push([request.url, request.headers['content-type'], agent, accept, authorization, enc]);
      response.end('{}');
    });
    await client.request({
      method: 'PATCH',
      path: '/api/v1/x',
      query: { fieldManager: 'a b', force: 'true' },
      body: { a: 1 },
      contentType: 'application/apply-patch+yaml',
    });
    await client.text({ ...GET_PODS, accept: 'text/plain' });
    const auth = `Basic ${Buffer.from('joe:secret').toString('base64')}`;
    const patch = 'application/apply-patch+yaml';
    expect(seen).toEqual([
      [
        '/k8s/clusters/one/api/v1/x?fieldManager=a+b&force=true',
        patch,
        'servicehealth/1.2.3',
        'application/json',
        auth,
        'identity',
      ],
      [
        '/k8s/clusters/one/api/v1/pods',
        undefined,
        'servicehealth/1.2.3',
        'text/plain',
        auth,
        'identity',
      ],
    ]);
  });

  test.each([
    ['one reset: a GET is sent again', { method: 'GET', resets: 1, requests: 2, answer: 'ok' }],
    ['two resets: a GET gives up', { method: 'GET', resets: 2, requests: 2, answer: 'lost' }],
    [
      'one reset: a POST is never sent again',
      { method: 'POST', resets: 1, requests: 1, answer: 'lost' },
    ],
  ] as const)('%s', async (_claim, { method, resets, ...expected }) => {
    let requests = 0;
    const { client } = await startRawServer((request, response) => {
      requests += 1;
      if (requests <= resets) request.socket.destroy();
      else response.end('"ok"');
    });
    const answer = await client.request({ method, path: '/x' }).catch(() => 'lost');
    expect({ requests, answer }).toEqual(expected);
  });

  test('whose answer is cut is sent again', async () => {
    const { server, client } = await startWorld();
    server.store.put(pod('a'));
    server.plan({ match: {}, fault: { kind: 'resetAfterBytes', bytes: 30 } });
    await expect(client.request(GET_PODS)).resolves.toMatchObject({ kind: 'PodList' });
    expect(server.requests).toHaveLength(2);
  });

  test.each([
    ['headers', 'hang'],
    ['body', 'silence'],
  ] as const)('without %s in time is given up', async (_claim, kind) => {
    const { server, client } = await startWorld();
    server.plan({ match: {}, fault: { kind } });
    await expect(client.request({ ...GET_PODS, timeoutMs: 60 })).rejects.toThrow(
      'no answer within 60 ms',
    );
    expect(server.requests).toHaveLength(1);
  });

  test('with a longer answer than allowed fails', async () => {
    const { server, client } = await startWorld();
    server.store.put(pod('a', { message: 'x'.repeat(5_000) }));
    await expect(client.request({ ...GET_PODS, maxBytes: 1_000 })).rejects.toThrow(
      'the answer is longer than 1000 bytes',
    );
  });

  test('ends when its signal does, and is not sent after that', async () => {
    const { server, client } = await startWorld();
    server.plan({ match: {}, fault: { kind: 'hang' } });
    const abort = new AbortController();
    const call = client.request({ ...GET_PODS, signal: abort.signal });
    const failure = expect(call).rejects.toThrow('enough');
    await until(() => server.requests.length === 1);
    abort.abort(new Error('enough'));
    await failure;
    await expect(client.request({ ...GET_PODS, signal: abort.signal })).rejects.toThrow('enough');
    expect(server.requests).toHaveLength(1);
  });

  test('leaves nothing on a signal that lives as long as the process', async () => {
    const { server, client } = await startWorld();
    const { signal } = new AbortController();
    for (let count = 0; count < 20; count += 1) await client.request({ ...GET_PODS, signal });
    const stream = await client.stream({ ...GET_PODS, query: { watch: '1' }, signal });
    expect(getEventListeners(signal, 'abort')).toHaveLength(1);
    stream.close();
    await until(() => server.openWatches === 0);
    expect(getEventListeners(signal, 'abort')).toHaveLength(0);
  });

  test('with an empty answer gives undefined', async () => {
    const { client } = await startRawServer((_request, response) => {
      response.statusCode = 204;
      response.end();
    });
    await expect(client.request({ method: 'DELETE', path: '/x' })).resolves.toBeUndefined();
  });
});

describe('a refusal', () => {
  test('is an ApiError with the Status in it, and no query', async () => {
    const { server, client } = await startWorld();
    server.plan({
      match: {},
      fault: {
        kind: 'status',
        code: 409,
        reason: 'Conflict',
        message: 'no\n!',
        retryAfterSeconds: 2,
      },
    });
    const call = client.request({ ...GET_PODS, query: { labelSelector: 'secret=1' } });
    await expect(call).rejects.toMatchObject({
      name: 'ApiError',
      code: 409,
      reason: 'Conflict',
      message: 'no !',
      path: PODS,
      retryAfterMs: 2_000,
    });
  });

  test.each([
    ['HTML of a proxy', { code: 502, body: '<html>'.repeat(50_000) }, undefined],
    ['a redirect', { code: 302, headers: { Location: 'http://127.0.0.1:1/' } }, undefined],
    ['a Retry-After that is a word', { code: 503, headers: { 'Retry-After': 'soon' } }, undefined],
    ['a Retry-After', { code: 429, headers: { 'Retry-After': '3' } }, 3_000],
  ])('may come without a Status: %s', async (_claim, answer, retryAfterMs) => {
    const {
      code,
      headers = {},
      body = '',
    }: { code: number; headers?: object; body?: string } = answer;
    const { client } = await startRawServer((_request, response) => {
      response.writeHead(code, { ...headers });
      response.end(body);
    });
    const error: unknown = await client.stream(GET_PODS).catch((reason: unknown) => reason);
    const message = `the server answered with HTTP ${code}`;
    expect(error).toEqual(new ApiError({ code, reason: '', message, path: PODS, retryAfterMs }));
  });
});

describe('a token file', () => {
  test('that was rotated is read again after a 401', async () => {
    const { server } = await startWorld({ tokens: ['one'] });
    const { client, tokenFile } = createFileClient(server);
    await client.request(GET_PODS);
    writeFileSync(tokenFile, 'two\n');
    server.setTokens(['two']);
    await client.request(GET_PODS);
    const stream = await client.stream(GET_PODS);
    stream.close();
    expect(server.requests.map(({ token }) => token)).toEqual(['one', 'one', 'two', 'two']);
  });

  test('that was not rotated is not tried twice', async () => {
    const { server } = await startWorld({ tokens: ['one'] });
    const { client } = createFileClient(server);
    server.setTokens(['two']);
    await expect(client.request(GET_PODS)).rejects.toMatchObject({ code: 401 });
    expect(server.requests).toHaveLength(1);
  });
});

describe('a stream', () => {
  test('may stay open longer than the time allowed for its headers', async () => {
    const { server, client } = await startWorld({ bookmarkIntervalMs: 60_000 });
    const stream = await client.stream({ ...GET_PODS, query: { watch: '1' }, timeoutMs: 50 });
    const chunks: string[] = [];
    const reading = (async () => {
      for await (const chunk of stream) chunks.push(chunk.toString());
    })();
    const end = expect(reading).rejects.toThrow();
    await pause(120);
    server.store.put(pod('a'));
    await until(() => chunks.length === 1);
    stream.close();
    stream.close();
    await end;
    await until(() => server.openWatches === 0);
  });

  test('is opened again after a reset, once', async () => {
    const { server, client } = await startWorld();
    server.plan({ match: {}, fault: { kind: 'reset' } });
    const stream = await client.stream(GET_PODS);
    stream.close();
    server.plan({ match: {}, fault: { kind: 'reset' }, times: 2 });
    await expect(client.stream(GET_PODS)).rejects.toThrow();
    expect(server.requests).toHaveLength(4);
  });

  test('nobody reads does not bring the process down when it is cut', async () => {
    const { server, client } = await startWorld();
    await client.stream({ ...GET_PODS, query: { watch: '1' } });
    server.dropConnections();
    await pause(30);
    await expect(client.request(GET_PODS)).resolves.toBeDefined();
  });
});

test('the clock follows the Date header of a server that is a day ahead', async () => {
  const dayMs = 86_400_000;
  const { client } = await startWorld({ now: () => Date.now() + dayMs });
  expect(Math.abs(client.serverNow() - Date.now())).toBeLessThan(1_000);
  await client.request(GET_PODS);
  expect(Math.abs(client.serverNow() - Date.now() - dayMs)).toBeLessThan(1_100);
});

test('a replaced CA is used for new connections', async () => {
  const first = await startWorld();
  const second = await startWorld();
  const { config, client } = first;
  await client.request(GET_PODS);
  const cluster = { ...config.clusters[0], name: 'c', skipTLSVerify: false };
  config.loadFromClusterAndUser(
    { ...cluster, server: second.server.url },
    { name: 'u', token: second.server.token },
  );
  await expect(client.request(GET_PODS)).rejects.toThrow();
  config.loadFromClusterAndUser(
    {
      ...cluster,
      server: second.server.url,
      caData: Buffer.from(second.server.caPem).toString('base64'),
    },
    { name: 'u', token: second.server.token },
  );
  await expect(client.request(GET_PODS)).resolves.toBeDefined();
});
