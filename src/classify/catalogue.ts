// The directory is the registry: every file in rules/ is one diagnosis, and there is no list to edit.
import { readdir } from 'node:fs/promises';
import { isClassifier } from './define.ts';
import type { Classifier } from './types.ts';

/** Imports every rule of a directory, in the order of file names. Works from `src/*.ts` and from `dist/*.js`. */
export async function loadCatalogue(
  directory: URL = new URL('./rules/', import.meta.url),
): Promise<readonly Classifier[]> {
  const files = (await readdir(directory)).filter(isModule).toSorted();
  return Promise.all(files.map((file) => importRule(new URL(file, directory))));
}

function isModule(file: string): boolean {
  return /\.[jt]s$/.test(file) && !file.endsWith('.d.ts');
}

async function importRule(file: URL): Promise<Classifier> {
  const module: { readonly default?: unknown } = await import(file.href);
  if (isClassifier(module.default)) return module.default;
  throw new Error(
    `${file.pathname}: expected a default export made by defineClassifier, got ${typeof module.default}. The catalogue is not loaded.`,
  );
}
