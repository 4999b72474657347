import { describe, expect, test } from 'vitest';
import { fetchLog } from '../../src/kube/logs.ts';
import { startRawServer } from './raw-server.ts';
import { pod, startWorld, until } from './support.ts';

const TARGET = { namespace: 'shop', pod: 'web-1', container: 'app', previous: true };
const LIMIT = 256 * 1024;
/** "2026-11-23T04:25:01.000000000Z " */
const STAMP = 31;

async function startWithLog(text: string) {
  const { server, client } = await startWorld();
  server.store.put(pod('web-1'));
  server.setLogs(TARGET, text, Date.UTC(2026, 10, 23, 4, 25, 1));
  const { signal } = new AbortController();
  return { server, fetch: () => fetchLog(TARGET, { client, signal }) };
}

function queriesOf(requests: readonly { readonly query: Readonly<Record<string, string>> }[]) {
  return requests.map(({ query }) => query['tailLines']);
}

describe('the end of a log', () => {
  test('of a few lines takes one request and is whole', async () => {
    const { server, fetch } = await startWithLog('one\ntwo\n');
    expect(await fetch()).toEqual({
      text: '2026-11-23T04:25:01.000000000Z one\n2026-11-23T04:25:01.000000000Z two\n',
      isHeadCut: false,
      isTailCut: false,
    });
    expect(server.requests.map(({ path, query }) => ({ path, ...query }))).toEqual([
      {
        path: '/api/v1/namespaces/shop/pods/web-1/log',
        container: 'app',
        previous: 'true',
        timestamps: 'true',
        tailLines: '250',
        limitBytes: '262144',
      },
    ]);
  });

  test('of a thousand lines is the last 250 of them', async () => {
    const lines = Array.from({ length: 1_000 }, (_, index) => `line ${index}\n`);
    const { fetch } = await startWithLog(lines.join(''));
    const { text, isHeadCut, isTailCut } = await fetch();
    const got = text.trimEnd().split('\n');
    expect([got.length, got[0]?.slice(STAMP), got.at(-1)?.slice(STAMP)]).toEqual([
      250,
      'line 750',
      'line 999',
    ]);
    expect([isHeadCut, isTailCut]).toEqual([true, false]);
  });

  test('of lines of 2 KB takes a second request and holds the last one', async () => {
    const lines = Array.from({ length: 1_000 }, (_, index) => `${'x'.repeat(2_000)} ${index}\n`);
    const { server, fetch } = await startWithLog(`${lines.join('')}panic: the end\n`);
    const { text, isHeadCut, isTailCut } = await fetch();
    expect(text.endsWith(' panic: the end\n')).toBe(true);
    expect([isHeadCut, isTailCut]).toEqual([true, false]);
    expect(queriesOf(server.requests)).toEqual(['250', '128']);
  });

  test('of a few long lines behind many short ones takes a third request', async () => {
    const short = 'a quiet line\n'.repeat(100);
    const long = `${'y'.repeat(3_000)}\n`.repeat(140);
    const { server, fetch } = await startWithLog(
      `${long}${short}${'z'.repeat(300_000)}\nthe end\n`,
    );
    const { text, isTailCut } = await fetch();
    expect(text.endsWith(' the end\n') && !isTailCut).toBe(true);
    expect(queriesOf(server.requests)).toEqual(['250', '86', '15']);
  });

  test('of one line of 3 MB is its last pieces, and within the limit', async () => {
    const { fetch } = await startWithLog(`${'x'.repeat(3_000_000)}\nERROR out of luck\n`);
    const { text, isHeadCut, isTailCut } = await fetch();
    expect(text.endsWith('ERROR out of luck\n') && text.length < LIMIT).toBe(true);
    expect([isHeadCut, isTailCut]).toEqual([true, false]);
  });
});

describe('a server that knows no measure', () => {
  test.each([
    ['a line of 100 MB', Buffer.alloc(1024 * 1024, 'x'), 100],
    ['lines without end', Buffer.from('again and again\n'.repeat(4_096)), Infinity],
  ])('is left after 256 KiB of %s', async (_claim, chunk, times) => {
    let sent = 0;
    const { client } = await startRawServer((_request, response) => {
      let left: number = times;
      function more(): void {
        while (left > 0 && !response.destroyed) {
          left -= 1;
          sent += chunk.length;
          if (!response.write(chunk)) return void response.once('drain', more);
        }
        response.end();
      }
      more();
    });
    const { signal } = new AbortController();
    const { text, isTailCut } = await fetchLog(TARGET, { client, signal });
    expect([text.length, isTailCut]).toEqual([LIMIT, true]);
    // Three requests, each with what fits into the buffers of two sockets.
    expect(sent).toBeLessThan(60 * 1024 * 1024);
  });

  test('is left after its time, with what came by then', async () => {
    const { client } = await startRawServer((_request, response) => {
      const timer = setInterval(() => response.write('x'), 5);
      response.on('close', () => clearInterval(timer));
    });
    const { signal } = new AbortController();
    const { text, isTailCut } = await fetchLog(TARGET, { client, signal, timeoutMs: 200 });
    expect([text.replaceAll('x', ''), isTailCut]).toEqual(['', true]);
    expect(text.length).toBeGreaterThan(0);
  });

  test('that sends nothing at all is an error after its time', async () => {
    const { client } = await startRawServer(() => {});
    const { signal } = new AbortController();
    await expect(fetchLog(TARGET, { client, signal, timeoutMs: 100 })).rejects.toThrow(
      'no answer within 100 ms',
    );
  });

  test('that cuts a character in two still gives text', async () => {
    const { client } = await startRawServer((_request, response) => {
      response.end(Buffer.concat([Buffer.from('a\u0000 \u{1F600}'), Buffer.from([0xf0, 0x9f])]));
    });
    const { signal } = new AbortController();
    const { text } = await fetchLog(TARGET, { client, signal });
    expect(text).toBe('a\u0000 \u{1F600}\ufffd');
  });
});

describe('a fetch that is given up', () => {
  test('ends at once and closes its stream', async () => {
    let open = 0;
    const { client } = await startRawServer((_request, response) => {
      open += 1;
      response.on('close', () => {
        open -= 1;
      });
      response.write('a line\n');
    });
    const abort = new AbortController();
    const fetched = fetchLog(TARGET, { client, signal: abort.signal });
    await until(() => open === 1);
    abort.abort(new Error('stopped'));
    await expect(fetched).rejects.toThrow('stopped');
    await until(() => open === 0);
  });

  test.each([400, 403, 404, 429, 500, 503])('after HTTP %i has that code', async (code) => {
    const { server, client } = await startWorld();
    server.plan({ match: { path: /log/ }, fault: { kind: 'status', code }, times: 9 });
    const { signal } = new AbortController();
    await expect(fetchLog(TARGET, { client, signal })).rejects.toMatchObject({ code });
    expect(server.requests).toHaveLength(1);
  });
});
