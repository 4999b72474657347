// When the API server does not take what is written, or does not answer: bounded tries, and an end when asked for one.
import { describe, expect, test } from 'vitest';
import type { PlannedFault } from '../fake-apiserver/types.ts';
import { pause, until } from '../kube/support.ts';
import { readyPod, startOperator, startServer, untilWords } from './support.ts';

const REPORT = /\/servicehealths\/good/;

function faultOf(fault: PlannedFault['fault']): PlannedFault {
  return { match: { method: 'PATCH', path: REPORT }, fault, times: Infinity };
}

type Server = Awaited<ReturnType<typeof startServer>>;

function tries(server: Server): number {
  return server.requests.filter(({ method, path }) => method === 'PATCH' && REPORT.test(path))
    .length;
}

describe.each([
  { name: 'refused as too large', code: 413, most: 4 },
  { name: 'refused as invalid', code: 422, most: 4 },
  { name: 'not understood', code: 400, most: 4 },
  { name: 'conflicting', code: 409, most: 30 },
  { name: 'forbidden', code: 403, most: 12 },
])('a report that is $name', ({ code, most }) => {
  test('is tried a few times, is said in readiness, and holds up nobody', async () => {
    const server = await startServer();
    server.plan(faultOf({ kind: 'status', code, reason: 'Planned', message: 'planned' }));
    server.store.put(readyPod('good'));
    const cluster = await startOperator(server);
    await until(() => cluster.readiness().lines.some((line) => line.startsWith('writing: 1 ')));
    server.store.put(readyPod('other'));
    await untilWords(server, { 'shop/other': 'Healthy' });
    await pause(1_500);
    expect(tries(server)).toBeLessThanOrEqual(most);
    expect(cluster.readiness().isReady).toBe(true);
  });
});

test('a write that is never answered ends with the operator', async () => {
  const server = await startServer();
  server.plan(faultOf({ kind: 'hang' }));
  server.store.put(readyPod('good'));
  const cluster = await startOperator(server);
  await until(() => tries(server) > 0);
  const begin = performance.now();
  await cluster.stop();
  expect(performance.now() - begin).toBeLessThan(6_500);
  const seen = server.requests.length;
  await pause(300);
  expect(server.requests.length).toBe(seen);
}, 10_000);
