// Each real trace is read the same when a logger puts something before each line, or somebody else writes between two.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findCrash } from '../../src/logs/crash/find-crash.ts';

const folder = join(import.meta.dirname, 'traces');
/** A record is one line, before which nothing stands. */
const names = readdirSync(folder).filter((name) => !name.startsWith('json-'));

const prefixes: readonly string[] = [
  '2026-11-30T23:50:37.096Z ',
  '2026-11-30 23:50:37,096 ERROR [main] ',
  '2026-11-30 23:50:37.096 ERROR 7 --- [main] c.e.Shop : ',
  '[2026-11-30 23:50:37] ',
  'E1130 23:50:37.096658   19912 main.go:3] ',
  '2026-11-30T23:50:37.096658123Z stderr F ',
  'web-1  | ',
];

const bystanders: readonly string[] = [
  '10.0.0.9 - - [30/Nov/2026:23:50:37 +0000] "GET /healthz HTTP/1.1" 200 2',
  '2026-11-30T23:50:37Z INFO 3 orders taken',
  '{"level":30,"time":1796082775858,"msg":"3 orders taken"}',
];

function linesOf(name: string): readonly string[] {
  return readFileSync(join(folder, name), 'utf8')
    .split('\n')
    .map((line) => line.trimEnd());
}

function told(lines: readonly string[]): readonly string[] {
  return (findCrash(lines)?.chain ?? []).map(({ type, message, frames }) => {
    return `${type}: ${message} < ${frames.find(({ isOwn }) => isOwn)?.at ?? ''}`;
  });
}

test.each(prefixes)('with %j before each line', (prefix) => {
  const prefixed = names.map((name) => told(linesOf(name).map((it) => `${prefix}${it}`.trimEnd())));
  expect(prefixed).toEqual(names.map((name) => told(linesOf(name))));
});

test.each(bystanders)('with %j after any line', (bystander) => {
  const disturbed = names.flatMap((name) => {
    const lines = linesOf(name);
    const places = [...lines.keys()].slice(1, 30);
    return places.map((at) => [name, at, told(lines.toSpliced(at, 0, bystander))] as const);
  });
  const plain = disturbed.map(([name, at]) => [name, at, told(linesOf(name))] as const);
  expect(disturbed).toEqual(plain);
});
