import { describe, expect, test } from 'vitest';
import type { Mutant } from './mutants.ts';
import { checksAbout, Plan } from './plan.ts';
import type { Cover, ListedCheck } from './protocol.ts';

const MUTANT: Mutant = {
  id: 0,
  file: 'src/classify/support/pods.ts',
  line: 1,
  lineText: '',
  operator: 'number',
  start: 0,
  end: 1,
  original: '1',
  replacement: '0',
  heldBy: '',
};
const RULE_MUTANT = { ...MUTANT, file: 'src/classify/rules/oom-killed.ts' };

const CHECKS: readonly ListedCheck[] = [
  { name: 'own', codes: ['OOMKilled'], isShared: false },
  { name: 'other', codes: ['AppError'], isShared: false },
  { name: 'together', codes: ['OOMKilled'], isShared: true },
  { name: 'plain', codes: [], isShared: false },
];

function planOf(covers: readonly Partial<Cover>[]): Plan {
  const holders = [
    { file: MUTANT.file, name: 'LIMIT', reads: [] },
    { file: MUTANT.file, name: 'TWICE', reads: [0] },
  ];
  const all = covers.map((cover) => {
    return { name: '', cost: 0, mutants: [], holders: [], failure: '', ...cover };
  });
  const project = { mutants: [MUTANT], holders, modules: new Map() };
  return new Plan(project, CHECKS, all, (code) => (code === 'AppError' ? '' : 'oom-killed.ts'));
}

describe('the checks that a mutant is held against', () => {
  const everywhere = CHECKS.map(({ name }, cost) => ({ name, cost, mutants: [0] }));
  test.each<[string, readonly Partial<Cover>[], Mutant, readonly string[]]>([
    ['reach it, the cheapest first', everywhere, MUTANT, ['own', 'other', 'plain']],
    ['of a rule are about that rule', everywhere, RULE_MUTANT, ['own', 'together']],
    ['are none when nothing reaches it', [{ name: 'own', mutants: [1] }], MUTANT, []],
    [
      'do not play a whole life of a service',
      [{ name: 'own', mutants: [0], cost: 1_000_000 }],
      MUTANT,
      [],
    ],
    [
      'use the variable that holds it, or one that is worked out from that',
      [
        { name: 'own', holders: [0] },
        { name: 'other', holders: [1] },
        { name: 'plain', holders: [2] },
      ],
      { ...MUTANT, heldBy: 'LIMIT' },
      ['own', 'other'],
    ],
    [
      'of the default export are all',
      [],
      { ...RULE_MUTANT, heldBy: 'default' },
      ['own', 'together'],
    ],
  ])('%s', (_, covers, mutant, wanted) => {
    expect(planOf(covers).checksFor(mutant)).toEqual(wanted);
  });

  test('begin with what noticed most in the same file', () => {
    const plan = planOf(everywhere);
    plan.noticed(MUTANT, 'plain');
    plan.noticed(RULE_MUTANT, 'other');
    expect(plan.checksFor(MUTANT)).toEqual(['plain', 'own', 'other']);
  });
});

describe('a run over', () => {
  test.each<[string, readonly Mutant[], readonly string[]]>([
    ['a rule needs what is about it', [RULE_MUTANT], ['own', 'together']],
    ['anything else needs all', [RULE_MUTANT, MUTANT], ['own', 'other', 'together', 'plain']],
  ])('%s', (_, mutants, wanted) => {
    const checks = checksAbout(mutants, CHECKS, (code) => {
      return code === 'AppError' ? 'app-error.ts' : 'oom-killed.ts';
    });
    expect(checks.map(({ name }) => name)).toEqual(wanted);
  });
});
