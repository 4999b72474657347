// Findings of one cause become one problem: which of them speaks, and in which order are its pods and workloads?
import { describe, expect, test } from 'vitest';
import { compareText, mergeFindings, severityOf } from '../../src/aggregate/merge.ts';
import type { Finding, RuledFinding } from '../../src/classify/types.ts';
import { found, rule } from './world.ts';

const SERVICE = { namespace: 'shop', name: 'web' };
const ERROR = rule('AppError');

function on(pod: string, facts: Partial<Finding> = {}): RuledFinding {
  return found(ERROR, { pod, ...facts });
}

/** The pods of the findings, the one that speaks first. */
function speakers(...findings: readonly RuledFinding[]): readonly string[] {
  const [problem] = mergeFindings(SERVICE, findings);
  return (problem?.ruled ?? []).map(({ finding }) => finding.subject.pod ?? '');
}

describe('first speaks', () => {
  const likely = { confidence: 'likely' } as const;
  const warning = { severity: 'warning' } as const;

  test.each<[string, readonly RuledFinding[], readonly string[]]>([
    [
      'the worst, however often the other',
      [on('a', { ...warning, count: 9 }), on('b')],
      ['b', 'a'],
    ],
    [
      'of two alike the one that is certain',
      [on('a', { ...likely, count: 9 }), on('b')],
      ['b', 'a'],
    ],
    ['the worst, though it is only likely', [on('a', warning), on('b', likely)], ['b', 'a']],
    [
      'of two that are certain the one that happened more often',
      [on('a'), on('b', { count: 2 })],
      ['b', 'a'],
    ],
    ['else the one whose pod comes first', [on('b'), on('a')], ['a', 'b']],
    [
      'what is over does not count beside what is not',
      [on('a', { state: 'recovered', count: 9 }), on('b')],
      ['b'],
    ],
  ])('%s', (_, findings, wanted) => {
    expect(speakers(...findings)).toEqual(wanted);
  });
});

test.each([
  ['is that of the rule', {}, 'error'],
  ['is its own where it has one', { severity: 'info' }, 'info'],
  ['of history is never worse than a warning', { state: 'recovered' }, 'warning'],
] as const)('the severity of a finding %s', (_, facts, wanted) => {
  expect(severityOf(on('a', facts))).toBe(wanted);
});

test('texts are ordered by code units, equal ones are equal', () => {
  expect([compareText('a', 'b'), compareText('b', 'a'), compareText('a', 'a')]).toEqual([-1, 1, 0]);
});
