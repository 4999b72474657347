import type { Shape } from './types.ts';

/** A token that its issuer makes at random behind a prefix of his own. */
export function token(
  name: string,
  from: string,
  hints: readonly string[],
  pattern: RegExp,
): Shape {
  return { name, from, hints, pattern, isToken: true };
}
