// Stands in for vitest where tests are run one by one in a thread that stays: it only collects them.
import { expect } from 'vitest';

export { expect };

type Body = (...values: readonly unknown[]) => unknown;

/** One test as its file declares it. */
export interface Collected {
  /** The names of its describe blocks, then its own. */
  readonly path: readonly string[];
  readonly run: () => unknown;
}

interface Declare {
  (name: string, ...rest: readonly unknown[]): void;
  each: (rows: readonly unknown[]) => (name: string, ...rest: readonly unknown[]) => void;
}

const collected: Collected[] = [];
const around: string[] = [];

/** Everything declared since the last call. */
export function takeCollected(): readonly Collected[] {
  return collected.splice(0);
}

export const describe = declareWith((name, body) => {
  around.push(name);
  try {
    body();
  } finally {
    around.pop();
  }
});

export const test = declareWith(declareTest);
export const it = declareWith(declareTest);

function declareTest(name: string, run: () => unknown): void {
  collected.push({ path: [...around, name], run });
}

function declareWith(declare: (name: string, body: () => unknown) => void): Declare {
  function one(name: string, ...rest: readonly unknown[]): void {
    declare(name, () => bodyOf(rest)());
  }
  function each(rows: readonly unknown[]) {
    return (name: string, ...rest: readonly unknown[]) => {
      const body = bodyOf(rest);
      rows.forEach((row, index) => {
        const values: readonly unknown[] = Array.isArray(row) ? row : [row];
        declare(titled(name, values, index), () => body(...values));
      });
    };
  }
  return Object.assign(one, { each });
}

/** The function among what follows the name; options may stand before or behind it. */
function bodyOf(rest: readonly unknown[]): Body {
  const body = rest.find((value) => typeof value === 'function');
  if (body === undefined) throw new Error('expected a test with a function');
  return (...values) => Reflect.apply(body, undefined, values);
}

/** As vitest does it, as far as names need it here: %s, $field, and a number where that leaves two alike. */
function titled(name: string, values: readonly unknown[], index: number): string {
  let next = 0;
  const filled = name
    .replaceAll(/%[sdij]/g, () => String(values[next++]))
    .replaceAll(/\$(\w+)/g, (_, field: string) => String(fieldOf(values[0], field)));
  return filled === name ? `${name} (${index + 1})` : filled;
}

function fieldOf(value: unknown, field: string): unknown {
  return typeof value === 'object' && value !== null ? Reflect.get(value, field) : undefined;
}
