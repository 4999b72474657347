import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { refusedByCompiler, refusedIn } from './compiler.ts';
import { type Mutant, mutantsOf, readModule } from './mutants.ts';

/** Any file of src in which types decide about one change and not about another. */
const FILE = 'src/classify/support/stability.ts';

function mutantsOfFile(): readonly Mutant[] {
  return mutantsOf(readModule(FILE, readFileSync(FILE, 'utf8')), 0);
}

test('a change is refused when a value may then be undefined, not when it changes a number', {
  timeout: 120_000,
}, () => {
  const mutants = mutantsOfFile();
  const refused = refusedByCompiler(mutants);
  const unguarded = mutants.filter(({ original, replacement }) => {
    return original.includes(' === undefined || ') && replacement === 'false';
  });
  const numbers = mutants.filter(({ operator }) => operator === 'number');
  expect(unguarded.map(({ id }) => refused.has(id))).toEqual([true, true]);
  expect(numbers.length).toBeGreaterThan(1);
  expect(numbers.filter(({ id }) => refused.has(id))).toEqual([]);
});

describe('what the compiler prints', () => {
  test.each<[string, string, readonly number[]]>([
    [
      'names a mutant by its file',
      "src/aggregate/counts.mutant12.ts(7,3): error TS18048: 'a' is possibly 'undefined'.",
      [12],
    ],
    [
      'does not count where a change makes code unreachable',
      "src/aggregate/counts.mutant12.ts(7,3): error TS2339: Property 'a' does not exist on type 'never'.",
      [],
    ],
    ['is nothing when all is well', '', []],
  ])('%s', (_, line, wanted) => {
    expect([...refusedIn([line])]).toEqual(wanted);
  });

  test('ends the run when it is about the files as they are', () => {
    const line = "src/aggregate/counts.ts(7,3): error TS2304: Cannot find name 'a'.";
    expect(() => refusedIn([line])).toThrow(`without any mutant: ${line}`);
  });

  test('ends the run when it is about no file', () => {
    const line = "error TS5023: Unknown compiler option 'noEmti'.";
    expect(() => refusedIn([line])).toThrow(`without any mutant: ${line}`);
  });
});
