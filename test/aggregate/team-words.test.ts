import { describe, expect, test } from 'vitest';
import { teamWords } from '../../src/aggregate/team-words.ts';
import type { CodeAnnotation } from '../../src/facts/index.ts';
import { rule } from './world.ts';

function annotation(facts: Partial<CodeAnnotation> = {}): CodeAnnotation {
  return { code: 'AppError', links: [], sentence: '', ...facts };
}

const OWN = rule('Acme', { team: { rule: 'acme', link: 'https://a.example/own' } });
const BUILT_IN = rule('AppError');

describe('what the platform team says to a diagnosis', () => {
  const cases: readonly {
    readonly name: string;
    readonly of: typeof OWN;
    readonly annotations: readonly CodeAnnotation[];
    readonly words: ReturnType<typeof teamWords>;
  }[] = [
    { name: 'is nothing where nobody says anything', of: BUILT_IN, annotations: [], words: {} },
    {
      name: 'names the rule and its page',
      of: OWN,
      annotations: [],
      words: { rule: 'acme', runbookURL: 'https://a.example/own' },
    },
    {
      name: 'names the rule also without a page',
      of: rule('Acme', { team: { rule: 'acme' } }),
      annotations: [],
      words: { rule: 'acme' },
    },
    {
      name: 'keeps the page of the rule itself before that of an annotation',
      of: OWN,
      annotations: [annotation({ runbookURL: 'https://a.example/other' })],
      words: { rule: 'acme', runbookURL: 'https://a.example/own' },
    },
    {
      name: 'takes the first runbook, all sentences and the first five links',
      of: BUILT_IN,
      annotations: [
        annotation({ sentence: 'One.' }),
        annotation({ runbookURL: 'https://a.example/1', links: linksOf(3) }),
        annotation({ runbookURL: 'https://a.example/2', links: linksOf(3), sentence: 'Two.' }),
      ],
      words: {
        runbookURL: 'https://a.example/1',
        links: [...linksOf(3), ...linksOf(2)],
        note: 'One. Two.',
      },
    },
  ];

  test.each(cases)('$name', ({ of, annotations, words }) => {
    expect(teamWords(of, annotations)).toEqual(words);
  });
});

function linksOf(count: number) {
  return Array.from({ length: count }, (_, index) => ({
    name: `Page ${index}`,
    url: `https://a.example/${index}`,
  }));
}
