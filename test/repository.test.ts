// The repository about itself: what a reviewer would have to remember otherwise.
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { z } from 'zod';
import { PROGRAM_VERSION } from '../src/version.ts';

const root = dirname(dirname(fileURLToPath(import.meta.url)));

function read(path: string): string {
  return readFileSync(join(root, path), 'utf8');
}

function trackedFiles(): readonly string[] {
  const listed = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  });
  return listed.split('\n').filter((path) => path !== '' && existsSync(join(root, path)));
}

const lockfile = z
  .object({
    packages: z.record(
      z.string(),
      z.looseObject({ optionalDependencies: z.record(z.string(), z.string()).optional() }),
    ),
  })
  .parse(JSON.parse(read('package-lock.json')));

test('the version in the program is that of package.json', () => {
  expect(JSON.parse(read('package.json'))).toMatchObject({ version: PROGRAM_VERSION });
});

test('the lockfile names no download address', () => {
  expect(read('package-lock.json')).not.toContain('"resolved"');
});

test('the lockfile lists every platform of every optional dependency', () => {
  const missing = Object.entries(lockfile.packages).flatMap(([path, { optionalDependencies }]) =>
    path === ''
      ? []
      : Object.keys(optionalDependencies ?? {}).filter(
          (name) =>
            lockfile.packages[`node_modules/${name}`] === undefined &&
            lockfile.packages[`${path}/node_modules/${name}`] === undefined,
        ),
  );
  expect(missing).toStrictEqual([]);
});

test('client-node’s Watch and informers are used nowhere', () => {
  const users = trackedFiles()
    .filter((path) => path.startsWith('src/') && path.endsWith('.ts'))
    .filter((path) =>
      /\b(makeInformer|ListWatch|new Watch\(|\bWatch\b[^'\n]*from '@kubernetes)/.test(read(path)),
    );
  expect(users).toStrictEqual([]);
});

test('only src/kube imports a Kubernetes or HTTP client', () => {
  const clients = /from '(@kubernetes\/client-node|@dot-i\/k8s-operator|undici)'/;
  const users = trackedFiles()
    .filter((path) => path.startsWith('src/') && path.endsWith('.ts'))
    .filter((path) => clients.test(read(path)))
    .filter((path) => !path.startsWith('src/kube/'));
  expect(users).toStrictEqual([]);
});

test('only main.ts ends the process', () => {
  const users = trackedFiles()
    .filter((path) => path.startsWith('src/') && path.endsWith('.ts'))
    .filter((path) => /process\.(exit|abort|kill)\b/.test(read(path)));
  expect(users).toStrictEqual(['src/main.ts']);
});

test('every path that a document names exists', () => {
  const documents = trackedFiles().filter((path) => path.endsWith('.md'));
  const missing = documents.flatMap((document) =>
    [...read(document).matchAll(/`((?:src|test|crds|charts|docs)\/[A-Za-z0-9._/-]*)`/g)]
      .map(([, path = '']) => path)
      .filter((path) => !existsSync(join(root, path)))
      .map((path) => `${document}: ${path}`),
  );
  expect(missing).toStrictEqual([]);
});
