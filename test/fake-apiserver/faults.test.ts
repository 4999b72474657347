import { describe, expect, test } from 'vitest';
import { afterEvents } from './faults.ts';
import { PODS, pod, startTestServer } from './support.ts';
import type { Fault } from './types.ts';

const WATCH = `${PODS}?watch=1`;

/** Two pods lie in the store; what a watch shows and how it ends. */
const WATCH_CASES: readonly {
  readonly claim: string;
  readonly fault: Fault;
  readonly events: readonly string[];
  readonly rest?: string;
  readonly ending: string;
}[] = [
  {
    claim: 'silence sends headers and nothing else',
    fault: { kind: 'silence' },
    events: [],
    ending: 'open',
  },
  { claim: 'end is a clean, empty answer', fault: { kind: 'end' }, events: [], ending: 'end' },
  {
    claim: 'streamError is an ERROR event in a 200',
    fault: { kind: 'streamError', code: 410, reason: 'Expired' },
    events: ['ERROR 410'],
    ending: 'end',
  },
  {
    claim: 'reset after an event delivers the event first',
    fault: afterEvents(1, 'reset'),
    events: ['ADDED a'],
    ending: 'UND_ERR_SOCKET',
  },
  {
    claim: 'end after no event ends at once',
    fault: afterEvents(0, 'end'),
    events: [],
    ending: 'end',
  },
  {
    claim: 'a half line is left hanging at a clean end',
    fault: afterEvents(1, 'halfLine'),
    events: ['ADDED a'],
    rest: '{"type":"MODIFIED","object":{"kind":"Pod","apiVersion":"v1","metadata":{"na',
    ending: 'end',
  },
  {
    claim: 'garbage stands between events of a stream that goes on',
    fault: afterEvents(1, 'garbage'),
    events: ['ADDED a', '', 'ADDED b'],
    ending: 'open',
  },
  {
    claim: 'silence after an event keeps the stream open',
    fault: afterEvents(1, 'silence'),
    events: ['ADDED a'],
    ending: 'open',
  },
  {
    claim: 'bytes of the body are counted exactly',
    fault: { kind: 'resetAfterBytes', bytes: 10 },
    events: [],
    rest: '{"type":"A',
    ending: 'UND_ERR_SOCKET',
  },
  {
    claim: 'a delay changes nothing but the time',
    fault: { kind: 'delay', ms: 5 },
    events: ['ADDED a', 'ADDED b'],
    ending: 'open',
  },
];

describe('a planned fault on a watch', () => {
  test.each(WATCH_CASES)('$claim', async ({ fault, events, rest = '', ending }) => {
    const { server, watch } = await startTestServer({ bookmarkIntervalMs: 5 });
    server.store.put(pod('a'));
    server.store.put(pod('b'));
    server.plan({ match: { watch: true }, fault });
    const stream = await watch(WATCH);
    const wanted = events.length;
    await stream.until((seen) => seen.lines.length >= wanted && seen.ending === ending);
    const tail = stream.text.slice(stream.text.lastIndexOf('\n') + 1);
    expect([stream.events, tail, stream.ending]).toEqual([events, rest, ending]);
  });

  test('silence also stops bookmarks', async () => {
    const { server, watch } = await startTestServer({ bookmarkIntervalMs: 2 });
    server.plan({ match: {}, fault: { kind: 'silence' } });
    const silent = await watch(`${WATCH}&allowWatchBookmarks=true`);
    const healthy = await watch(`${WATCH}&allowWatchBookmarks=true`);
    await healthy.until(({ lines }) => lines.length >= 3);
    expect([silent.events, healthy.events.slice(0, 2)]).toEqual([[], ['BOOKMARK', 'BOOKMARK']]);
    expect(server.openWatches).toBe(2);
  });
});

describe('a planned fault on a request', () => {
  test('answers with its code, reason and Retry-After, then is used up', async () => {
    const { server, get } = await startTestServer();
    server.plan({ match: {}, fault: { kind: 'status', code: 429, retryAfterSeconds: 7 } });
    const answer = await get(PODS);
    expect([answer.code, answer.headers['retry-after'], answer.body]).toEqual([
      429,
      '7',
      {
        kind: 'Status',
        apiVersion: 'v1',
        metadata: {},
        status: 'Failure',
        message: 'planned failure 429',
        reason: 'TooManyRequests',
        details: { retryAfterSeconds: 7 },
        code: 429,
      },
    ]);
    expect((await get(PODS)).code).toBe(200);
  });

  test('kills the socket before an answer, or in the middle of a body', async () => {
    const { server, get } = await startTestServer();
    const codes: unknown[] = [];
    for (const fault of [{ kind: 'reset' }, { kind: 'resetAfterBytes', bytes: 5 }] as const) {
      server.plan({ match: {}, fault });
      codes.push(await get(PODS).catch((error: { code?: string }) => error.code));
    }
    expect(codes).toEqual(['UND_ERR_SOCKET', 'UND_ERR_SOCKET']);
    expect(server.requests.map(({ status }) => status)).toEqual([undefined, undefined]);
  });

  test('hangs without headers', async () => {
    const { server, get } = await startTestServer();
    server.plan({ match: {}, fault: { kind: 'hang' } });
    const answer = get(PODS).catch(() => 'closed');
    const first = await Promise.race([
      answer,
      new Promise((resolve) => setTimeout(resolve, 50, 'nothing yet')),
    ]);
    expect(first).toBe('nothing yet');
  });

  test('hits only requests that match every given field', async () => {
    const { server, get, ask } = await startTestServer();
    const fault: Fault = { kind: 'status', code: 500 };
    server.plan({ match: { method: 'GET', path: /pods.*app=a b/ }, fault, times: 2 });
    server.plan({ match: { watch: true }, fault: { kind: 'status', code: 503 } });
    const codes = [
      (await ask('PUT', `${PODS}?x=app%3Da%20b`)).code,
      (await get('/api/v1/services?x=app%3Da%20b')).code,
      (await get(`${PODS}?x=app%3Da%20b`)).code,
      (await get(`${PODS}?x=app%3Da+b`)).code,
      (await get(`${PODS}?x=app%3Da%20b`)).code,
      (await get(`${PODS}?watch=true`)).code,
    ];
    expect(codes).toEqual([405, 200, 500, 500, 200, 503]);
  });

  test('is forgotten by clearFaults', async () => {
    const { server, get } = await startTestServer();
    server.plan({ match: {}, fault: { kind: 'reset' }, times: Number.POSITIVE_INFINITY });
    server.clearFaults();
    expect((await get(PODS)).code).toBe(200);
  });
});
