import { BOUNDS } from '../api/bounds.ts';

const ELLIPSIS = '…';
const CODE = /^[A-Z][A-Za-z0-9]{0,62}$/;
// The reason of a metav1.Condition.
const CONDITION_REASON = /^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/;

/**
 * At most `max` UTF-16 units, never half a character. Lone surrogates become U+FFFD here, as they would in the API
 * server: else what it holds would always differ from what we wrote.
 */
export function cut(text: string, max: number): string {
  const whole = text.toWellFormed();
  if (whole.length <= max) return whole;
  const head = whole.slice(0, max - ELLIPSIS.length);
  return (head.isWellFormed() ? head : head.slice(0, -1)) + ELLIPSIS;
}

/** A field that is left out when it would be empty. */
export function optional<K extends string, V>(key: K, value: V): Partial<Record<K, V>> {
  const isEmpty = value === '' || (Array.isArray(value) && value.length === 0);
  if (value === undefined || isEmpty) return {};
  const field: Partial<Record<K, V>> = {};
  field[key] = value;
  return field;
}

/** Prose: each text cut, at most `maxItems` of them. */
export function cutAll(texts: readonly string[], maxItems: number, max: number): string[] {
  return texts.slice(0, maxItems).map((text) => cut(text, max));
}

/** Names and commands: half of one is a wrong one, so those too long are left out. */
export function onlyWhole(texts: readonly string[], maxItems: number, max: number): string[] {
  return texts.filter((text) => text.length <= max && text.isWellFormed()).slice(0, maxItems);
}

/** A number the schema takes. */
export function count(value: number): number {
  if (Number.isNaN(value)) return 0;
  return Math.min(Math.max(Math.trunc(value), 0), BOUNDS.count);
}

/** CamelCase, as codes and condition types are. */
export function isCode(text: string): boolean {
  return CODE.test(text);
}

/** A code that is none would make the API server refuse the whole report. */
export function codeOr(code: string, fallback: string): string {
  return isCode(code) ? code : fallback;
}

/** The reason of a condition, which may not be empty. */
export function conditionReason(reason: string): string {
  const short = reason.slice(0, BOUNDS.statusReason);
  return CONDITION_REASON.test(short) ? short : 'Unspecified';
}

/** Comma-separated, as many whole entries as fit. */
export function joined(entries: readonly string[], max: number): string {
  let text = '';
  for (const entry of entries) {
    const longer = text === '' ? entry : `${text},${entry}`;
    if (longer.length > max - 2) return text === '' ? cut(entry, max) : `${text},${ELLIPSIS}`;
    text = longer;
  }
  return text.toWellFormed();
}
