import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

/** A rule as somebody adds it: one file, nothing else. */
const NEW_RULE = `
import { defineClassifier } from '../define.ts';

export default defineClassifier({
  code: 'DroppedIn',
  title: 'A rule of one file',
  severity: 'info',
  reads: ['pods'],
  explanation: 'It is there.',
  fix: ['Do nothing.'],
  commands: [],
  reference: 'https://kubernetes.io/docs/',
  classify: () => [],
  examples: [
    { name: 'one', given: {}, found: [] },
    { name: 'two', given: {}, found: [] },
  ],
});
`;

let folder = '';

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'catalogue-'));
  await cp(new URL('../../src/', import.meta.url), folder, { recursive: true });
});

afterEach(async () => {
  await rm(folder, { recursive: true, force: true });
});

/** The catalogue of the copy, imported from the copy. */
async function codesOfCopy(): Promise<readonly string[]> {
  const file = pathToFileURL(join(folder, 'classify', 'catalogue.ts'));
  const catalogue: typeof import('../../src/classify/catalogue.ts') = await import(file.href);
  return (await catalogue.loadCatalogue()).map(({ code }) => code);
}

describe('loadCatalogue', () => {
  test('takes up a rule by its file alone', async () => {
    const before = await codesOfCopy();
    await writeFile(join(folder, 'classify', 'rules', 'dropped-in.ts'), NEW_RULE);
    expect(before).not.toContain('DroppedIn');
    expect((await codesOfCopy()).toSorted()).toEqual([...before, 'DroppedIn'].toSorted());
  });

  test('reads another directory when told to', async () => {
    const { loadCatalogue } = await import('../../src/classify/catalogue.ts');
    await writeFile(join(folder, 'classify', 'rules', 'dropped-in.ts'), NEW_RULE);
    const rules = await loadCatalogue(pathToFileURL(join(folder, 'classify', 'rules/')));
    expect(rules.map(({ code }) => code)).toContain('DroppedIn');
  });

  test('ignores files that are no modules', async () => {
    await writeFile(join(folder, 'classify', 'rules', 'app-error.d.ts'), 'export {};');
    await writeFile(join(folder, 'classify', 'rules', 'app-error.js.map'), '{}');
    await writeFile(join(folder, 'classify', 'rules', 'README.md'), '# no rule');
    expect(await codesOfCopy()).toContain('AppError');
  });

  test.each([
    ['a plain object', "export default { code: 'Plain' };", 'object'],
    ['no default export', "export const code = 'Plain';", 'undefined'],
    ['nothing at all', 'export default null;', 'object'],
  ])('refuses a file with %s and names it', async (_, text, type) => {
    await writeFile(join(folder, 'classify', 'rules', 'plain.ts'), text);
    await expect(codesOfCopy()).rejects.toThrow(
      `${folder}/classify/rules/plain.ts: expected a default export made by defineClassifier, got ${type}. The catalogue is not loaded.`,
    );
  });
});
