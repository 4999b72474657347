import { spawnSync } from 'node:child_process';
import { lstatSync, mkdtempSync, readdirSync, readFileSync, readlinkSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type TarEntry, tar } from './tar.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'tar-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true });
});

function describeFile(path: string): string {
  const file = join(folder, path);
  const status = lstatSync(file);
  if (status.isSymbolicLink()) return `${path} -> ${readlinkSync(file)}`;
  const mode = (status.mode & 0o7777).toString(8);
  return status.isDirectory()
    ? `${path}/ ${mode}`
    : `${path} ${mode} ${readFileSync(file, 'utf8')}`;
}

/** What the system's own tar makes of our bytes. */
function unpacked(entries: readonly TarEntry[]): readonly string[] {
  const answer = spawnSync('tar', ['-xpf', '-', '-C', folder], { input: tar(entries) });
  expect(answer.stderr.toString()).toBe('');
  return readdirSync(folder, { recursive: true, encoding: 'utf8' }).sort().map(describeFile);
}

describe('tar', () => {
  it('holds files, folders and links with their modes', () => {
    expect(
      unpacked([
        { path: 'bin', mode: 0o755 },
        { path: 'bin/tool', mode: 0o755, content: Buffer.from('#!') },
        { path: 'bin/sh', mode: 0o777, target: 'tool' },
        { path: 'tmp', mode: 0o1777 },
        { path: 'empty', mode: 0o600, content: Buffer.alloc(0) },
      ]),
    ).toEqual(['bin/ 755', 'bin/sh -> tool', 'bin/tool 755 #!', 'empty 600 ', 'tmp/ 1777']);
  });

  it.each([511, 512, 513])('keeps a file of %i bytes whole and the next one in step', (length) => {
    const text = 'x'.repeat(length);
    expect(
      unpacked([
        { path: 'a', mode: 0o644, content: Buffer.from(text) },
        { path: 'b', mode: 0o644, content: Buffer.from('next') },
      ]),
    ).toEqual([`a 644 ${text}`, 'b 644 next']);
  });

  it('gives the same bytes for the same entries, whenever it is called', () => {
    const entries = [{ path: 'a', mode: 0o644, content: Buffer.from('a') }];
    expect(tar(entries)).toEqual(tar(entries));
    // The eleven octal digits of the time: the epoch.
    expect(tar(entries).subarray(136, 147).toString()).toBe('00000000000');
  });

  it.each([
    ['path', { path: 'p'.repeat(101), mode: 0o644, content: Buffer.alloc(0) }],
    ['link target', { path: 'p', mode: 0o777, target: 't'.repeat(101) }],
  ])('refuses a %s that the format would cut', (_, entry) => {
    expect(() => tar([entry])).toThrow('Path is too long for ustar');
  });

  it('takes a path of exactly 100 bytes', () => {
    const path = 'p'.repeat(100);
    expect(unpacked([{ path, mode: 0o644, content: Buffer.from('x') }])).toEqual([`${path} 644 x`]);
  });
});
