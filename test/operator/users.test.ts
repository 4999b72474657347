// What people do to the operator's objects with kubectl, and that the operator mends it without fighting anybody.
import { expect, test } from 'vitest';
import { createKubeClient } from '../../src/kube/client.ts';
import { PooledKubeConfig } from '../../src/kube/kube-config.ts';
import type { KubeJson } from '../fake-apiserver/types.ts';
import { pause, until } from '../kube/support.ts';
import {
  HEALTHS,
  readyPod,
  startOperator,
  startServer,
  statusWrites,
  untilWords,
  words,
} from './support.ts';

const path = { resource: HEALTHS, namespace: 'shop', name: 'good' };
type Server = Awaited<ReturnType<typeof startServer>>;

async function startGood(): Promise<Server> {
  const server = await startServer();
  server.store.put(readyPod('good'));
  await startOperator(server);
  await untilWords(server, { 'shop/good': 'Healthy' });
  // Until the operator has seen its own write; what happens before waits for that, ten seconds at most.
  await pause(500);
  return server;
}

function good(server: Server): KubeJson {
  const object = server.store.get(path);
  if (object === undefined) throw new Error('there is no report on shop/good');
  return object;
}

/** As `kubectl edit --subresource=status` would. */
function editStatus(server: Server, status: Readonly<Record<string, unknown>>): void {
  const object = good(server);
  server.store.put({ ...object, status: { ...Object(object['status']), ...status } });
}

function statusOf(server: Server): Readonly<Record<string, unknown>> {
  return Object(server.store.get(path)?.['status']);
}

test('a report that is deleted is written again', async () => {
  const server = await startGood();
  const uid = good(server).metadata['uid'];
  server.store.remove(path);
  await untilWords(server, { 'shop/good': 'Healthy' });
  expect(good(server).metadata['uid']).not.toBe(uid);
});

test('a report whose service is gone and that is deleted stays away', async () => {
  const server = await startGood();
  server.store.remove({ resource: 'v1/pods', namespace: 'shop', name: 'good-1' });
  await untilWords(server, { 'shop/good': 'Unknown' });
  server.store.remove(path);
  await pause(700);
  expect(words(server)).toStrictEqual({});
});

test('a word that somebody writes over is put right', async () => {
  const server = await startGood();
  editStatus(server, { health: 'Unhealthy', summary: 'everything burns' });
  await until(() => statusOf(server)['health'] === 'Healthy');
  expect(statusOf(server)['summary']).toBe('1 of 1 pods serve');
});

test.each([
  { name: 'in the future', reportTime: '9999-01-01T00:00:00Z' },
  { name: 'that is gone', reportTime: null },
])('a report time $name is written again, once', async ({ reportTime }) => {
  const server = await startGood();
  const before = statusWrites(server, 'good');
  editStatus(server, { reportTime });
  await until(() => statusWrites(server, 'good') > before);
  await pause(700);
  expect(statusWrites(server, 'good')).toBe(before + 1);
  expect(Date.parse(String(statusOf(server)['reportTime']))).toBeLessThan(Date.now() + 60_000);
});

test('a label that somebody adds stays, and is no reason to write', async () => {
  const server = await startGood();
  await pause(400);
  const before = server.requests.length;
  const object = good(server);
  const labels = { ...Object(object.metadata['labels']), mine: 'yes' };
  server.store.put({ ...object, metadata: { ...object.metadata, labels } });
  await pause(700);
  expect(Object(good(server).metadata['labels'])).toMatchObject({ mine: 'yes' });
  expect(server.requests.slice(before).filter(({ method }) => method === 'PATCH')).toEqual([]);
});

test('poisoned memory changes no word and is written over', async () => {
  const server = await startGood();
  editStatus(server, {
    healthSince: '9999-01-01T00:00:00Z',
    conditions: [{ type: 'Healthy', status: 'Maybe', lastTransitionTime: 'yesterday' }],
  });
  await until(() =>
    Number.isFinite(Date.parse(String(firstCondition(server)['lastTransitionTime']))),
  );
  const { health, healthSince } = statusOf(server);
  expect([health, firstCondition(server)['status']]).toStrictEqual(['Healthy', 'True']);
  expect(Date.parse(String(healthSince))).toBeLessThanOrEqual(Date.now());
});

function firstCondition(server: Server): Readonly<Record<string, unknown>> {
  const { conditions = [] } = statusOf(server);
  return Object(Object(conditions)[0]);
}

/** As `kubectl edit` or a GitOps tool would, with the API server's list of who owns which field. */
function edit(
  server: Server,
  change: {
    readonly labels?: Readonly<Record<string, string>>;
    readonly annotations?: Readonly<Record<string, string>>;
    readonly spec?: Readonly<Record<string, unknown>>;
  },
): void {
  const { metadata, ...rest } = good(server);
  const { labels = {}, annotations = {}, spec } = change;
  server.store.put({
    ...rest,
    metadata: {
      ...metadata,
      labels: { ...Object(metadata['labels']), ...labels },
      annotations: { ...Object(metadata['annotations']), ...annotations },
    },
    ...(spec !== undefined && { spec }),
  });
}

test('labels, annotations and spec of other people outlive changes of the word', async () => {
  const server = await startGood();
  const mine = {
    labels: { mine: 'yes', 'argocd.argoproj.io/instance': 'shop' },
    annotations: { 'example.com/note': 'ask bob' },
    spec: { displayName: 'Good', owner: 'team red', links: [{ name: 'a', url: 'https://a' }] },
  };
  edit(server, mine);
  server.store.remove({ resource: 'v1/pods', namespace: 'shop', name: 'good-1' });
  await untilWords(server, { 'shop/good': 'Unknown' });
  server.store.put(readyPod('good', { metadata: { labels: { app: 'good', team: 'red' } } }));
  await untilWords(server, { 'shop/good': 'Healthy' });
  await until(() => Object(good(server).metadata['labels'])['team'] === 'red');
  const { metadata, spec } = good(server);
  expect(metadata['labels']).toMatchObject(mine.labels);
  expect(metadata['annotations']).toMatchObject(mine.annotations);
  expect(spec).toStrictEqual(mine.spec);
});

async function applyAsGitOps(server: Server, metadata: object): Promise<void> {
  const kubeConfig = new PooledKubeConfig();
  kubeConfig.loadFromString(server.kubeconfig);
  const client = createKubeClient(kubeConfig, { version: 'test' });
  await client.request({
    method: 'PATCH',
    path: '/apis/servicehealth.dev/v1alpha1/namespaces/shop/servicehealths/good',
    query: { fieldManager: 'gitops', force: 'true' },
    contentType: 'application/apply-patch+yaml',
    body: { apiVersion: 'servicehealth.dev/v1alpha1', kind: 'ServiceHealth', metadata },
  });
  await client.close();
}

test('a copied label that somebody sets to another value keeps it, and the others are still copied', async () => {
  const server = await startGood();
  await applyAsGitOps(server, { name: 'good', namespace: 'shop', labels: { team: 'blue' } });
  const labels = { app: 'good', team: 'red', owner: 'ann' };
  server.store.put(readyPod('good', { metadata: { labels } }));
  await until(() => Object(good(server).metadata['labels'])['owner'] === 'ann');
  await pause(500);
  expect(Object(good(server).metadata['labels'])).toMatchObject({ team: 'blue', owner: 'ann' });
});

test('tracking labels are never copied, also when the settings list them', async () => {
  const server = await startServer();
  const tracking = {
    'app.kubernetes.io/instance': 'shop',
    'app.kubernetes.io/managed-by': 'Helm',
    'argocd.argoproj.io/instance': 'shop',
    'helm.sh/chart': 'shop-1.0',
    'kustomize.toolkit.fluxcd.io/name': 'shop',
  };
  server.store.put(readyPod('good', { metadata: { labels: { app: 'good', ...tracking } } }));
  await startOperator(server, ['--copy-labels', Object.keys(tracking).join(',')]);
  await untilWords(server, { 'shop/good': 'Healthy' });
  expect(good(server).metadata['labels']).toStrictEqual({
    app: 'good',
    'servicehealth.dev/discovered': 'true',
  });
});
