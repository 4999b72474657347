// The deleter before an API server of one function, in a time that is an argument.
import { describe, expect, test } from 'vitest';
import type { ReportMemory, ServiceHealthFact, ServiceKey } from '../../src/facts/index.ts';
import type { KubeRequest } from '../../src/kube/client.ts';
import { ApiError } from '../../src/kube/errors.ts';
import { Deleter } from '../../src/status/deleter.ts';
import { listeningLog } from './writing.ts';

const NOW = 1_000_000_000_000;
const MINUTE = 60_000;
const HOUR = 60 * MINUTE;

type Candidate = Parameters<Deleter['dispose']>[0];

function memoryOf(lostMs: number): ReportMemory {
  const said = { id: 'x', code: 'NoWorkloads', state: 'active' as const, reason: '' };
  const rest = { firstSeenMs: lostMs, lastSeenMs: lostMs, count: 1, evidence: [], sample: [] };
  return {
    health: 'Unknown',
    diagnoses: [{ ...said, ...rest }],
    conditions: [],
    transitions: [],
    events: [],
  };
}

function candidate(facts: Partial<ServiceHealthFact> = {}): Candidate {
  return {
    namespace: 'shop',
    name: 'web',
    service: 'Web',
    uid: 'uid-web',
    resourceVersion: '7',
    isDiscovered: true,
    memory: memoryOf(NOW - HOUR),
    ...facts,
  };
}

interface World {
  readonly isLive?: boolean;
  /** Services that have workloads, besides so many that lost theirs an hour ago. */
  readonly alive?: number;
  readonly lost?: number;
  readonly lostMs?: number;
  readonly version?: string;
  readonly spec?: unknown;
  readonly answer?: (request: KubeRequest) => void;
}

function keys(count: number, name: string): ServiceKey[] {
  return Array.from({ length: count }, (_, index) => ({ namespace: name, name: String(index) }));
}

function startDeleting(world: World = {}) {
  const { isLive = true, alive = 9, lost = 1, lostMs = NOW - HOUR } = world;
  const { version = '7', spec = {}, answer = () => {} } = world;
  const { log, lines } = listeningLog();
  const requests: KubeRequest[] = [];
  const labels = { 'servicehealth.dev/discovered': 'true' };
  const managedFields = [{ manager: 'servicehealth', operation: 'Apply' }];
  const deleter = new Deleter({
    log,
    isLive: () => isLive,
    known: {
      serviceKeys: () => [...keys(alive, 'alive'), ...keys(lost, 'lost')],
      hasWorkloads: ({ namespace }) => namespace === 'alive',
      healthObject: () => ({ memory: memoryOf(lostMs) }),
    },
    client: {
      async request(request) {
        requests.push(request);
        answer(request);
        return { metadata: { resourceVersion: version, labels, managedFields }, spec };
      },
    },
  });
  return { deleter, lines, sent: () => requests.map(({ method }) => method), requests };
}

test('a report whose service is gone for an hour is deleted, if it is still that one', async () => {
  const { deleter, requests } = startDeleting();
  expect(await deleter.dispose(candidate(), NOW)).toStrictEqual({ kind: 'deleted' });
  const path = '/apis/servicehealth.dev/v1alpha1/namespaces/shop/servicehealths/web';
  expect(requests.map(({ method, path: to, body }) => [method, to, body])).toStrictEqual([
    ['GET', path, undefined],
    [
      'DELETE',
      path,
      {
        apiVersion: 'v1',
        kind: 'DeleteOptions',
        preconditions: { uid: 'uid-web', resourceVersion: '7' },
      },
    ],
  ]);
});

describe('nothing is asked or deleted', () => {
  const later = NOW + 5 * MINUTE;
  const cases: readonly {
    readonly name: string;
    readonly world?: World;
    readonly object?: Partial<ServiceHealthFact>;
    readonly nextLookMs: number | undefined;
  }[] = [
    {
      name: 'before the hour is over',
      object: { memory: memoryOf(NOW - HOUR + 1) },
      nextLookMs: NOW + 1,
    },
    {
      name: 'while the report does not say that the service is gone',
      object: { memory: { ...memoryOf(0), diagnoses: [] } },
      nextLookMs: undefined,
    },
    {
      name: 'of what discovery did not make',
      object: { isDiscovered: false },
      nextLookMs: undefined,
    },
    { name: 'while a required source is not live', world: { isLive: false }, nextLookMs: later },
    {
      name: 'when nothing in the cluster has a workload, for however long',
      world: { alive: 0, lost: 50, lostMs: 0 },
      nextLookMs: later,
    },
    {
      name: 'when more than half of all services lost theirs within the hour',
      world: { alive: 9, lost: 10, lostMs: NOW - HOUR + 1 },
      nextLookMs: later,
    },
  ];

  test.each(cases)('$name', async ({ world, object, nextLookMs }) => {
    const { deleter, sent } = startDeleting(world);
    const disposal = await deleter.dispose(candidate(object), NOW);
    expect([disposal, sent()]).toStrictEqual([{ kind: 'kept', nextLookMs }, []]);
  });
});

test.each([
  { name: 'a team has given a spec', world: { spec: { owner: 'red' } } },
  { name: 'is another version than the one that was judged', world: { version: '8' } },
])('what $name is looked at and kept', async ({ world }) => {
  const { deleter, sent } = startDeleting(world);
  const disposal = await deleter.dispose(candidate(), NOW);
  expect([disposal, sent()]).toStrictEqual([{ kind: 'kept', nextLookMs: undefined }, ['GET']]);
});

test('what is kept does not count against the rate', async () => {
  const { deleter } = startDeleting({ version: '8' });
  for (let index = 0; index < 30; index += 1) await deleter.dispose(candidate(), NOW);
  expect(await deleter.dispose(candidate({ resourceVersion: '8' }), NOW)).toStrictEqual({
    kind: 'deleted',
  });
});

test.each([
  { alive: 9, lost: 1, most: 1 },
  { alive: 35, lost: 20, most: 5 },
  { alive: 900, lost: 500, most: 10 },
])('of $alive + $lost services $most go at once, and as many a minute later', async (world) => {
  const { deleter, sent } = startDeleting(world);
  const objects = Array.from({ length: 30 }, (_, index) => candidate({ uid: `uid-${index}` }));
  const all = await Promise.all(objects.map((object) => deleter.dispose(object, NOW)));
  const held = all.filter(({ kind }) => kind === 'kept');
  expect(held).toStrictEqual(
    Array.from({ length: 30 - world.most }, () => ({ kind: 'kept', nextLookMs: NOW + MINUTE })),
  );
  const almost = NOW + MINUTE - 1;
  expect(await deleter.dispose(candidate(), almost)).toMatchObject({ kind: 'kept' });
  await Promise.all(objects.map((object) => deleter.dispose(object, NOW + MINUTE)));
  expect(sent().filter((method) => method === 'DELETE')).toHaveLength(2 * world.most);
});

/** An API server that answers so to every DELETE. */
function refusing(code: number): World {
  return {
    answer({ method, path }) {
      if (method === 'DELETE') throw new ApiError({ code, reason: '', message: 'no', path });
    },
  };
}

describe('when the API server does not delete', () => {
  test('because it is gone already, that is as good', async () => {
    const { deleter, lines } = startDeleting(refusing(404));
    expect(await deleter.dispose(candidate(), NOW)).toStrictEqual({ kind: 'deleted' });
    expect(lines).toStrictEqual([]);
  });

  test('because somebody changed it, it is looked at again', async () => {
    const { deleter, lines } = startDeleting(refusing(409));
    const disposal = await deleter.dispose(candidate(), NOW);
    expect([disposal, lines]).toStrictEqual([{ kind: 'kept', nextLookMs: NOW + MINUTE }, []]);
  });

  test('because it must not, that is said, and five minutes long nothing is tried', async () => {
    const { deleter, lines, sent } = startDeleting(refusing(403));
    const nextLookMs = NOW + 5 * MINUTE;
    expect(await deleter.dispose(candidate(), NOW)).toStrictEqual({ kind: 'kept', nextLookMs });
    expect(await deleter.dispose(candidate(), nextLookMs - 1)).toMatchObject({ nextLookMs });
    expect([sent(), lines.length]).toStrictEqual([['GET', 'DELETE'], 1]);
    await deleter.dispose(candidate(), nextLookMs);
    expect(sent()).toHaveLength(4);
  });
});
