// What a cluster can throw at the operator: only the service it belongs to may be the worse for it.
import { describe, expect, test } from 'vitest';
import type { KubeJson } from '../fake-apiserver/types.ts';
import { pause } from '../kube/support.ts';
import {
  HEALTHS,
  readyPod,
  startOperator,
  startServer,
  statusWrites,
  untilWords,
  words,
} from './support.ts';

const namespace: KubeJson = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } };

describe('a poisoned object costs only itself', () => {
  const poisons: readonly { readonly name: string; readonly object: KubeJson }[] = [
    {
      name: 'a pod whose status is of wrong types throughout',
      object: readyPod('bad', {
        status: { phase: 7, conditions: 'none', containerStatuses: [{ name: [] }, 3, null] },
      }),
    },
    {
      name: 'a pod without spec and status',
      object: readyPod('bad', { spec: null, status: null }),
    },
    {
      name: 'labels named __proto__ and constructor',
      object: readyPod('bad', {
        metadata: JSON.parse('{"labels":{"app":"bad","__proto__":"x","constructor":"y"}}'),
      }),
    },
    {
      name: 'a termination message of 5 MB',
      object: readyPod('bad', {
        status: {
          phase: 'Running',
          containerStatuses: [
            {
              name: 'app',
              state: {
                terminated: { exitCode: 1, reason: 'Error', message: 'x'.repeat(5_000_000) },
              },
            },
          ],
        },
      }),
    },
    {
      name: 'an event about nothing',
      object: {
        apiVersion: 'v1',
        kind: 'Event',
        metadata: { name: 'nothing', namespace: 'shop' },
        reason: 'Failed',
        type: 'Warning',
        message: 'about nothing',
        involvedObject: {},
      },
    },
  ];

  test.each(poisons)('$name', async ({ object }) => {
    const server = await startServer();
    server.store.put(namespace);
    server.store.put(object);
    server.store.put(readyPod('good'));
    await startOperator(server);
    await untilWords(server, { 'shop/good': 'Healthy' });
    server.store.put(readyPod('late'));
    await untilWords(server, { 'shop/late': 'Healthy' });
  });
});

test('a label that is no DNS name gets an object of a similar name that says which service it is', async () => {
  const server = await startServer();
  server.store.put(readyPod('Check_Out.v2'));
  await startOperator(server);
  await untilWords(server, {});
  const [object] = await untilObjects(server, 1);
  expect(object?.metadata.name).toMatch(/^check-out\.v2-[0-9a-f]{8}$/);
  expect(object?.metadata['annotations']).toMatchObject({
    'servicehealth.dev/service': 'Check_Out.v2',
  });
});

test('a workload with a name of 253 characters has a report', async () => {
  const name = `${'a'.repeat(50)}.`.repeat(4) + 'b'.repeat(49);
  const server = await startServer();
  server.store.put({
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace: 'shop' },
    spec: { replicas: 0, template: { metadata: {} } },
    status: {},
  });
  await startOperator(server);
  expect(name).toHaveLength(253);
  await untilWords(server, { [`shop/${name}`]: 'Suspended' });
});

test('a terminating namespace gets no object and holds up nobody', async () => {
  const server = await startServer();
  const deletionTimestamp = new Date().toISOString();
  server.store.put({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'going', deletionTimestamp },
    status: { phase: 'Terminating' },
  });
  server.store.put(readyPod('leaving', { metadata: { name: 'leaving-1', namespace: 'going' } }));
  server.store.put(readyPod('good'));
  await startOperator(server);
  await untilWords(server, { 'shop/good': 'Healthy' });
  await pause(600);
  const tried = server.requests.filter(({ path }) => path.includes('/namespaces/going/'));
  expect(words(server)).toStrictEqual({ 'shop/good': 'Healthy' });
  expect(tried.length).toBeLessThanOrEqual(2);
});

test('a report that changed nothing is not written again', async () => {
  const server = await startServer();
  server.store.put(readyPod('good'));
  await startOperator(server);
  await untilWords(server, { 'shop/good': 'Healthy' });
  await pause(400);
  const before = statusWrites(server, 'good');
  for (let again = 0; again < 5; again += 1) {
    server.store.put(readyPod('good', { metadata: { annotations: { again: String(again) } } }));
    await pause(100);
  }
  await pause(600);
  expect(statusWrites(server, 'good')).toBe(before);
});

async function untilObjects(
  server: Awaited<ReturnType<typeof startServer>>,
  count: number,
): Promise<readonly KubeJson[]> {
  for (let tries = 0; tries < 200 && server.store.list(HEALTHS).length < count; tries += 1) {
    await pause(20);
  }
  return server.store.list(HEALTHS);
}
