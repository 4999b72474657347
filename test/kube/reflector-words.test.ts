// What a watch says in the log of a loss, and whom it asks before it trusts its role.

import { expect, test } from 'vitest';
import { systemTimers } from '../../src/kube/timers.ts';
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

test('a server that starts and knows no role yet is not taken at its word', async () => {
  const { server, client } = await startWorld();
  server.store.put(pod('a'));
  const timing = { denialPassesMs: 2_000 };
  const { reflector, sink, states } = await startLive(client, { timing });
  server.setForbidden(['list pods', 'watch pods']);
  server.dropConnections();
  await until(() => states.includes('stale'));
  server.store.put(pod('b'));
  await pause(300);
  server.setForbidden([]);
  await until(() => sink.names.includes('b') && reflector.status().state === 'live');
  expect(states).toEqual(['syncing', 'live', 'stale', 'live']);
});

test('who comes back after a long absence is asked soon again, not as slowly as while away', async () => {
  const { server, client } = await startWorld();
  const delays = new Map<string, number[]>();
  function note(_message: string, fields: object = {}): void {
    if (!('kind' in fields) || !('delayMs' in fields)) return;
    const known = delays.get(String(fields.kind)) ?? [];
    delays.set(String(fields.kind), [...known, Number(fields.delayMs)]);
  }
  const timing = { backoffMinMs: 10, backoffMaxMs: 2_000, unreachableMaxMs: 40 };
  const { reflector } = await startLive(client, {
    log: { ...silentLog, warn: note, debug: note },
    timing,
    timers: { ...systemTimers, random: () => 1 },
  });
  server.plan({ match: {}, fault: { kind: 'reset' }, times: 10 });
  server.plan({ match: {}, fault: { kind: 'status', code: 410, reason: 'Expired' } });
  server.dropConnections();
  await until(() => delays.has('expired'));
  await until(() => reflector.status().state === 'live');
  expect(delays.get('expired')).toEqual([20]);
});
