// What gets no report although it is there: services beyond the limit, and pods that nobody can name a service for.
import { expect, test } from 'vitest';
import { pause } from '../kube/support.ts';
import { HEALTHS, readyPod, startOperator, startServer, untilWords, words } from './support.ts';

const limit = ['--max-services-per-namespace', '2'];

test('of more services in a namespace than the limit the first by name get a report, and it is said', async () => {
  const server = await startServer();
  for (const name of ['d', 'b', 'c', 'a']) server.store.put(readyPod(name));
  server.store.put(readyPod('far', { metadata: { namespace: 'far' } }));
  const cluster = await startOperator(server, limit);
  await untilWords(server, { 'shop/a': 'Healthy', 'shop/b': 'Healthy' });
  await pause(500);
  expect(Object.keys(words(server)).sort()).toStrictEqual(['far/far', 'shop/a', 'shop/b']);
  expect([cluster.readiness().isReady, ...cluster.readiness().lines]).toStrictEqual([
    true,
    'services: 2 without report, shop has more than --max-services-per-namespace 2',
  ]);
});

test('reports that are there stay, also after a restart, and another comes when one goes', async () => {
  const server = await startServer();
  for (const name of ['y', 'z']) server.store.put(readyPod(name));
  const first = await startOperator(server, limit);
  await untilWords(server, { 'shop/y': 'Healthy', 'shop/z': 'Healthy' });
  server.store.put(readyPod('a'));
  server.store.put(readyPod('b'));
  await pause(600);
  await first.stop();
  await startOperator(server, limit);
  await pause(800);
  expect(Object.keys(words(server)).sort()).toStrictEqual(['shop/y', 'shop/z']);
  server.store.remove({ resource: 'v1/pods', namespace: 'shop', name: 'z-1' });
  await untilWords(server, { 'shop/z': 'Unknown' });
  server.store.remove({ resource: HEALTHS, namespace: 'shop', name: 'z' });
  await untilWords(server, { 'shop/a': 'Healthy' });
  await pause(300);
  expect(Object.keys(words(server)).sort()).toStrictEqual(['shop/a', 'shop/y']);
});

test('an object that a person writes is reported on beyond the limit', async () => {
  const server = await startServer();
  for (const name of ['a', 'b', 'c']) server.store.put(readyPod(name));
  await startOperator(server, limit);
  await untilWords(server, { 'shop/a': 'Healthy', 'shop/b': 'Healthy' });
  server.store.put({
    apiVersion: 'servicehealth.dev/v1alpha1',
    kind: 'ServiceHealth',
    metadata: { name: 'c', namespace: 'shop' },
  });
  await untilWords(server, { 'shop/a': 'Healthy', 'shop/b': 'Healthy', 'shop/c': 'Healthy' });
});

/** A pod of this name and owner. */
function ownedPod(name: string, owner: string, labels: Readonly<Record<string, string>> = {}) {
  const [kind = '', ownerName = ''] = owner.split('/');
  const reference = { apiVersion: 'v1', kind, name: ownerName, uid: owner, controller: true };
  const isMirror = kind === 'Node';
  const annotations = isMirror ? { 'kubernetes.io/config.mirror': 'hash' } : {};
  const owners = owner === '' ? [] : [reference];
  return readyPod(name, { metadata: { name, labels, annotations, ownerReferences: owners } });
}

test.each([
  { name: 'a bare pod', pods: [ownedPod('debug', '')] },
  { name: 'a mirror pod', pods: [ownedPod('etcd-node-1', 'Node/node-1')] },
  {
    name: 'a mirror pod with labels that name no service',
    pods: [ownedPod('apiserver', 'Node/n', { component: 'kube-apiserver', tier: 'control-plane' })],
  },
  {
    name: 'two mirror pods of one node',
    pods: [ownedPod('etcd', 'Node/n'), ownedPod('apiserver', 'Node/n')],
  },
  {
    name: 'two executors of a Spark driver',
    pods: [ownedPod('exec-1', 'Pod/driver'), ownedPod('exec-2', 'Pod/driver')],
  },
  { name: 'the pod of a bare Job', pods: [ownedPod('run', 'Job/ci-1')] },
  { name: 'one pod of an unknown controller', pods: [ownedPod('run', 'TaskRun/build')] },
])('$name is no service, and is counted', async ({ pods }) => {
  const server = await startServer();
  for (const pod of pods) server.store.put(pod);
  server.store.put(readyPod('good'));
  const cluster = await startOperator(server);
  await untilWords(server, { 'shop/good': 'Healthy' });
  expect(words(server)).toStrictEqual({ 'shop/good': 'Healthy' });
  expect(cluster.readiness().lines).toStrictEqual([`pods: ${pods.length} of no service`]);
});

test.each([
  {
    name: 'a mirror pod with a label that names a service',
    pods: [ownedPod('proxy-node-1', 'Node/node-1', { 'k8s-app': 'proxy', tier: 'node' })],
    service: 'proxy',
  },
  {
    name: 'a labelled pod of a bare Job',
    pods: [ownedPod('run', 'Job/ci-1', { app: 'ci' })],
    service: 'ci',
  },
  {
    name: 'two pods of an unknown controller',
    pods: [ownedPod('run-1', 'Rollout/web'), ownedPod('run-2', 'Rollout/web')],
    service: 'web',
  },
])('$name is a service, and nothing is left out', async ({ pods, service }) => {
  const server = await startServer();
  for (const pod of pods) server.store.put(pod);
  const cluster = await startOperator(server);
  await untilWords(server, { [`shop/${service}`]: 'Healthy' });
  expect(Object.keys(words(server))).toStrictEqual([`shop/${service}`]);
  expect(cluster.readiness().lines).toStrictEqual([]);
});
