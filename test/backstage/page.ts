// The comparison as a page: totals first, then each scenario.
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { scenarioNames } from '../zoo/scenario.ts';
import { type Comparison, compare, type Problem } from './compare.ts';

/** Compares all scenarios. */
export async function compareAll(): Promise<readonly Comparison[]> {
  const rules = await loadCatalogue();
  return scenarioNames().map((name) => compare(name, rules));
}

/** The whole page. */
export function comparisonPage(comparisons: readonly Comparison[]): string {
  return [
    '<!-- Generated from test/zoo by "npm run generate". Do not edit. -->',
    '# Compared with the Kubernetes panel of Backstage',
    '',
    'Each recording in `test/zoo` is given to `detectErrors` of `@backstage/plugin-kubernetes-common`, which is what that panel',
    'shows as errors, and to the same code that the operator runs. Both get the objects as they stand at the end of the',
    'recording, at that instant. True is what the `expected.json` of the scenario says of the end. `npm run compare:backstage`',
    'prints this page.',
    '',
    'The panel is read in its favour: its error counts for every problem of the same workload, and of advice that names',
    'several causes each counts as named. It gets every object of the namespace but pods without any label, which it would',
    'never ask for. A cause counts as said when the advice says it; the message of Kubernetes that stands beside may hold',
    'more for who can read it. In parentheses is the kind of advice.',
    '',
    ...totals(comparisons),
    '',
    '## Where something is wrong',
    '',
    '| scenario | the panel says | we say | difference |',
    '|---|---|---|---|',
    ...comparisons.filter(({ problems }) => problems.length > 0).map(row),
    '',
    '## Where nothing is wrong',
    '',
    'A quiet scenario looks like trouble at some moment and is none. "On the way" is what was shown after any of its events.',
    '',
    '| scenario | the panel says | we say | difference |',
    '|---|---|---|---|',
    ...comparisons.filter(({ problems }) => problems.length === 0).map(row),
    '',
  ].join('\n');
}

function totals(comparisons: readonly Comparison[]): readonly string[] {
  const problems = comparisons.flatMap((comparison) => comparison.problems);
  const quiet = comparisons.filter(({ isQuiet }) => isQuiet);
  const lines: readonly (readonly [string, number, number, number])[] = [
    [
      'problems of which something is said',
      problems.length,
      count(problems, ({ panel }) => panel !== 'nothing'),
      count(problems, ({ ours }) => ours !== 'nothing'),
    ],
    [
      'problems of which the cause is said',
      problems.length,
      count(problems, ({ panel }) => panel === 'the cause'),
      count(problems, ({ ours }) => ours === 'the cause'),
    ],
    [
      'recordings with a false alarm at the end',
      comparisons.length,
      count(comparisons, ({ panelFalse }) => panelFalse.length > 0),
      count(comparisons, ({ ourFalse }) => ourFalse.length > 0),
    ],
    [
      'quiet recordings with a false alarm on the way',
      quiet.length,
      count(quiet, ({ panelOnTheWay }) => panelOnTheWay.length > 0),
      count(quiet, ({ ourOnTheWay }) => ourOnTheWay.length > 0),
    ],
  ];
  return [
    '| | of | panel | servicehealth |',
    '|---|---|---|---|',
    ...lines.map((line) => `| ${line.join(' | ')} |`),
  ];
}

function count<T>(items: readonly T[], holds: (item: T) => boolean): number {
  return items.filter(holds).length;
}

function row(comparison: Comparison): string {
  const { scenario, panel, ours } = comparison;
  const cells = [listed(panel), listed(ours), differences(comparison).join('<br>')];
  return `| ${scenario} | ${cells.join(' | ')} |`;
}

function listed(texts: readonly string[]): string {
  return texts.length === 0 ? 'nothing' : texts.join('<br>').replaceAll('|', '\\|');
}

/** Each difference with its reason; "none" when both tell the same. */
export function differences(comparison: Comparison): readonly string[] {
  const { problems, panelFalse, ourFalse, panelOnTheWay, ourOnTheWay } = comparison;
  const found = [
    ...problems.flatMap(difference),
    ...panelFalse.map(({ says, why }) => `false alarm (${says}): ${why}`),
    ...ourFalse.map((code) => `our false alarm (${code})`),
    ...panelOnTheWay.map((says) => `false alarm on the way (${says})`),
    ...ourOnTheWay.map((says) => `our false alarm on the way (${says})`),
  ];
  return found.length === 0 ? ['none'] : [...new Set(found)];
}

function difference({ code, panel, ours, whyUnseen }: Problem): readonly string[] {
  if (panel === ours) return [];
  if (ours !== 'the cause') return [`we do not say ${code}`];
  if (panel === 'nothing') return [`it misses ${code}: ${whyUnseen}`];
  return [`it shows a symptom, we say the cause: ${code}`];
}
