// Every source answers with an empty list: more likely a broken role or proxy than an empty cluster. No report may go.
import { expect, test } from 'vitest';
import { pause } from '../kube/support.ts';
import { HEALTHS, readyPod, startOperator, startServer, untilWords, words } from './support.ts';

type Server = Awaited<ReturnType<typeof startServer>>;

const DAY_MS = 86_400_000;
const names = Array.from({ length: 20 }, (_, index) => `app-${index}`);

function all(word: string): Readonly<Record<string, string>> {
  return Object.fromEntries(names.map((name) => [`shop/${name}`, word]));
}

function fill(server: Server): void {
  for (const name of names) server.store.put(readyPod(name));
}

function empty(server: Server): void {
  for (const { metadata } of server.store.list('v1/pods')) {
    server.store.remove({ resource: 'v1/pods', namespace: 'shop', name: metadata.name });
  }
}

/** As if the lists had been empty for a day: the hour is counted from what the report itself says. */
function age(server: Server): void {
  const firstSeenTime = new Date(Date.now() - DAY_MS).toISOString();
  for (const object of server.store.list(HEALTHS)) {
    const status = Object(object['status']);
    const diagnoses = status.diagnoses.map((one: object) => ({ ...one, firstSeenTime }));
    server.store.put({ ...object, status: { ...status, diagnoses } });
  }
}

function deletions(server: Server): readonly string[] {
  return server.requests.filter(({ method }) => method === 'DELETE').map(({ path }) => path);
}

test('twenty reports outlive the day in which a running operator sees nothing', async () => {
  const server = await startServer();
  fill(server);
  await startOperator(server);
  await untilWords(server, all('Healthy'));
  empty(server);
  await untilWords(server, all('Unknown'));
  age(server);
  await pause(900);
  expect([deletions(server), words(server)]).toStrictEqual([[], all('Unknown')]);
});

test('and they outlive an operator that starts in front of empty lists, and are right when these fill', async () => {
  const server = await startServer();
  fill(server);
  const first = await startOperator(server);
  await untilWords(server, all('Healthy'));
  await first.stop();
  empty(server);
  await startOperator(server);
  await untilWords(server, all('Unknown'));
  age(server);
  await pause(900);
  expect([deletions(server), words(server)]).toStrictEqual([[], all('Unknown')]);
  fill(server);
  await untilWords(server, all('Healthy'));
  expect(deletions(server)).toStrictEqual([]);
});
