// What the operator does while it cannot do its work: it stays up, says so, writes nothing wrong, and recovers.
import { describe, expect, test } from 'vitest';
import { pause, until } from '../kube/support.ts';
import { readyPod, startOperator, startServer, untilWords, words } from './support.ts';

test('no API server: not ready and says so, then right as soon as it answers', async () => {
  const server = await startServer();
  server.store.put(readyPod('good'));
  server.plan({ match: {}, fault: { kind: 'reset' }, times: Infinity });
  const cluster = await startOperator(server);
  await until(() => cluster.readiness().lines.some((line) => line.startsWith('pods: ')));
  expect(cluster.readiness().isReady).toBe(false);
  expect(words(server)).toStrictEqual({});
  server.clearFaults();
  await untilWords(server, { 'shop/good': 'Healthy' });
  await until(() => cluster.readiness().isReady);
});

test('no CRD: not ready and says so, then right as soon as it is installed', async () => {
  const resource = 'servicehealth.dev/v1alpha1/servicehealths';
  const server = await startServer({ absent: [resource] });
  server.store.put(readyPod('good'));
  const cluster = await startOperator(server);
  await until(() => cluster.readiness().lines.some((line) => line.includes('absent')));
  expect(cluster.readiness().isReady).toBe(false);
  server.setAbsent([]);
  await untilWords(server, { 'shop/good': 'Healthy' });
  await until(() => cluster.readiness().isReady);
});

describe('no permission', () => {
  const crashed = {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop', labels: { app: 'web' } },
    spec: { replicas: 0, template: { metadata: { labels: { app: 'web' } } } },
    status: {},
  };

  test('for a required source makes words Unknown, with the rule that mends it', async () => {
    const server = await startServer();
    server.store.put(crashed);
    server.store.put(readyPod('good'));
    server.setForbidden(['list replicasets', 'watch replicasets']);
    const cluster = await startOperator(server);
    await untilWords(server, { 'shop/good': 'Unknown', 'shop/web': 'Unknown' });
    expect(cluster.readiness().lines.join('\n')).toContain('replicasets: refused');
    expect(
      JSON.stringify(server.store.list('servicehealth.dev/v1alpha1/servicehealths')),
    ).toContain('resources: [\\"replicasets\\"]');
    server.setForbidden([]);
    await untilWords(server, { 'shop/good': 'Healthy', 'shop/web': 'Suspended' });
    await until(() => cluster.readiness().isReady);
  });

  test('to list, though watching is allowed, is no permission to judge by', async () => {
    const server = await startServer({ forbidden: ['list deployments'] });
    server.store.put(readyPod('good'));
    const cluster = await startOperator(server);
    await untilWords(server, { 'shop/good': 'Unknown' });
    expect(cluster.readiness().lines.join('\n')).toContain('cannot list resource "deployments"');
    server.setForbidden([]);
    await untilWords(server, { 'shop/good': 'Healthy' });
  });

  test('for an optional source costs no word', async () => {
    const server = await startServer({ forbidden: ['list events', 'watch events'] });
    server.store.put(readyPod('good'));
    await startOperator(server);
    await untilWords(server, { 'shop/good': 'Healthy' });
  });
});

test('a connection that is lost changes no word', async () => {
  const server = await startServer();
  server.store.put(readyPod('good'));
  const cluster = await startOperator(server);
  await untilWords(server, { 'shop/good': 'Healthy' });
  server.dropConnections();
  await pause(300);
  expect(words(server)).toStrictEqual({ 'shop/good': 'Healthy' });
  await until(() => cluster.readiness().isReady);
  server.store.put(readyPod('late'));
  await untilWords(server, { 'shop/late': 'Healthy' });
});

test('stopping ends within a second, also in the middle of the first list', async () => {
  const server = await startServer();
  for (let index = 0; index < 50; index += 1) server.store.put(readyPod(`app-${index}`));
  const cluster = await startOperator(server);
  const begin = performance.now();
  await cluster.stop();
  expect(performance.now() - begin).toBeLessThan(1_000);
  const seen = server.requests.length;
  await pause(300);
  expect(server.requests.length).toBe(seen);
});

test('an optional source that is refused is listed, and the operator is ready', async () => {
  const server = await startServer({ forbidden: ['list events', 'watch events'] });
  server.store.put(readyPod('good'));
  const cluster = await startOperator(server);
  await untilWords(server, { 'shop/good': 'Healthy' });
  await until(() => cluster.readiness().isReady);
  expect(cluster.readiness().lines.join('\n')).toMatch(/^events \(optional\): refused/);
});

test('own objects that may not be listed are not written to without knowing them', async () => {
  const server = await startServer({
    forbidden: ['list servicehealths', 'watch servicehealths'],
  });
  server.store.put(readyPod('good'));
  const cluster = await startOperator(server);
  await until(() => cluster.readiness().lines.some((line) => line.includes('refused')));
  await pause(600);
  expect([words(server), cluster.readiness().isReady]).toStrictEqual([{}, false]);
  server.setForbidden([]);
  await untilWords(server, { 'shop/good': 'Healthy' });
});

test('own objects that can no longer be listed stop the writing until they are back', async () => {
  const server = await startServer();
  server.store.put(readyPod('good'));
  const cluster = await startOperator(server);
  await untilWords(server, { 'shop/good': 'Healthy' });
  server.setForbidden(['list servicehealths', 'watch servicehealths']);
  server.dropConnections();
  await until(() => cluster.readiness().lines.some((line) => line.includes('s: refused')));
  server.store.put(readyPod('late'));
  await pause(600);
  expect(words(server)).toStrictEqual({ 'shop/good': 'Healthy' });
  server.setForbidden([]);
  await untilWords(server, { 'shop/good': 'Healthy', 'shop/late': 'Healthy' });
});

test('a write that fails is said, and no longer once its service is gone', async () => {
  const server = await startServer();
  server.store.put(readyPod('good'));
  server.plan({
    match: { method: 'PATCH' },
    fault: { kind: 'status', code: 403, reason: 'Forbidden' },
    times: Infinity,
  });
  const cluster = await startOperator(server);
  await until(() =>
    cluster.readiness().lines.some((line) => line.startsWith('writing: 1 service')),
  );
  expect(cluster.readiness().isReady).toBe(false);
  server.store.remove({ resource: 'v1/pods', namespace: 'shop', name: 'good-1' });
  await until(() => cluster.readiness().isReady);
});

test('the first judgement waits for Events, which tell some causes', async () => {
  const server = await startServer();
  server.store.put(readyPod('good'));
  server.plan({ match: { path: /\/events\?/ }, fault: { kind: 'delay', ms: 1_000 } });
  await startOperator(server);
  await pause(600);
  expect(words(server)).toStrictEqual({});
  await untilWords(server, { 'shop/good': 'Healthy' });
});
