import { describe, expect, test } from 'vitest';
import type { ReportMemory, ServiceKey } from '../../src/facts/index.ts';
import {
  type Census,
  isDoubtful,
  isUntouched,
  lostSinceMs,
  mostPerMinute,
  takeCensus,
} from '../../src/status/disposal.ts';

const NOW = 1_000_000_000;
const MINUTE = 60_000;

/** What the report of a service without workloads remembers. */
function lost(minutesAgo: number, facts: object = {}): ReportMemory {
  const firstSeenMs = NOW - minutesAgo * MINUTE;
  const said = { id: 'x', code: 'NoWorkloads', state: 'active' as const, reason: 'NoWorkloads' };
  const rest = { firstSeenMs, lastSeenMs: firstSeenMs, count: 1, evidence: [], sample: [] };
  return {
    health: 'Unknown',
    diagnoses: [{ ...said, ...rest, ...facts }],
    conditions: [],
    transitions: [],
    events: [],
  };
}

test.each([
  { name: 'an active NoWorkloads says since when', memory: lost(5), says: NOW - 5 * MINUTE },
  {
    name: 'one that is over says nothing',
    memory: lost(5, { state: 'recovered' }),
    says: undefined,
  },
  {
    name: 'another diagnosis says nothing',
    memory: lost(5, { code: 'AppError' }),
    says: undefined,
  },
  { name: 'no diagnosis says nothing', memory: { ...lost(5), diagnoses: [] }, says: undefined },
])('$name', ({ memory, says }) => {
  expect(lostSinceMs(memory)).toBe(says);
});

test('a census counts services with and without object, and those that went within the hour', () => {
  const services: readonly [string, boolean, ReportMemory | undefined][] = [
    ['alive', true, lost(5)],
    ['alive without a report', true, undefined],
    ['just gone, not reported yet', false, { ...lost(0), diagnoses: [] }],
    ['gone for 59 minutes', false, lost(59)],
    ['gone for an hour', false, lost(60)],
  ];
  function found({ name }: ServiceKey) {
    return services.find(([service]) => service === name);
  }
  const known = {
    serviceKeys: () => services.map(([name]) => ({ namespace: 'shop', name })),
    hasWorkloads: (key: ServiceKey) => found(key)?.[1] ?? false,
    healthObject: (key: ServiceKey) => {
      const memory = found(key)?.[2];
      return memory && { memory };
    },
  };
  expect(takeCensus(known, NOW)).toStrictEqual({
    services: 5,
    objects: 4,
    withWorkloads: 2,
    lostLately: 2,
  });
});

function census(facts: Partial<Census>): Census {
  return { services: 10, objects: 10, withWorkloads: 9, lostLately: 0, ...facts };
}

test.each([
  { name: 'one gone of ten is no reason to doubt', facts: {}, is: false },
  { name: 'nothing left at all', facts: { withWorkloads: 0 }, is: true },
  { name: 'the one service there was', facts: { services: 1, withWorkloads: 0 }, is: true },
  { name: 'half of them lately', facts: { withWorkloads: 5, lostLately: 5 }, is: false },
  { name: 'more than half of them lately', facts: { withWorkloads: 4, lostLately: 6 }, is: true },
  { name: 'more than half of them long ago', facts: { withWorkloads: 4 }, is: false },
])('what is seen is in doubt: $name: $is', ({ facts, is }) => {
  expect(isDoubtful(census(facts))).toBe(is);
});

test.each([
  [1, 1],
  [9, 1],
  [19, 1],
  [20, 2],
  [99, 9],
  [100, 10],
  [10_000, 10],
])('of %i objects at most %i go within a minute', (objects, most) => {
  expect(mostPerMinute(census({ objects }))).toBe(most);
});

describe('an object is untouched', () => {
  const own = { manager: 'servicehealth', operation: 'Apply', fieldsV1: {} };
  const ownStatus = { ...own, subresource: 'status' };
  const discovered = { 'servicehealth.dev/discovered': 'true' };

  function objectOf(facts: { spec?: unknown; labels?: unknown; managedFields?: unknown }) {
    const { spec, labels = discovered, managedFields = [own, ownStatus] } = facts;
    return { metadata: { labels, managedFields }, ...(spec !== undefined && { spec }) };
  }

  test.each([
    { name: 'that only discovery wrote', object: objectOf({}), is: true },
    { name: 'with an empty spec', object: objectOf({ spec: {} }), is: true },
    {
      name: 'to whose status another controller added a condition',
      object: objectOf({ managedFields: [own, { ...ownStatus, manager: 'argo' }] }),
      is: true,
    },
    { name: 'but not one with a spec', object: objectOf({ spec: { suspend: false } }), is: false },
    { name: 'nor one without the label', object: objectOf({ labels: {} }), is: false },
    {
      name: 'nor one whose label says otherwise',
      object: objectOf({ labels: { 'servicehealth.dev/discovered': 'false' } }),
      is: false,
    },
    {
      name: 'nor one that somebody labelled or annotated',
      object: objectOf({
        managedFields: [own, { ...own, manager: 'kubectl', operation: 'Update' }],
      }),
      is: false,
    },
    {
      name: 'nor one whose editors were wiped out',
      object: objectOf({ managedFields: [] }),
      is: false,
    },
    {
      name: 'nor one of which only the status has an editor',
      object: objectOf({ managedFields: [ownStatus] }),
      is: false,
    },
    { name: 'nor what is no object', object: 'gone', is: false },
  ])('$name', ({ object, is }) => {
    expect(isUntouched(object, 'servicehealth')).toBe(is);
  });
});
