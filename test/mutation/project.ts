// The files that are mutated, and those that are loaded with them.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import { type Holders, instrument, staticsOf } from './instrument.ts';
import { type Module, type Mutant, mutantsOf, readModule } from './mutants.ts';
import { child, children, nameOf } from './syntax.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const MUTATED = ['src/aggregate', 'src/classify'];
/** They hold what they worked out from a mutated module, and work it out anew together with it. */
const RERUN = ['test/aggregate', 'test/classify'];
/** Builders of examples: tests of the rules, though they stand beside them. */
const EXAMPLES = /\/example[^/]*\.ts$/;

/** A variable of a module that is worked out when the module is loaded. */
export interface Holder {
  readonly file: string;
  readonly name: string;
  /** The numbers of the variables that it is worked out from. */
  readonly reads: readonly number[];
}

/** All there is to try. */
export interface Project {
  readonly mutants: readonly Mutant[];
  readonly holders: readonly Holder[];
  /** Instrumented texts by the addresses of their files. */
  readonly modules: ReadonlyMap<string, string>;
}

function modulesIn(folders: readonly string[]): readonly string[] {
  return folders.flatMap((folder) =>
    readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
      .filter((file) => file.endsWith('.ts'))
      .map((file) => `${folder}/${file}`)
      .toSorted(),
  );
}

function read(file: string): Module {
  return readModule(file, readFileSync(join(root, file), 'utf8'));
}

export function readProject(): Project {
  const sources = modulesIn(MUTATED).map(read);
  const mutants: Mutant[] = [];
  for (const module of sources.filter(({ file }) => !EXAMPLES.test(file))) {
    mutants.push(...mutantsOf(module, mutants.length));
  }
  const numbers = numbersOf(sources);
  const byFile = Map.groupBy(mutants, ({ file }) => file);
  const modules = [...sources, ...modulesIn(RERUN).map(read)].map((module) => {
    const held = module.file.startsWith('src/') ? heldNames(module, numbers) : new Map();
    const text = instrument(module, byFile.get(module.file) ?? [], held);
    return [pathToFileURL(join(root, module.file)).href, text] as const;
  });
  return { mutants, holders: holdersOf(sources, numbers), modules: new Map(modules) };
}

function keyOf(file: string, name: string): string {
  return `${file} ${name}`;
}

function numbersOf(sources: readonly Module[]): ReadonlyMap<string, number> {
  const keys = sources.flatMap((module) =>
    [...staticsOf(module).keys()].map((name) => keyOf(module.file, name)),
  );
  return new Map(keys.map((key, index) => [key, index]));
}

/** By the names that the module gives them: its own, and those that it imports. */
function heldNames(module: Module, numbers: ReadonlyMap<string, number>): Holders {
  const names = new Map<string, number>();
  for (const name of staticsOf(module).keys()) {
    const number = numbers.get(keyOf(module.file, name));
    if (number !== undefined) names.set(name, number);
  }
  for (const statement of module.body.filter(({ type }) => type === 'ImportDeclaration')) {
    const file = targetOf(module.file, nameOf(child(statement, 'source')));
    for (const specifier of children(statement, 'specifiers')) {
      const number = numbers.get(keyOf(file, nameOf(child(specifier, 'imported'))));
      if (number !== undefined) names.set(nameOf(child(specifier, 'local')), number);
    }
  }
  return names;
}

function targetOf(file: string, specifier: string): string {
  return specifier.startsWith('.') ? join(file, '..', specifier) : specifier;
}

function holdersOf(sources: readonly Module[], numbers: ReadonlyMap<string, number>) {
  return sources.flatMap((module) => {
    const held = heldNames(module, numbers);
    return [...staticsOf(module)].map(([name, names]): Holder => {
      const reads = [...names].flatMap((it) => (it === name ? [] : (held.get(it) ?? [])));
      return { file: module.file, name, reads };
    });
  });
}
