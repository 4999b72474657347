// What the product promises to whoever comes from the panel. That the page is fresh is held by test/docs.
import { expect, test } from 'vitest';
import type { Comparison } from './compare.ts';
import { compareAll, comparisonPage, differences } from './page.ts';

const comparisons = await compareAll();
const problems = comparisons.flatMap((comparison) =>
  comparison.problems.map((told) => ({ scenario: comparison.scenario, ...told })),
);

test('the panel finds something, so that a comparison has a meaning', () => {
  expect(problems.filter(({ panel }) => panel === 'the cause').length).toBeGreaterThan(10);
});

test('of every problem the cause is said here, but where the objects that are left do not tell it', () => {
  const missed = problems.filter(({ ours }) => ours !== 'the cause');
  expect(missed.map(({ code, workload }) => `${code} ${workload}`)).toEqual([
    'ReadinessFlapping Deployment/readiness-flaps',
    'ReadinessFlapping StatefulSet/readiness-flaps-each-10s',
  ]);
});

test('nothing is said here that is not so', () => {
  const wrong = comparisons.filter(({ ourFalse, ourOnTheWay }) => {
    return ourFalse.length > 0 || ourOnTheWay.length > 0;
  });
  expect(wrong).toEqual([]);
});

const SAME: Comparison = {
  scenario: 'oom-killed',
  isQuiet: false,
  panel: ['Pod: containers-restarting (OOMKilled)'],
  ours: ['Unhealthy, OOMKilled'],
  problems: [
    {
      code: 'OOMKilled',
      workload: 'Deployment/shop',
      panel: 'the cause',
      ours: 'the cause',
      whyUnseen: '',
    },
  ],
  panelFalse: [],
  ourFalse: [],
  panelOnTheWay: [],
  ourOnTheWay: [],
};

function problem(panel: 'nothing' | 'that something is wrong', ours: 'nothing' | 'the cause') {
  const whyUnseen = 'it looks for no errors in a Job';
  return { ...SAME, problems: [{ code: 'A', workload: 'Job/a', panel, ours, whyUnseen }] };
}

test.each<[claim: string, comparison: Comparison, said: string[]]>([
  ['the same cause is no difference', SAME, ['none']],
  [
    'a symptom is one',
    problem('that something is wrong', 'the cause'),
    ['it shows a symptom, we say the cause: A'],
  ],
  [
    'silence is one, with its reason',
    problem('nothing', 'the cause'),
    ['it misses A: it looks for no errors in a Job'],
  ],
  ['so is ours', problem('that something is wrong', 'nothing'), ['we do not say A']],
  [
    'a false alarm is one',
    { ...SAME, panelFalse: [{ says: 'Pod: x', why: 'it is over' }] },
    ['false alarm (Pod: x): it is over'],
  ],
  ['so is ours', { ...SAME, ourFalse: ['AppError'] }, ['our false alarm (AppError)']],
  [
    'on the way too',
    { ...SAME, panelOnTheWay: ['Pod: x'], ourOnTheWay: ['AppError'] },
    ['false alarm on the way (Pod: x)', 'our false alarm on the way (AppError)'],
  ],
])('%s', (_, comparison, said) => {
  expect(differences(comparison)).toEqual(said);
});

test('the totals are counted', () => {
  const missed = { ...problem('nothing', 'the cause'), isQuiet: true, panelOnTheWay: ['Pod: x'] };
  const table = comparisonPage([SAME, missed])
    .split('\n')
    .filter((line) => /^\| (problems|recordings|quiet)/.test(line));
  expect(table).toEqual([
    '| problems of which something is said | 2 | 1 | 2 |',
    '| problems of which the cause is said | 2 | 1 | 2 |',
    '| recordings with a false alarm at the end | 2 | 0 | 0 |',
    '| quiet recordings with a false alarm on the way | 1 | 1 | 0 |',
  ]);
});
