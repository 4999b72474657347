import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { TokenFile } from '../../src/kube/token-file.ts';

function createFile(content: string) {
  const folder = mkdtempSync(join(tmpdir(), 'token-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, 'token');
  writeFileSync(path, content);
  const clock = { nowMs: 0 };
  return { path, clock, file: new TokenFile(path, () => clock.nowMs) };
}

test('a token is trimmed and kept for a minute', () => {
  const { path, clock, file } = createFile('one\n');
  expect(file.current()).toBe('one');
  writeFileSync(path, 'two\n');
  clock.nowMs = 59_999;
  expect(file.current()).toBe('one');
  clock.nowMs = 60_000;
  expect(file.current()).toBe('two');
});

test('a token is read at once when asked', () => {
  const { path, file } = createFile('one');
  file.current();
  writeFileSync(path, 'two');
  file.reread();
  expect(file.current()).toBe('two');
});

test('the last token is kept while the file is gone or empty', () => {
  const { path, file } = createFile('one');
  file.current();
  writeFileSync(path, ' \n');
  file.reread();
  expect(file.current()).toBe('one');
  rmSync(path);
  file.reread();
  expect(file.current()).toBe('one');
});

test('a file that never was is an error', () => {
  const { path, file } = createFile('');
  rmSync(path);
  expect(() => file.current()).toThrow('ENOENT');
});
