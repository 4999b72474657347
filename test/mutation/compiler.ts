// Which mutants the compiler refuses: they are no programs, so they say nothing about the tests.
import { spawnSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Module, type Mutant, readModule } from './mutants.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const TSC = join(root, 'node_modules/typescript/bin/tsc');
/** The project's own, but a mutant that only leaves a name unused is still a program. */
const CONFIG = {
  extends: '../../tsconfig.json',
  compilerOptions: {
    noEmit: true,
    rootDir: '.',
    noUnusedLocals: false,
    noUnusedParameters: false,
  },
  include: ['src'],
};
const ERROR = /^(\S+?\.ts)\(\d+,\d+\): error (.*)$/;
const COPY = /\.mutant(\d+)\.ts$/;
/** Said of code that a mutant makes unreachable: no fault of the types. */
const UNREACHABLE = "type 'never'";

/** By their ids. Each is a copy of its file beside it, so that the compiler is asked once about all of them. */
export function refusedByCompiler(mutants: readonly Mutant[]): ReadonlySet<number> {
  mkdirSync(join(root, '.tmp'), { recursive: true });
  const folder = mkdtempSync(join(root, '.tmp', 'mutation-'));
  try {
    cpSync(join(root, 'src'), join(folder, 'src'), { recursive: true });
    writeFileSync(join(folder, 'tsconfig.json'), JSON.stringify(CONFIG));
    writeCopies(folder, mutants);
    return refusedIn(compile(folder));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function writeCopies(folder: string, mutants: readonly Mutant[]): void {
  for (const [file, own] of Map.groupBy(mutants, (it) => it.file)) {
    const module = readModule(file, readFileSync(join(root, file), 'utf8'));
    for (const mutant of own.filter((it) => isWithoutTypes(it, module))) {
      const copy = file.replace(/\.ts$/, `.mutant${mutant.id}.ts`);
      writeFileSync(join(folder, copy), mutated(module.source, mutant));
    }
  }
}

/** A replacement is made of text without types: where there were some, it would be refused for their lack. */
function isWithoutTypes({ start, end, original }: Mutant, { text }: Module): boolean {
  return text.slice(start, end) === original;
}

function mutated(source: string, { start, end, replacement }: Mutant): string {
  const instead = replacement === '' ? ';' : `(${replacement})`;
  return `${source.slice(0, start)}${instead}${source.slice(end)}`;
}

function compile(folder: string): readonly string[] {
  const args = [TSC, '-p', folder, '--pretty', 'false'];
  const options = { cwd: folder, encoding: 'utf8', maxBuffer: 2 ** 28 } as const;
  const { stdout, stderr, error } = spawnSync(process.execPath, args, options);
  if (error !== undefined || stderr !== '') throw new Error(`tsc failed: ${error} ${stderr}`);
  return stdout.split('\n');
}

/** Throws when the compiler complains of anything but mutants. */
export function refusedIn(lines: readonly string[]): ReadonlySet<number> {
  const refused = new Set<number>();
  for (const line of lines) {
    const [, file = '', message = ''] = ERROR.exec(line) ?? [];
    const id = COPY.exec(file)?.[1];
    if (id === undefined && /\berror TS/.test(line)) throw new Error(`without any mutant: ${line}`);
    if (id !== undefined && !message.includes(UNREACHABLE)) refused.add(Number(id));
  }
  return refused;
}
