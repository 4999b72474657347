// docs/architecture.md against the code: folders, imports, reading order and numbers.
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { quoted, readRepositoryFile, sectionOf, tablesOf } from './tables.ts';

const page = readRepositoryFile('docs/architecture.md');
const source = new URL('../../src/', import.meta.url);

function tableUnder(heading: string): readonly (readonly string[])[] {
  return tablesOf(sectionOf(page, heading))[0] ?? [];
}

function foldersOfSource(): readonly string[] {
  const entries = readdirSync(source, { withFileTypes: true });
  return entries.filter((entry) => entry.isDirectory()).map(({ name }) => name);
}

/** The other folders that a folder's files import from. */
function importsOf(folder: string): readonly string[] {
  const files = readdirSync(new URL(`${folder}/`, source), { recursive: true, encoding: 'utf8' });
  const targets = files
    .filter((file) => file.endsWith('.ts'))
    .flatMap((file) => {
      const url = new URL(`${folder}/${file}`, source);
      const text = readRepositoryFile(`src/${folder}/${file}`);
      return [...text.matchAll(/ from '(\.[^']+)'/g)].map(([, path = '']) => new URL(path, url));
    })
    .map(({ pathname }) => pathname.slice(source.pathname.length).split('/'));
  // One part only: a file directly in src.
  return [...new Set(targets.filter(({ length }) => length > 1).map(([first = '']) => first))];
}

const folders = tableUnder('## Folders').map(([name = '', , imports = '']) => ({
  name: quoted(name)[0] ?? '',
  imports: quoted(imports),
}));

test('every folder of the source is described, and no other', () => {
  expect(folders.map(({ name }) => name).toSorted()).toEqual(foldersOfSource().toSorted());
});

test.each(folders)('$name imports no folder that the page does not name', ({ name, imports }) => {
  expect(importsOf(name).filter((other) => other !== name && !imports.includes(other))).toEqual([]);
});

test('sources import facts, so imports are found at all', () => {
  expect(importsOf('sources')).toContain('facts');
});

test('the reading order has at most seven files', () => {
  const steps = sectionOf(page, '## Reading order').match(/^\d\. `[^`]+`/gm) ?? [];
  expect(steps.length).toBeGreaterThan(0);
  expect(steps.length).toBeLessThanOrEqual(7);
});

const limits = tableUnder('## What is bounded').map(([what = '', limit = '', where = '']) => ({
  what,
  limit: quoted(limit)[0] ?? '',
  file: quoted(where)[0] ?? '',
}));

test.each(limits)('$what: $file says $limit', ({ limit, file }) => {
  const text = readRepositoryFile(file);
  expect(limit).not.toBe('');
  expect([';', ',', ' }'].some((end) => text.includes(`${limit}${end}`))).toBe(true);
});
