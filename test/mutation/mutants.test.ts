import { runInThisContext } from 'node:vm';
import { describe, expect, test } from 'vitest';
import { instrument } from './instrument.ts';
import { mutantsOf, readModule } from './mutants.ts';

function changesIn(source: string): readonly string[] {
  const module = readModule('a.ts', source);
  return mutantsOf(module, 0).map(({ original, replacement }) => `${original} → ${replacement}`);
}

describe('what is changed', () => {
  test.each<[string, string, readonly string[]]>([
    [
      'a condition is always and never met, and its comparison turned around',
      'export function f(a) { if (a === b) return c; }',
      ['a === b → true', 'a === b → false', 'a === b → a !== b'],
    ],
    [
      'a bound is moved by one',
      'export const f = (a) => g(a < b);',
      ['a < b → a <= b', 'a < b → a >= b'],
    ],
    [
      'each side of a conjunction is left out',
      'export const f = () => g(a && b);',
      ['a && b → (a) || (b)', 'a && b → a', 'a && b → b'],
    ],
    ['so is a fallback', 'export const f = () => g(a ?? b);', ['a ?? b → a', 'a ?? b → b']],
    [
      'an answer is always yes and always no',
      'export const f = (a) => isOld(a);',
      ['isOld(a) → true', 'isOld(a) → false'],
    ],
    ['a sum becomes a difference', 'export const f = (a) => g(a + b);', ['a + b → a - b']],
    ['a text is no sum', "export const f = (a) => g('a' + b);", []],
    ['a text is not changed', "export const f = () => g('a');", []],
    [
      'an amount is doubled and halved',
      'export const MS = 60_000;',
      ['60_000 → 120000', '60_000 → 30000'],
    ],
    ['zero and one change places', 'export const f = () => g(0, 1);', ['0 → 1', '1 → 0']],
    ['small numbers are moved by one', 'export const f = () => g(3);', ['3 → 4', '3 → 2']],
    [
      'a selection lets everything and nothing through',
      'export const f = (a) => a.filter(g).length;',
      ['a.filter(g) → a'],
    ],
    [
      'what stands behind ?. is not cut out of its chain',
      'export const f = (a) => a?.filter(g).length;',
      [],
    ],
    [
      'the whole chain may be',
      'export const f = (a) => g(a?.some(h));',
      ['a?.some(h) → a?.every(h)'],
    ],
    [
      'a list loses what it is made of',
      'export const f = () => g([...a, b]);',
      ['[...a, b] → []', '[...a, b] → [b]'],
    ],
    ['a list of names is data', "export const NAMES = ['a', 'b'];", []],
    ['a statement goes', 'export function f(a) { g(a); }', ['g(a); → ']],
    ['types are not looked at', 'export const f = (a: 1 | 2 | "3" = g) => a as 4;', []],
    [
      'the texts and examples of a rule are data, and its other properties are not',
      'export default defineClassifier({ title: `${1}`, isConsequence: true, examples: [g(2)] });',
      ['true → false'],
    ],
    [
      'what only the examples of a rule need is data, too',
      `export default defineClassifier({ classify: () => f(1), examples: [g(2)] });
       const f = (a) => h(a); const h = (a) => i(1); const g = (a) => i(1); function j() { i(1); }`,
      ['1 → 0', '1 → 0'],
    ],
  ])('%s', (_, source, wanted) => {
    expect(changesIn(source)).toEqual(wanted);
  });

  test('a mutant knows where a person finds it and which variable holds it', () => {
    const module = readModule(
      'a.ts',
      '\nexport const LIMIT: number = 5;\nexport const f = (a) => a > LIMIT;',
    );
    const found = mutantsOf(module, 7).map(({ id, line, lineText, heldBy }) => [
      id,
      line,
      lineText,
      heldBy,
    ]);
    const [constant, compared] = [
      'export const LIMIT: number = 5;',
      'export const f = (a) => a > LIMIT;',
    ];
    expect(found).toEqual([
      [7, 2, constant, 'LIMIT'],
      [8, 2, constant, 'LIMIT'],
      [9, 3, compared, ''],
      [10, 3, compared, ''],
      [11, 3, compared, ''],
      [12, 3, compared, ''],
    ]);
  });
});

/** What the function `f` of a module answers while each of its mutants is in force. */
function answersOf(source: string): readonly unknown[] {
  // Named once more: what nobody needs is not changed.
  const module = readModule('a.ts', `${source}; f;`);
  const mutants = mutantsOf(module, 0);
  const text = instrument(module, mutants, new Map());
  const whole = `(__mutates) => {
    const __statics = [];
    const __memos = [];
    ${text}
    return () => {
      for (const run of __statics) run();
      return f();
    };
  }`;
  let active = -1;
  // What is run is the text that a thread would load as a module.
  const load: (mutates: (id: number) => boolean) => () => unknown = runInThisContext(whole);
  const f = load((id) => id === active);
  return [-1, ...mutants.map(({ id }) => id)].map((id) => {
    active = id;
    return f();
  });
}

describe('a module with all its mutants', () => {
  test('does what it did, and each change in turn', () => {
    const [unchanged, ...changed] = answersOf('const f = () => 4 < 5;');
    expect(unchanged).toBe(true);
    expect(changed).toEqual([true, false, true, false, false, true, true, false]);
  });

  test('keeps an else with its if when the statement between them can go', () => {
    const source = `let said;
      function say(a) { said = a; }
      function f() { said = 'nothing'; if (said === '') say('a'); else say('b'); return said; }`;
    const [unchanged, ...changed] = answersOf(source);
    expect(unchanged).toBe('b');
    expect(changed).toContain('a');
    expect(changed).toContain('nothing');
  });

  test('works out anew what was worked out when it was loaded', () => {
    const source = 'const LIMIT = 2; const TWICE = LIMIT * 2; const f = () => [LIMIT, TWICE];';
    expect(answersOf(source)).toEqual([
      [2, 4],
      [3, 6],
      [1, 2],
      [2, 1],
      [2, 6],
      [2, 2],
    ]);
  });
});
