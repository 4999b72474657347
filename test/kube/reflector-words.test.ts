// What a watch says in the log of a loss, and whom it asks before it trusts its role.

import { expect, test } from 'vitest';
import {
  createWatching,
  listsOf,
  PODS,
  pause,
  pod,
  silentLog,
  startLive,
  startWorld,
  until,
  watchesOf,
} from './support.ts';

function listeningLog() {
  const warned: unknown[] = [];
  function warn(message: string, fields: object = {}): void {
    warned.push('kind' in fields ? fields.kind : message);
  }
  return { warned, log: { ...silentLog, warn } };
}

test('a loss is said once for each kind of failure, however many attempts fail', async () => {
  const { server, client } = await startWorld();
  server.store.put(pod('a'));
  const { warned, log } = listeningLog();
  const { states } = await startLive(client, { log });
  server.plan({ match: {}, fault: { kind: 'status', code: 500 }, times: Infinity });
  server.dropConnections();
  await until(() => states.includes('stale'));
  const tries = server.requests.length;
  await until(() => server.requests.length > tries + 3);
  expect(warned).toEqual(['cut', 'serverError']);
});

test('a loss after a return is said again', async () => {
  const { server, client } = await startWorld();
  const { warned, log } = listeningLog();
  const { reflector } = await startLive(client, { log });
  for (const losses of [1, 2]) {
    await pause(100);
    server.dropConnections();
    await until(() => warned.length === losses);
    await until(() => reflector.status().lastError === undefined);
  }
  expect(warned).toEqual(['cut', 'cut']);
});

test('a role that may watch but not list is refused, though the server would send all objects', async () => {
  const { server, client } = await startWorld({ forbidden: ['list pods'] });
  server.store.put(pod('a'));
  const { reflector, sink } = createWatching(client, { asksToList: true });
  reflector.start();
  await until(() => reflector.status().state === 'refused');
  await pause(200);
  expect([sink.names, watchesOf(server)]).toEqual([[], []]);
  server.setForbidden([]);
  await until(() => reflector.status().state === 'live');
  expect(sink.names).toEqual(['a']);
});

test('the right to list is asked for once, for one object, and not again after a mere loss', async () => {
  const { server, client } = await startWorld();
  const { reflector } = await startLive(client, { asksToList: true });
  server.dropConnections();
  await until(() => reflector.status().reconnects > 0);
  expect(listsOf(server)).toMatchObject([{ path: PODS, query: { limit: '1' } }]);
});
