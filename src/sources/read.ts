import type { EpochMs } from '../facts/index.ts';
import { cut, sanitise } from '../logs/text/sanitise.ts';

// Readers of fields that nobody vouches for: a wrong type is an absent field, and costs nothing but itself.
// Not zod here, as at the other borders: a zod schema of the pod fields we use takes as long as this whole projection
// with its interning and redaction, and pods come by the hundred thousand.

/** A JSON object of which nothing is known. Only fixed names are read from it, never names that came from a cluster. */
export type Fields = Readonly<Record<string, unknown>>;

const NO_FIELDS: Fields = Object.freeze({});
const NOTHING: readonly never[] = Object.freeze([]);

/** Int32, the widest integer of the objects we read. */
const MAX_INTEGER = 2_147_483_647;

/** True for an object, also an empty one: `terminated: {}` is a statement. */
export function isObject(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** The value as an object; an empty one for null, lists and everything else. */
export function fields(value: unknown): Fields {
  return isObject(value) ? value : NO_FIELDS;
}

/** The first `max` items; none for anything but a list. */
export function items(value: unknown, max: number): readonly unknown[] {
  if (!Array.isArray(value)) return NOTHING;
  return value.length <= max ? value : value.slice(0, max);
}

/** The list without the room to grow that V8 leaves in every list it builds, and one and the same when empty. */
export function compact<T>(list: readonly T[]): readonly T[] {
  return list.length === 0 ? NOTHING : list.slice();
}

const UNUSUAL = /[^!-~]/;

/** A name, reason or other short string of the API: at most `max` characters, empty when it is none. */
export function word(value: unknown, max: number): string {
  if (typeof value !== 'string') return '';
  if (value.length <= max && !UNUSUAL.test(value)) return value;
  // Sixteen times as much as can be kept is enough to look for what may be shown.
  return cut(sanitise(value.length > max * 16 ? cut(value, max * 16) : value), max);
}

/** A whole number from `min` to what fits in 32 bits; else the fallback. */
export function integer(value: unknown, fallback: number, min = 0): number {
  if (typeof value !== 'number' || !Number.isInteger(value)) return fallback;
  return value >= min && value <= MAX_INTEGER ? value : fallback;
}

/** `undefined` when nobody said. */
export function flag(value: unknown): boolean | undefined {
  return typeof value === 'boolean' ? value : undefined;
}

// RFC 3339 as Go writes Time and MicroTime. Date.parse alone would take "2024" and "Jan 1" too.
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,9})?(?:Z|[+-]\d\d:\d\d)$/;

/** An RFC 3339 time. The epoch itself is what a kubelet writes for "never", so it counts as absent, like all before it. */
export function instant(value: unknown): EpochMs | undefined {
  if (typeof value !== 'string' || value.length > 35 || !INSTANT.test(value)) return undefined;
  const ms = Date.parse(value);
  return ms > 0 ? ms : undefined;
}

type Defined<T> = { readonly [K in keyof T]?: Exclude<T[K], undefined> };

/** Only the fields that have a value: a fact leaves out what nobody said. */
export function defined<T extends object>(object: T): Defined<T>;
export function defined(object: object): object {
  const result: Record<string, unknown> = {};
  for (const [key, value] of Object.entries(object)) {
    if (value !== undefined) result[key] = value;
  }
  return result;
}
