// The example of CONTRIBUTING.md is a rule that works: it is put beside the others in a copy of the source.
import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { readRepositoryFile, sectionOf } from './tables.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const section = sectionOf(readRepositoryFile('CONTRIBUTING.md'), '## Add a diagnosis');
const example = /```ts\n([\s\S]*?)```/.exec(section)?.[1] ?? '';
const path = `src/classify/rules/${/it would be `([^`]+)`/.exec(section)?.[1] ?? ''}`;

let folder = '';

beforeAll(() => {
  // Inside the repository, so that the copy finds the dependencies.
  mkdirSync(join(root, '.tmp'), { recursive: true });
  folder = mkdtempSync(join(root, '.tmp', 'contributing-'));
  for (const name of ['src', 'tsconfig.json']) {
    cpSync(join(root, name), join(folder, name), { recursive: true });
  }
  writeFileSync(join(folder, path), example);
});

afterAll(() => rmSync(folder, { recursive: true, force: true }));

function typeErrors(): readonly string[] {
  try {
    const tsc = join(root, 'node_modules', 'typescript', 'bin', 'tsc');
    execFileSync(process.execPath, [tsc, '--noEmit', '-p', 'tsconfig.json'], { cwd: folder });
    return [];
  } catch (error) {
    const output = error instanceof Error && 'stdout' in error ? String(error.stdout) : '';
    return output.split('\n').filter((line) => line.includes('error TS'));
  }
}

test('the example passes the type check', () => {
  expect(typeErrors().filter((line) => line.startsWith(path))).toEqual([]);
});

test('the type check would find an error in it', () => {
  writeFileSync(join(folder, path), example.replace("reads: ['pods']", "reads: ['events']"));
  expect(typeErrors().filter((line) => line.startsWith(path))).not.toEqual([]);
  writeFileSync(join(folder, path), example);
});

test('the catalogue takes it up, and it says what its examples say', async () => {
  const rules = await loadCatalogue(pathToFileURL(join(folder, 'src', 'classify', 'rules/')));
  const rule = rules.find(({ code }) => code === 'DebugContainerLeft');
  expect(path).toBe('src/classify/rules/debug-container-left.ts');
  const found = rule?.examples.map(({ given }) =>
    rule.classify(exampleSnapshot(given)).map(({ confidence, reason }) => ({ confidence, reason })),
  );
  expect(found).toEqual(rule?.examples.map((one) => one.found));
  expect(found?.map((findings) => findings.length)).toEqual([1, 0, 0]);
});
