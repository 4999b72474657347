import { describe, expect, test } from 'vitest';
import { arrayAt, textAt } from './json.ts';
import { type Answer, PODS, pod, startTestServer, type TestClient } from './support.ts';

function names(answer: Answer): readonly (string | undefined)[] {
  return arrayAt(answer.body, 'items').map((item) => textAt(item, 'metadata', 'name'));
}

function token(answer: Answer): string {
  return encodeURIComponent(textAt(answer.body, 'metadata', 'continue') ?? '');
}

async function withPods(...pods: readonly string[]): Promise<TestClient> {
  const client = await startTestServer();
  for (const name of pods) client.server.store.put(pod(name));
  return client;
}

describe('pages', () => {
  test('show the state of the first page, whatever changes meanwhile', async () => {
    const { server, get } = await withPods('c', 'a', 'b', 'd', 'e');
    const first = await get(`${PODS}?limit=2`);
    server.store.put(pod('b2'));
    server.store.put(pod('d', { labels: { late: 'yes' } }));
    server.store.remove({ resource: 'v1/pods', namespace: 'shop', name: 'e' });
    const second = await get(`${PODS}?limit=2&continue=${token(first)}`);
    const third = await get(`${PODS}?limit=2&continue=${token(second)}`);
    expect([first, second, third].map(names)).toEqual([['a', 'b'], ['c', 'd'], ['e']]);
    expect([first, second, third].map(({ body }) => body['metadata'])).toEqual([
      { resourceVersion: '6', continue: expect.any(String), remainingItemCount: 3 },
      { resourceVersion: '6', continue: expect.any(String), remainingItemCount: 1 },
      { resourceVersion: '6' },
    ]);
    expect(second.text).not.toContain('late');
  });

  test('after compaction answer 410 with a token that goes on in the present', async () => {
    const { server, get } = await withPods('a', 'b', 'c');
    const first = await get(`${PODS}?limit=1`);
    server.store.compact();
    server.store.put(pod('d'));
    const refused = await get(`${PODS}?limit=1&continue=${token(first)}`);
    const rest = await get(`${PODS}?continue=${token(refused)}`);
    expect([refused.code, refused.body['reason'], refused.body['message']]).toEqual([
      410,
      'Expired',
      expect.stringContaining('The provided continue parameter is too old'),
    ]);
    expect(names(rest)).toEqual(['b', 'c', 'd']);
  });

  test('do not count what a selector leaves out', async () => {
    const { get } = await withPods('a', 'b', 'c');
    const answer = await get(`${PODS}?limit=1&fieldSelector=metadata.name!=b`);
    expect([names(answer), answer.body['metadata']]).toEqual([
      ['a'],
      { resourceVersion: '4', continue: expect.any(String) },
    ]);
  });

  test('are not made for resourceVersion 0, as the watch cache ignores limits', async () => {
    const { get } = await withPods('a', 'b');
    expect(names(await get(`${PODS}?limit=1&resourceVersion=0`))).toEqual(['a', 'b']);
  });
});

describe('a list', () => {
  test('of a namespace holds nothing of another', async () => {
    const { server, get } = await withPods('a');
    server.store.put(pod('b', { namespace: 'bank' }));
    expect(names(await get('/api/v1/namespaces/bank/pods'))).toEqual(['b']);
  });

  test('at an exact version shows that state', async () => {
    const { server, get } = await withPods('a');
    server.store.put(pod('b'));
    const answer = await get(`${PODS}?resourceVersion=2&resourceVersionMatch=Exact`);
    expect(names(answer)).toEqual(['a']);
  });

  const REFUSED: readonly { claim: string; query: string; code: number; message: string }[] = [
    {
      claim: 'a version from the future',
      query: 'resourceVersion=99',
      code: 504,
      message: 'Timeout: Too large resource version: 99, current: 1',
    },
    {
      claim: 'a version that is no number',
      query: 'resourceVersion=abc',
      code: 400,
      message:
        'invalid resource version: resourceVersion: Invalid value: "abc": strconv.ParseUint: parsing "abc": invalid syntax',
    },
    {
      claim: 'a token made by somebody else',
      query: 'continue=abc',
      code: 400,
      message: 'invalid continue token: continue key is not valid',
    },
    {
      claim: 'initial events without a watch',
      query: 'sendInitialEvents=true',
      code: 422,
      message:
        'ListOptions.meta.k8s.io "" is invalid: sendInitialEvents: Forbidden: sendInitialEvents is forbidden for list',
    },
    {
      claim: 'a field that the type does not offer',
      query: 'fieldSelector=status.foo%3D1',
      code: 400,
      message: 'field label not supported: status.foo',
    },
  ];
  test.each(REFUSED)('refuses $claim', async ({ query, code, message }) => {
    const { get } = await startTestServer();
    const { body } = await get(`${PODS}?${query}`);
    expect([body['code'], body['message']]).toEqual([code, message]);
  });
});
