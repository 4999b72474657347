// The figures of the whole repository, each beside what it should be.
import type { FileFigures } from './measure.ts';

/** One line of the report. */
export interface Row {
  readonly question: string;
  readonly target: string;
  readonly figure: string;
  readonly isMet: boolean;
}

/** What the rows are made from. */
export interface Measured {
  readonly source: readonly FileFigures[];
  readonly testLines: number;
  readonly rules: number;
  readonly rulesWithNearMiss: number;
  readonly rulesInZoo: number;
  readonly filesFromWatchToStatus: number;
}

/** The folders and files whose every export is for others to read. */
const VOCABULARY = ['src/api/', 'src/facts/', 'src/config.ts', 'src/classify/types.ts'];
const RULES = 'src/classify/rules/';

/** The smallest of the numbers that this part of them does not exceed, such as 0.5 for the median; 0 of none. */
export function quantile(numbers: readonly number[], part: number): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  return sorted[Math.max(0, Math.ceil(part * sorted.length) - 1)] ?? 0;
}

/** Every figure with its target. */
export function rowsOf(measured: Measured): readonly Row[] {
  const { source, rules } = measured;
  const ruleFiles = source.filter(({ path }) => path.startsWith(RULES));
  const vocabulary = source.filter(({ path }) => isVocabulary(path));
  const others = source.filter(({ path }) => !isVocabulary(path));
  return [
    spread('source file lines', linesOf(source), [90, 200, 250]),
    spread('rule file lines', linesOf(ruleFiles), [60, 120]),
    spread(
      'function lines',
      source.flatMap(({ functionLines }) => functionLines),
      [10, 35, 60],
    ),
    documented('exports documented in api, facts, config, classify/types', vocabulary, 100),
    documented('exports documented elsewhere', others, 40),
    ratio(measured),
    share('rules with a near miss', measured.rulesWithNearMiss, rules, 100),
    share('rules in a scenario of the zoo', measured.rulesInZoo, rules, 60),
    atMost('files from watch event to status write', measured.filesFromWatchToStatus, 7),
    atMost('lint suppressions in src', total(source, 'suppressions'), 3),
    atMost('casts in src', total(source, 'casts'), 3),
    atMost('any in src', total(source, 'anys'), 3),
    atMost('non-null assertions in src', total(source, 'nonNulls'), 3),
    atMost(
      `classes in src without state, of ${total(source, 'classes')}`,
      total(source, 'statelessClasses'),
      0,
    ),
    atMost('mutable module variables in src', total(source, 'mutableVariables'), 0),
  ];
}

/** The report as text. */
export function reportOf(rows: readonly Row[]): string {
  const table = [['question', 'target', 'figure', 'met'], ...rows.map(cellsOf)];
  const widths = [0, 1, 2].map((column) =>
    Math.max(...table.map((cells) => cells[column]?.length ?? 0)),
  );
  const lines = table.map((cells) =>
    cells.map((cell, column) => cell.padEnd(widths[column] ?? 0)).join('  '),
  );
  return `${lines.map((line) => line.trimEnd()).join('\n')}\n`;
}

function cellsOf({ question, target, figure, isMet }: Row): readonly string[] {
  return [question, target, figure, isMet ? 'yes' : 'no'];
}

function isVocabulary(path: string): boolean {
  return VOCABULARY.some((prefix) => path.startsWith(prefix));
}

function linesOf(files: readonly FileFigures[]): readonly number[] {
  return files.map(({ lines }) => lines);
}

type CountName = {
  [K in keyof FileFigures]: FileFigures[K] extends number ? K : never;
}[keyof FileFigures];

function total(files: readonly FileFigures[], name: CountName): number {
  let sum = 0;
  for (const file of files) sum += file[name];
  return sum;
}

const SHARES = [
  ['median', 0.5],
  ['p90', 0.9],
  ['max', 1],
] as const;

/** Median, p90 and, when there is a third limit, maximum. */
function spread(question: string, numbers: readonly number[], limits: readonly number[]): Row {
  const shares = SHARES.slice(0, limits.length);
  const found = shares.map(([, part]) => quantile(numbers, part));
  return {
    question: `${question}: ${shares.map(([name]) => name).join(' / ')}`,
    target: limits.map((limit) => `<= ${limit}`).join(' / '),
    figure: found.join(' / '),
    isMet: limits.every((limit, index) => (found[index] ?? 0) <= limit),
  };
}

function documented(question: string, files: readonly FileFigures[], percent: number): Row {
  return share(question, total(files, 'documentedExports'), total(files, 'exports'), percent);
}

function share(question: string, part: number, whole: number, percent: number): Row {
  const found = whole === 0 ? 0 : Math.floor((part / whole) * 100);
  return {
    question,
    target: percent === 100 ? '100 %' : `>= ${percent} %`,
    figure: `${found} % (${part} of ${whole})`,
    isMet: found >= percent,
  };
}

function ratio({ source, testLines }: Measured): Row {
  const found = testLines / Math.max(1, total(source, 'lines'));
  return {
    question: 'test code : source code',
    target: '1.3-2.5',
    figure: found.toFixed(2),
    isMet: found >= 1.3 && found <= 2.5,
  };
}

function atMost(question: string, found: number, limit: number): Row {
  const target = limit === 0 ? '0' : `<= ${limit}`;
  return { question, target, figure: String(found), isMet: found <= limit };
}
