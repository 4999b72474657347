// Worlds that no cluster would make: recorded objects with fields removed, repeated or made hostile.
import * as fc from 'fast-check';
import { type PlayedEvent, stateAt } from '../zoo/player.ts';
import { recorded } from './deliveries.ts';

const texts: readonly string[] = [
  '',
  ' ',
  '__proto__',
  'constructor',
  'Pod/a/b',
  '\u202e\u001b[31m\u0000',
  '\ud83e',
  '<&>'.repeat(2_000),
  'a '.repeat(5_000),
  'Error: '.repeat(500),
  '{app}{who}{kubectl}',
  'token=hunter2',
  'exceeded quota: , requested: , used: , limited: ',
  'Back-off pulling image "": ErrImagePull: ',
  '0/0 nodes are available: . preemption: 0/0',
];

const instants: readonly string[] = [
  '0001-01-01T00:00:00Z',
  '1970-01-01T00:00:00Z',
  '2031-03-30T00:59:31Z',
  '2031-03-30T00:59:31.999999Z',
  '9999-12-31T23:59:59Z',
  '2031-02-31T00:00:00Z',
];

const numbers: readonly number[] = [0, -1, 1, 137, 0.5, 2_147_483_648, 1e15, 1e300, -1e300];

/** Words that mean something to some rule, so that a wrong one is often found in the right place. */
const words: readonly string[] = [
  'True',
  'False',
  'Failed',
  'Pending',
  'Running',
  'CrashLoopBackOff',
  'ImagePullBackOff',
  'CreateContainerConfigError',
  'OOMKilled',
  'Completed',
  'Evicted',
  'Never',
  'Job',
  'FailedCreate',
  'Killing',
  'FailedMount',
];

const hostile: fc.Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(...texts, ...instants, ...numbers, ...words),
  fc.constantFrom<unknown>(null, true, false, [], {}, [null], [[]], { a: 1 }),
  fc.string({ unit: 'binary', maxLength: 40 }),
  fc.jsonValue({ maxDepth: 2 }),
);

/** One change at one place of one object; all three are chosen by number. */
interface Mutation {
  readonly object: number;
  readonly place: number;
  readonly change:
    | { readonly kind: 'remove' | 'repeat' }
    | { readonly kind: 'set'; value: unknown };
}

const mutation: fc.Arbitrary<Mutation> = fc.record({
  object: fc.nat(),
  place: fc.nat(),
  change: fc.oneof(
    { weight: 1, arbitrary: fc.constant({ kind: 'remove' } as const) },
    { weight: 1, arbitrary: fc.constant({ kind: 'repeat' } as const) },
    { weight: 3, arbitrary: hostile.map((value) => ({ kind: 'set', value }) as const) },
  ),
});

type Holder = Record<string, unknown> | unknown[];

function isHolder(value: unknown): value is Holder {
  return typeof value === 'object' && value !== null;
}

/** Every place in a JSON value, parents before children. */
function placesIn(holder: Holder): readonly (readonly [Holder, string])[] {
  return Object.entries(holder).flatMap(([key, value]) => [
    [holder, key] as const,
    ...(isHolder(value) ? placesIn(value) : []),
  ]);
}

function mutate(object: Holder, { place, change }: Mutation): void {
  const places = placesIn(object);
  const [holder, key] = places[place % places.length] ?? [];
  if (holder === undefined || key === undefined) return;
  if (Array.isArray(holder)) changeItem(holder, Number(key), change);
  else if (change.kind === 'remove') delete holder[key];
  else if (change.kind === 'set') holder[key] = structuredClone(change.value);
  else holder[key] = [holder[key], structuredClone(holder[key])];
}

function changeItem(items: unknown[], index: number, change: Mutation['change']): void {
  if (change.kind === 'remove') items.splice(index, 1);
  else if (change.kind === 'set') items[index] = structuredClone(change.value);
  else items.splice(index, 0, structuredClone(items[index]));
}

/** What a list of some day of a recording would hold, had it been tampered with. */
export class HostileWorld {
  readonly facts: readonly PlayedEvent[];
  readonly nowMs: number;
  readonly #name: string;
  readonly #mutations: readonly Mutation[];

  constructor(name: string, facts: readonly PlayedEvent[], at: Tampering) {
    this.facts = structuredClone(facts);
    this.nowMs = Math.max(...facts.map(({ atMs }) => atMs)) + at.laterSeconds * 1_000;
    this.#name = name;
    this.#mutations = at.mutations;
    for (const one of at.mutations) {
      const fact = this.facts[one.object % this.facts.length];
      if (fact !== undefined) mutate(fact.object, one);
    }
  }

  /** What fast-check prints of a case that fails. */
  toString(): string {
    return `${this.#name} at ${this.nowMs}, changed by ${JSON.stringify(this.#mutations)}`;
  }
}

interface Tampering {
  readonly mutations: readonly Mutation[];
  readonly laterSeconds: number;
}

export const mutations = fc.array(mutation, { maxLength: 12 });

const tampering: fc.Arbitrary<Tampering> = fc.record({
  mutations,
  laterSeconds: fc.nat({ max: 100_000 }),
});

export const hostileWorld: fc.Arbitrary<HostileWorld> = fc
  .constantFrom(...recorded)
  .chain(({ name, events }) =>
    fc
      .tuple(fc.integer({ min: 1, max: events.length }), tampering)
      .map(([length, at]) => new HostileWorld(name, stateAt(events.slice(0, length)), at)),
  );

/** The same objects with these changes, each of one of them. */
export function mutated(
  objects: readonly unknown[],
  changes: readonly Mutation[],
): readonly unknown[] {
  const copies = structuredClone(objects);
  for (const one of changes) {
    const object = copies[one.object % copies.length];
    if (isHolder(object)) mutate(object, one);
  }
  return copies;
}
