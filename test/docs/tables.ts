// Reads the tables of a document, so that a test can compare them with the code.
import { readFileSync } from 'node:fs';

/** Text of a file of the repository. */
export function readRepositoryFile(path: string): string {
  return readFileSync(new URL(`../../${path}`, import.meta.url), 'utf8');
}

/** What stands under a heading, to the next heading of any level. */
export function sectionOf(document: string, heading: string): string {
  const lines = document.split('\n');
  const start = lines.indexOf(heading);
  if (start === -1) throw new Error(`there is no heading "${heading}"`);
  const end = lines.findIndex((line, index) => index > start && /^#{1,6} /.test(line));
  return lines.slice(start + 1, end === -1 ? lines.length : end).join('\n');
}

/** The tables of a text, one after the other: their rows without heads, as cells. */
export function tablesOf(text: string): readonly (readonly (readonly string[])[])[] {
  const tables: string[][][] = [];
  let isInTable = false;
  for (const line of text.split('\n')) {
    const isRow = line.startsWith('|');
    if (isRow && !isInTable) tables.push([]);
    if (isRow) tables.at(-1)?.push(cellsOf(line));
    isInTable = isRow;
  }
  return tables.map((rows) => rows.slice(2));
}

function cellsOf(line: string): string[] {
  return line
    .split('|')
    .slice(1, -1)
    .map((cell) => cell.trim());
}

/** What stands in backquotes. */
export function quoted(text: string): readonly string[] {
  return [...text.matchAll(/`([^`]+)`/g)].map(([, word = '']) => word);
}
