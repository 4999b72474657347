// Reports whose service is gone: which of them the operator deletes. The hour is kept in the object, so a test can move it.
import { expect, test } from 'vitest';
import type { KubeJson } from '../fake-apiserver/types.ts';
import { pause, until } from '../kube/support.ts';
import { HEALTHS, readyPod, startOperator, startServer, untilWords, words } from './support.ts';

type Server = Awaited<ReturnType<typeof startServer>>;

const HOUR_MS = 3_600_000;
const path = { resource: HEALTHS, namespace: 'shop', name: 'web' };

/** As if the last workload had gone so many milliseconds ago, and whatever else somebody did. */
function changeReport(server: Server, goneMs: number, metadata: object = {}, spec = {}): void {
  const object = server.store.get(path);
  if (object === undefined) throw new Error('there is no report on shop/web');
  const status = Object(object['status']);
  const firstSeenTime = new Date(Date.now() - goneMs).toISOString();
  const diagnoses = status.diagnoses.map((one: object) => ({ ...one, firstSeenTime }));
  const changed: KubeJson = {
    ...object,
    metadata: { ...object.metadata, ...metadata },
    status: { ...status, diagnoses },
    ...(Object.keys(spec).length > 0 && { spec }),
  };
  server.store.put(changed);
}

function deletions(server: Server): readonly string[] {
  return server.requests.filter(({ method }) => method === 'DELETE').map((request) => request.path);
}

/** A report on shop/web whose pod is gone, beside so many services that are well. */
async function startLeftOver(others: number): Promise<Server> {
  const server = await startServer();
  server.store.put(readyPod('web'));
  for (let index = 0; index < others; index += 1) server.store.put(readyPod(`other-${index}`));
  await startOperator(server);
  await untilWords(server, { 'shop/web': 'Healthy' });
  server.store.remove({ resource: 'v1/pods', namespace: 'shop', name: 'web-1' });
  await untilWords(server, { 'shop/web': 'Unknown' });
  await pause(500);
  return server;
}

test('a report whose service is gone for an hour is deleted, and stays away', async () => {
  const server = await startLeftOver(1);
  expect(deletions(server)).toStrictEqual([]);
  changeReport(server, HOUR_MS);
  await until(() => server.store.get(path) === undefined);
  await pause(700);
  expect(words(server)).toStrictEqual({ 'shop/other-0': 'Healthy' });
  expect(deletions(server)).toHaveLength(1);
});

test('and it comes back with the service', async () => {
  const server = await startLeftOver(1);
  changeReport(server, HOUR_MS);
  await until(() => server.store.get(path) === undefined);
  server.store.put(readyPod('web'));
  await untilWords(server, { 'shop/web': 'Healthy' });
});

const hand = { manager: 'kubectl-label', operation: 'Update', fieldsV1: { 'f:metadata': {} } };
const own = { manager: 'servicehealth', operation: 'Apply', fieldsV1: {} };

test.each([
  { name: 'whose hour is not over', goneMs: HOUR_MS - 60_000, others: 1 },
  {
    name: 'that a person labelled',
    metadata: {
      managedFields: [own, hand],
      labels: { 'servicehealth.dev/discovered': 'true', mine: 'yes' },
    },
    others: 1,
  },
  { name: 'that a team gave a spec', spec: { displayName: 'Shop' }, others: 1 },
  { name: 'when nothing else in the cluster has a workload', others: 0 },
])('a report is kept $name', async ({ goneMs = HOUR_MS, metadata, spec, others }) => {
  const server = await startLeftOver(others);
  changeReport(server, goneMs, metadata, spec);
  await pause(900);
  expect([deletions(server), words(server)['shop/web']]).toStrictEqual([[], 'Unknown']);
});

test('a report is kept while a required source is not live', async () => {
  const server = await startLeftOver(1);
  server.setForbidden(['list replicasets', 'watch replicasets']);
  server.dropConnections();
  await untilWords(server, { 'shop/other-0': 'Unknown' });
  changeReport(server, HOUR_MS);
  await pause(900);
  expect(deletions(server)).toStrictEqual([]);
});

test('a service that comes back within the hour begins another one when it goes again', async () => {
  const server = await startLeftOver(1);
  changeReport(server, HOUR_MS - 60_000);
  server.store.put(readyPod('web'));
  await untilWords(server, { 'shop/web': 'Healthy' });
  server.store.remove({ resource: 'v1/pods', namespace: 'shop', name: 'web-1' });
  await untilWords(server, { 'shop/web': 'Unknown' });
  const [gone] = Object(server.store.get(path)?.['status']).diagnoses;
  expect(Date.parse(gone.firstSeenTime)).toBeGreaterThan(Date.now() - 60_000);
});
