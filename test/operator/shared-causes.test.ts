// One registry that is down for two hundred services, through the whole operator: each report tells of the others within
// few writes, a restart writes nothing, and the words go when the trouble does.
import { expect, test } from 'vitest';
import type { FakeApiServer, KubeJson } from '../fake-apiserver/types.ts';
import { pause } from '../kube/support.ts';
import { HEALTHS, readyPod, startOperator, startServer, statusWrites } from './support.ts';

const SERVICES = 200;
/** Seconds on an idle machine; a busy one may take many times as long. */
const PATIENCE_MS = 180_000;
const FAST = ['--write-qps', '1000', '--write-burst', '1000'];

const names = Array.from({ length: SERVICES }, (_, index) => `web${index}`);

/** Half an hour of tries that a registry does not answer. */
function waitingPod(name: string): KubeJson {
  const message =
    'failed to pull image "down.example/web:1": dial tcp 10.9.8.7:443: connect: connection refused';
  const since = new Date(Date.now() - 1_800_000).toISOString();
  return readyPod(name, {
    spec: { containers: [{ name: 'app', image: 'down.example/web:1' }] },
    status: {
      phase: 'Pending',
      startTime: since,
      containerStatuses: [
        { name: 'app', state: { waiting: { reason: 'ImagePullBackOff', message } } },
      ],
    },
  });
}

/** How many reports tell of so many others; "none" of those that know no shared cause. */
function numbers(server: FakeApiServer): Readonly<Record<string, number>> {
  const counts: Record<string, number> = {};
  for (const { status } of server.store.list(HEALTHS)) {
    const [first] = Object(status).diagnoses ?? [];
    const told = first?.sharedCause === undefined ? 'none' : first.sharedCause.otherServices;
    counts[String(told)] = (counts[String(told)] ?? 0) + 1;
  }
  return counts;
}

/** Asked less often than elsewhere: two hundred reports take a while to read. */
async function untilTold(server: FakeApiServer, told: string, count: number): Promise<void> {
  const endMs = performance.now() + PATIENCE_MS;
  while (numbers(server)[told] !== count) {
    if (performance.now() > endMs) throw new Error(JSON.stringify(numbers(server)));
    await pause(100);
  }
}

function writes(server: FakeApiServer): readonly number[] {
  return names.map((name) => statusWrites(server, name));
}

test(
  'a registry that is down is told as shared, in few writes',
  async () => {
    const server = await startServer();
    for (const name of names) server.store.put(waitingPod(name));
    const first = await startOperator(server, FAST);
    await untilTold(server, '100', SERVICES);
    await pause(1_000);
    const [, example] = server.store.list(HEALTHS);
    expect(Object(example?.['status']).summary).toContain(
      '; at least 100 other services have trouble with the same image registry',
    );
    expect(Math.max(...writes(server))).toBeLessThanOrEqual(5);
    expect(sum(writes(server))).toBeLessThanOrEqual(SERVICES + 1 + 8 + 30 + 150);
    await first.stop();

    const before = sum(writes(server));
    await startOperator(server, FAST);
    await pause(3_000);
    expect(sum(writes(server))).toBe(before);

    for (const name of names.slice(1)) server.store.put(readyPod(name));
    await untilTold(server, 'undefined', 1);
    expect(numbers(server)).toEqual({ none: SERVICES - 1, undefined: 1 });
    expect(sum(writes(server)) - before).toBeLessThanOrEqual(SERVICES + 100 + 20 + 5 + 1);
  },
  3 * PATIENCE_MS,
);

function sum(counts: readonly number[]): number {
  let total = 0;
  for (const count of counts) total += count;
  return total;
}
