// `spec.selector`: what a service sees besides the pods that discovery gave it.
import { expect, test } from 'vitest';
import { pause, until } from '../kube/support.ts';
import {
  HEALTHS,
  readyPod,
  startOperator,
  startServer,
  statusWrites,
  untilWords,
} from './support.ts';

type Server = Awaited<ReturnType<typeof startServer>>;

const since = new Date(Date.now() - 3_600_000).toISOString();

function path(name: string) {
  return { resource: HEALTHS, namespace: 'shop', name };
}

/** As a team writes it. */
function selecting(name: string, matchLabels: Readonly<Record<string, unknown>>) {
  return {
    apiVersion: 'servicehealth.dev/v1alpha1',
    kind: 'ServiceHealth',
    metadata: { name, namespace: 'shop', generation: 1 },
    spec: { selector: { matchLabels } },
  };
}

/** A Deployment that wants two pods, which have label tier. */
function deployment(tier: string) {
  const labels = { app: 'web', tier };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop', uid: 'web', creationTimestamp: since },
    spec: { replicas: 2, template: { metadata: { labels } } },
    status: { observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2 },
  };
}

function ownedPod(name: string, tier: string) {
  const owner = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web', uid: 'web' };
  return readyPod('web', {
    metadata: {
      name,
      labels: { app: 'web', tier },
      ownerReferences: [{ ...owner, controller: true }],
    },
  });
}

function said(server: Server, name: string) {
  const { metadata, status } = Object(server.store.get(path(name)));
  const { health, podsReady, workloads = [], observedGeneration } = Object(status);
  return {
    health,
    podsReady,
    workloads: workloads.map((one: Record<string, string>) => `${one['kind']}/${one['name']}`),
    observedGeneration,
    labels: metadata?.labels,
  };
}

test('an object that a person writes for a name that nobody carries works alone', async () => {
  const server = await startServer();
  server.store.put(selecting('everything', { tier: 'back' }));
  server.store.put(deployment('back'));
  server.store.put(ownedPod('web-1', 'back'));
  await startOperator(server);
  await untilWords(server, { 'shop/everything': 'Degraded', 'shop/web': 'Degraded' });
  expect(said(server, 'everything')).toStrictEqual({
    health: 'Degraded',
    podsReady: '1/2',
    workloads: ['Deployment/web'],
    observedGeneration: 1,
    // Not those of the pods: by them people find the service that was discovered.
    labels: undefined,
  });
  server.store.put(ownedPod('web-2', 'back'));
  await untilWords(server, { 'shop/everything': 'Healthy', 'shop/web': 'Healthy' });
  expect(said(server, 'everything').podsReady).toBe('2/2');
});

test('a selector adds to what was discovered, and takes it away when it changes', async () => {
  const server = await startServer();
  server.store.put(readyPod('good'));
  server.store.put(readyPod('other', { metadata: { labels: { app: 'other', tier: 'back' } } }));
  await startOperator(server);
  await untilWords(server, { 'shop/good': 'Healthy', 'shop/other': 'Healthy' });
  const object = server.store.get(path('good'));
  if (object === undefined) throw new Error('no report');
  server.store.put({ ...object, spec: { selector: { matchLabels: { tier: 'back' } } } });
  await until(() => said(server, 'good').podsReady === '2/2');
  expect(said(server, 'good').workloads).toStrictEqual(['Pod/good-1', 'Pod/other-1']);
  expect(said(server, 'other').workloads).toStrictEqual(['Pod/other-1']);
  const changed = server.store.get(path('good'));
  if (changed === undefined) throw new Error('no report');
  server.store.put({ ...changed, spec: { selector: { matchLabels: {} } } });
  await until(() => said(server, 'good').podsReady === '1/1');
});

test.each([
  { name: 'is empty', matchLabels: {} },
  { name: 'matches nothing', matchLabels: { tier: 'none' } },
  { name: 'is of a type that no schema allows', matchLabels: { app: 'good', tier: 5 } },
])('a selector that $name selects nothing, and its object says so', async ({ matchLabels }) => {
  const server = await startServer();
  server.store.put(readyPod('good'));
  server.store.put(selecting('mine', matchLabels));
  await startOperator(server);
  await untilWords(server, { 'shop/mine': 'Unknown', 'shop/good': 'Healthy' });
  expect(Object(server.store.get(path('mine'))?.['status'])['topIssue']).toBe('NoWorkloads');
});

test('a change of a pod that nobody selects is no reason to write about others', async () => {
  const server = await startServer();
  server.store.put(selecting('mine', { app: 'good' }));
  server.store.put(readyPod('good'));
  await startOperator(server);
  await untilWords(server, { 'shop/mine': 'Healthy', 'shop/good': 'Healthy' });
  await pause(500);
  const before = statusWrites(server, 'mine');
  server.store.put(readyPod('late'));
  await untilWords(server, { 'shop/late': 'Healthy' });
  await pause(300);
  expect(statusWrites(server, 'mine')).toBe(before);
});
