// An operator for a part of the cluster, and what it takes over from the labels.
import { expect, test } from 'vitest';
import type { KubeJson } from '../fake-apiserver/types.ts';
import { pause, until } from '../kube/support.ts';
import { HEALTHS, readyPod, startOperator, startServer, untilWords, words } from './support.ts';

type Server = Awaited<ReturnType<typeof startServer>>;

function podIn(namespace: string, labels: Readonly<Record<string, string>> = {}): KubeJson {
  return readyPod('web', {
    metadata: { name: 'web-1', namespace, labels: { app: 'web', ...labels } },
  });
}

async function startThree(): Promise<Server> {
  const server = await startServer();
  for (const namespace of ['shop', 'bank', 'forum']) server.store.put(podIn(namespace));
  return server;
}

/** The namespaces whose lists were asked for; "*" for all. */
function listed(server: Server): readonly string[] {
  const lists = server.requests.filter(
    ({ method, path }) => method === 'GET' && path.endsWith('/pods'),
  );
  const scopes = lists.map(({ path }) => /\/namespaces\/([^/]+)\//.exec(path)?.[1] ?? '*');
  return [...new Set(scopes)].sort();
}

test('--namespaces watches these and asks for no others', async () => {
  const server = await startThree();
  const cluster = await startOperator(server, ['--namespaces', 'shop,bank']);
  await untilWords(server, { 'shop/web': 'Healthy', 'bank/web': 'Healthy' });
  await pause(400);
  expect(words(server)).toStrictEqual({ 'shop/web': 'Healthy', 'bank/web': 'Healthy' });
  expect([listed(server), cluster.readiness().isReady]).toStrictEqual([['bank', 'shop'], true]);
});

test('in each of them what goes is gone, and the others keep theirs', async () => {
  const server = await startThree();
  await startOperator(server, ['--namespaces', 'shop,bank']);
  await untilWords(server, { 'shop/web': 'Healthy', 'bank/web': 'Healthy' });
  server.store.remove({ resource: 'v1/pods', namespace: 'shop', name: 'web-1' });
  server.dropConnections();
  await untilWords(server, { 'shop/web': 'Unknown', 'bank/web': 'Healthy' });
});

test('a namespace that may not be read is Unknown, and the others are judged', async () => {
  const server = await startThree();
  server.plan({
    match: { path: /\/namespaces\/bank\/replicasets/ },
    fault: { kind: 'status', code: 403, reason: 'Forbidden' },
    times: Infinity,
  });
  const cluster = await startOperator(server, ['--namespaces', 'shop,bank']);
  await untilWords(server, { 'shop/web': 'Healthy', 'bank/web': 'Unknown' });
  expect(cluster.readiness().lines.join('\n')).toMatch(/^replicasets in bank: refused/);
  server.clearFaults();
  await untilWords(server, { 'shop/web': 'Healthy', 'bank/web': 'Healthy' });
  await until(() => cluster.readiness().isReady);
});

test('--exclude-namespaces leaves these out', async () => {
  const server = await startThree();
  await startOperator(server, ['--exclude-namespaces', 'bank']);
  await untilWords(server, { 'shop/web': 'Healthy', 'forum/web': 'Healthy' });
  await pause(400);
  expect(words(server)).toStrictEqual({ 'shop/web': 'Healthy', 'forum/web': 'Healthy' });
});

test('--version-from says where a version is read from, and an image tag is none then', async () => {
  const server = await startServer();
  const annotations = { 'example.com/build': '2026.11', secret: 'x' };
  server.store.put(
    readyPod('web', { metadata: { name: 'web-1', labels: { app: 'web' }, annotations } }),
  );
  server.store.put(readyPod('other'));
  await startOperator(server, ['--version-from', 'annotation:example.com/build']);
  await untilWords(server, { 'shop/web': 'Healthy', 'shop/other': 'Healthy' });
  const versions = server.store.list(HEALTHS).map(({ metadata, status }) => {
    const { versions: said = 'none' } = Object(status);
    return `${metadata.name} ${said}`;
  });
  expect(versions.sort()).toStrictEqual(['other none', 'web 2026.11']);
});

test('--copy-labels says which labels a report gets, but never one that a tool tracks by', async () => {
  const server = await startServer();
  const labels = { team: 'red', cost: '12', 'app.kubernetes.io/managed-by': 'Helm' };
  server.store.put(podIn('shop', labels));
  await startOperator(server, ['--copy-labels', 'cost,app.kubernetes.io/*']);
  await untilWords(server, { 'shop/web': 'Healthy' });
  const object = server.store.get({ resource: HEALTHS, namespace: 'shop', name: 'web' });
  expect(object?.metadata['labels']).toStrictEqual({
    app: 'web',
    cost: '12',
    'servicehealth.dev/discovered': 'true',
  });
});
