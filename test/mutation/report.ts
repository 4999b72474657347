// What a run prints at its end: a table of files, and everything that nobody noticed.
import type { Accepted } from './accepted/entry.ts';
import type { Mutant } from './mutants.ts';
import type { Fate, Verdict } from './run.ts';

/** The part of all mutants that has to be noticed. */
export const WANTED = 0.85;

/** How many mutants met which fate. */
type Counts = Readonly<Record<Fate, number>>;

const FATES: readonly Fate[] = ['killed', 'timeout', 'survived', 'not reached'];
const FILE_WIDTH = 56;
const CELL_WIDTH = 14;

function countsOf(verdicts: readonly Verdict[]): Counts {
  function count(wanted: Fate): number {
    return verdicts.filter(({ fate }) => fate === wanted).length;
  }
  return {
    killed: count('killed'),
    timeout: count('timeout'),
    survived: count('survived'),
    'not reached': count('not reached'),
  };
}

/** From 0 to 1. A mutant that makes a check hang is noticed; one that no check reaches is not. */
export function scoreOf(verdicts: readonly Verdict[]): number {
  const { killed, timeout } = countsOf(verdicts);
  return verdicts.length === 0 ? 1 : (killed + timeout) / verdicts.length;
}

function percent(part: number): string {
  // Never more than it is: 84.99 % is not 85.
  return `${(Math.floor(part * 1000) / 10).toFixed(1)} %`;
}

function row(name: string, cells: readonly string[]): string {
  return `${name.padEnd(FILE_WIDTH)}${cells.map((cell) => cell.padStart(CELL_WIDTH)).join('')}`;
}

function countsRow(name: string, verdicts: readonly Verdict[]): string {
  const counts = countsOf(verdicts);
  const cells = FATES.map((fate) => String(counts[fate]));
  return row(name, [...cells, percent(scoreOf(verdicts))]);
}

/** Files in the order of their names, their folders' sums, then the whole. */
export function tableOf(verdicts: readonly Verdict[]): string {
  const byFile = Map.groupBy(verdicts, ({ mutant }) => mutant.file);
  const byFolder = Map.groupBy(verdicts, ({ mutant }) => mutant.file.replace(/\/[^/]*$/, ''));
  return [
    row('', [...FATES, 'score']),
    ...rowsOf(byFile),
    '',
    ...rowsOf(byFolder),
    countsRow('all', verdicts),
  ].join('\n');
}

function rowsOf(groups: ReadonlyMap<string, readonly Verdict[]>): readonly string[] {
  return [...groups]
    .toSorted(([one], [other]) => (one < other ? -1 : 1))
    .map(([name, all]) => countsRow(name, all));
}

/** What became of all, in one line. */
export function sumOf(verdicts: readonly Verdict[], accepted: readonly Accepted[]): string {
  const { killed, timeout } = countsOf(verdicts);
  const survivors = verdicts.filter(isSurvivor);
  const unexplained = survivors.filter(({ mutant }) => !isExplained(mutant, accepted)).length;
  const explained = survivors.length - unexplained;
  return `${verdicts.length} in all, ${killed + timeout} noticed (${percent(scoreOf(verdicts))}), ${explained} accepted with a reason, ${unexplained} unexplained`;
}

function isSurvivor({ fate }: Verdict): boolean {
  return fate === 'survived' || fate === 'not reached';
}

function isExplained(mutant: Mutant, accepted: readonly Accepted[]): boolean {
  return accepted.some((entry) => isAbout(entry, mutant));
}

/** On one line, whatever line breaks it has. */
function shortened(text: string): string {
  const flat = text.replaceAll(/\s+/g, ' ');
  return flat.length > 90 ? `${flat.slice(0, 89)}…` : flat;
}

/** On one line: where, what, and what became of it. */
export function describeMutant({ file, line, original, replacement }: Mutant): string {
  const changed = replacement === '' ? 'nothing' : shortened(replacement);
  return `${file}:${line}  ${shortened(original)}  →  ${changed}`;
}

/** What nobody noticed, and why where that is known. */
export function survivorsOf(
  verdicts: readonly Verdict[],
  accepted: readonly Accepted[],
): readonly string[] {
  return verdicts.filter(isSurvivor).map(({ mutant, fate }) => {
    const known = accepted.find((entry) => isAbout(entry, mutant));
    const why = known === undefined ? fate : `equivalent: ${known.reason}`;
    return `${describeMutant(mutant)}  (${why})`;
  });
}

function isAbout(entry: Accepted, mutant: Mutant): boolean {
  return (
    entry.file === mutant.file &&
    entry.line === mutant.lineText &&
    entry.original === mutant.original &&
    entry.replacement === mutant.replacement
  );
}

/** Entries that are out of date: about nothing in the source, or about what a check does notice. */
export function staleEntries(
  accepted: readonly Accepted[],
  mutants: readonly Mutant[],
  verdicts: readonly Verdict[],
): readonly string[] {
  return accepted.flatMap((entry) => {
    const name = `${entry.file}: ${entry.original} → ${entry.replacement}`;
    if (!mutants.some((mutant) => isAbout(entry, mutant))) return [`${name} is no mutant any more`];
    const tried = verdicts.filter(({ mutant }) => isAbout(entry, mutant));
    const isNoticed = tried.some(({ fate }) => fate === 'killed' || fate === 'timeout');
    return isNoticed ? [`${name} is noticed by a check`] : [];
  });
}
