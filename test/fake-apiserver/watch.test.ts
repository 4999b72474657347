import { describe, expect, test } from 'vitest';
import { PODS, pod, startTestServer } from './support.ts';

const A = { resource: 'v1/pods', namespace: 'shop', name: 'a' };

describe('a watch', () => {
  test('resumes from a resourceVersion with exactly the changes after it', async () => {
    const { server, watch } = await startTestServer();
    server.store.put(pod('a'));
    const version = server.store.resourceVersion;
    server.store.put(pod('b'));
    server.store.put(pod('a'));
    server.store.remove(A);
    const stream = await watch(`${PODS}?watch=1&resourceVersion=${version}`);
    await stream.until(({ lines }) => lines.length === 3);
    expect(stream.events).toEqual(['ADDED b', 'MODIFIED a', 'DELETED a']);
    expect(JSON.parse(stream.lines[2] ?? '')).toMatchObject({
      object: { metadata: { resourceVersion: String(server.store.resourceVersion) } },
    });
  });

  test('from a forgotten version is a 200 with an ERROR event 410 and ends', async () => {
    const { server, watch } = await startTestServer();
    server.store.put(pod('a'));
    server.store.compact();
    const stream = await watch(`${PODS}?watch=1&resourceVersion=2`);
    await stream.until(({ ending }) => ending === 'end');
    expect([stream.code, stream.text]).toEqual([
      200,
      '{"type":"ERROR","object":{"kind":"Status","apiVersion":"v1","metadata":{},' +
        '"status":"Failure","message":"too old resource version: 2 (3)","reason":"Expired",' +
        '"code":410}}\n',
    ]);
  });

  test('forgets the oldest changes by itself when there are too many', async () => {
    const { server, watch } = await startTestServer({ historyLimit: 3 });
    for (let at = 0; at < 10; at += 1) server.store.put(pod('a'));
    const late = await watch(`${PODS}?watch=1&resourceVersion=2`);
    const inTime = await watch(`${PODS}?watch=1&resourceVersion=9`);
    await late.until(({ ending }) => ending === 'end');
    await inTime.until(({ lines }) => lines.length === 2);
    expect([late.events, inTime.events]).toEqual([['ERROR 410'], ['MODIFIED a', 'MODIFIED a']]);
  });

  test('with a selector sees objects come into and go out of sight', async () => {
    const { server, watch } = await startTestServer();
    const stream = await watch(`${PODS}?watch=1&labelSelector=app%3Dx`);
    server.store.put(pod('a'));
    server.store.put(pod('a', { labels: { app: 'x' } }));
    server.store.put(pod('a', { labels: { app: 'x', more: '1' } }));
    server.store.put(pod('a'));
    server.store.remove(A);
    await stream.until(({ lines }) => lines.length >= 3);
    expect(stream.events).toEqual(['ADDED a', 'MODIFIED a', 'DELETED a']);
    // The last state that was in sight, under the version in which it went.
    expect(JSON.parse(stream.lines[2] ?? '')).toMatchObject({
      object: { metadata: { labels: { app: 'x', more: '1' }, resourceVersion: '5' } },
    });
  });

  test('of one namespace sees nothing of another', async () => {
    const { server, watch } = await startTestServer();
    const stream = await watch('/api/v1/namespaces/shop/pods?watch=1');
    server.store.put(pod('other', { namespace: 'bank' }));
    server.store.put(pod('mine'));
    await stream.until(({ lines }) => lines.length >= 1);
    expect(stream.events).toEqual(['ADDED mine']);
  });

  test('sends bookmarks with the newest version only to who asks', async () => {
    const { server, watch } = await startTestServer({ bookmarkIntervalMs: 10 });
    const asked = await watch(`${PODS}?watch=1&allowWatchBookmarks=true`);
    const plain = await watch(`${PODS}?watch=1`);
    server.store.put({ apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'c' } });
    await asked.until(({ text }) => text.includes('"resourceVersion":"2"'));
    // A bookmark is no object: Go's zero values stand where a pod has its spec.
    expect(asked.lines.at(-1)).toBe(
      '{"type":"BOOKMARK","object":{"kind":"Pod","apiVersion":"v1",' +
        '"metadata":{"resourceVersion":"2"},"spec":{"containers":null},"status":{}}}',
    );
    expect(plain.lines).toEqual([]);
  });

  test('ends cleanly after timeoutSeconds', async () => {
    const { watch } = await startTestServer();
    const stream = await watch(`${PODS}?watch=1&timeoutSeconds=1`);
    await stream.until(({ ending }) => ending !== 'open');
    expect(stream.ending).toBe('end');
  });

  test('of a type that vanishes ends, and the path answers 404 in plain text', async () => {
    const { server, watch, get } = await startTestServer();
    const path = '/apis/policy/v1/poddisruptionbudgets';
    const stream = await watch(`${path}?watch=1`);
    server.setAbsent(['policy/v1/poddisruptionbudgets']);
    await stream.until(({ ending }) => ending !== 'open');
    const answer = await get(path);
    expect([stream.ending, answer.code, answer.text]).toEqual(['end', 404, '404 page not found\n']);
  });
});

describe('a type whose CRD is missing', () => {
  test('is served as soon as the store holds the definition', async () => {
    const path = '/apis/servicehealth.dev/v1alpha1/servicehealths';
    const { server, get } = await startTestServer({
      absent: ['servicehealth.dev/v1alpha1/servicehealths'],
    });
    const before = (await get(path)).code;
    server.store.put({
      apiVersion: 'apiextensions.k8s.io/v1',
      kind: 'CustomResourceDefinition',
      metadata: { name: 'servicehealths.servicehealth.dev' },
      spec: { group: 'servicehealth.dev', names: { plural: 'servicehealths' } },
    });
    expect([before, (await get(path)).code]).toEqual([404, 200]);
  });
});
