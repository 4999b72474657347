// Where two sets of answers differ, and what of it is accepted.
import { isDeepStrictEqual } from 'node:util';
import { isRecord, textAt } from '../fake-apiserver/json.ts';
import type { Answers } from './run.ts';

/** One place in which the fake says something else. */
export interface Difference {
  readonly call: string;
  /** "1.body.items[a].spec": the second answer, its item named a. */
  readonly path: string;
  readonly fake: unknown;
  readonly real: unknown;
}

/** A difference that may stay. Both patterns must match. */
export interface Accepted {
  readonly call: RegExp;
  readonly path: RegExp;
  /** Why it does not matter to a user of our client, as a sentence. */
  readonly why: string;
}

export function differencesOf(fake: Answers, real: Answers): readonly Difference[] {
  const calls = new Set([...fake.keys(), ...real.keys()]);
  return [...calls].flatMap((call) =>
    differ(fake.get(call), real.get(call), '').map((place) => ({ call, ...place })),
  );
}

type Place = Omit<Difference, 'call'>;

function differ(fake: unknown, real: unknown, path: string): readonly Place[] {
  if (isDeepStrictEqual(fake, real)) return [];
  const fakeFields = fieldsOf(fake);
  const realFields = fieldsOf(real);
  const isOtherType = Array.isArray(fake) !== Array.isArray(real);
  if (fakeFields === undefined || realFields === undefined || isOtherType) {
    return [{ path, fake, real }];
  }
  const steps = new Set([...realFields.keys(), ...fakeFields.keys()]);
  return [...steps].flatMap((step) => {
    const next = path === '' ? step.replaceAll(/[.[\]]/g, '') : `${path}${step}`;
    return differ(fakeFields.get(step), realFields.get(step), next);
  });
}

/** Children by their step; items of a list by name where all have one, and then their order besides. */
function fieldsOf(value: unknown): ReadonlyMap<string, unknown> | undefined {
  if (isRecord(value)) {
    return new Map(Object.entries(value).map(([field, child]) => [`.${field}`, child]));
  }
  if (!Array.isArray(value)) return undefined;
  const items: readonly unknown[] = value;
  const names = items.map(nameOf);
  const isNamed = names.every((name) => name !== undefined) && new Set(names).size === names.length;
  if (!isNamed || items.length === 0) return new Map(items.map((item, at) => [`[${at}]`, item]));
  const named = items.map((item, at) => [`[${names[at]}]`, item] as const);
  return new Map([...named, ['[order]', names.join(' ')]]);
}

function nameOf(item: unknown): string | undefined {
  if (typeof item === 'string') return item;
  const field = ['name', 'version', 'resource', 'subresource'].find(
    (candidate) => textAt(item, candidate) !== undefined,
  );
  return field === undefined ? textAt(item, 'metadata', 'name') : textAt(item, field);
}

/** Differences that nobody has accepted, and acceptances that nothing needs any more. */
export function complaintsOf(
  differences: readonly Difference[],
  accepted: readonly Accepted[],
): readonly string[] {
  const unlisted = differences.filter(
    (difference) => !accepted.some((one) => isAccepted(one, difference)),
  );
  const stale = accepted.filter(
    (one) => !differences.some((difference) => isAccepted(one, difference)),
  );
  return [
    ...unlisted.map(describeDifference),
    ...stale.map(({ call, path, why }) => `accepted, but no longer so: ${call} ${path}: ${why}`),
  ];
}

function isAccepted({ call, path }: Accepted, difference: Difference): boolean {
  return call.test(difference.call) && path.test(difference.path);
}

function describeDifference({ call, path, fake, real }: Difference): string {
  return `${call}: ${path}\n  real: ${shown(real)}\n  fake: ${shown(fake)}`;
}

const shownLength = 300;

function shown(value: unknown): string {
  return value === undefined ? 'nothing' : JSON.stringify(value).slice(0, shownLength);
}
