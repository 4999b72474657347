import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { parseSettings } from '../../src/config.ts';
import { readRepositoryFile } from './tables.ts';

const root = fileURLToPath(new URL('../../', import.meta.url));
const documents = execFileSync('git', ['ls-files', '*.md'], { cwd: root, encoding: 'utf8' })
  .split('\n')
  .filter((path) => path !== '');
const scripts = new Set(Object.keys(JSON.parse(readRepositoryFile('package.json')).scripts));

function missingScripts(text: string): readonly string[] {
  return [...text.matchAll(/npm run ([a-z0-9:]+)/g)]
    .map(([, name = '']) => name)
    .filter((name) => !scripts.has(name));
}

/** Flags of the operator stand in backquotes, alone; those of other programs stand in commands. */
function unknownFlags(text: string): readonly string[] {
  return [...text.matchAll(/`--([a-z-]+)`/g)]
    .map(([, name = '']) => name)
    .filter((name) => !isFlag(name));
}

function isFlag(name: string): boolean {
  const parsed = parseSettings([`--${name}=`], {});
  return parsed.kind !== 'wrong' || !parsed.message.includes('--help');
}

test('a script and a flag that do not exist would be found', () => {
  expect(missingScripts('npm run unicorn')).toEqual(['unicorn']);
  expect(unknownFlags('`--unicorn` and `--service-labels`')).toEqual(['unicorn']);
});

test.each(documents)('%s names only scripts that exist', (path) => {
  expect(missingScripts(readRepositoryFile(path))).toEqual([]);
});

test.each(['docs/architecture.md', 'docs/service-health.md', 'SECURITY.md'])(
  '%s names only flags that exist',
  (path) => {
    expect(unknownFlags(readRepositoryFile(path))).toEqual([]);
  },
);
