import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import {
  endProcesses,
  identityOf,
  isAlive,
  launch,
  ownedProcesses,
  startTimeOf,
} from './processes.ts';

function statLine(name: string, state: string): string {
  const fields = Array.from({ length: 18 }, (_, index) => String(index));
  return `42 (${name}) ${state} ${fields.join(' ')} 987654 0 0\n`;
}

describe('startTimeOf', () => {
  it.each([
    ['a plain name', statLine('etcd', 'S'), '987654'],
    ['a name with spaces and brackets', statLine('a) R (b', 'S'), '987654'],
    ['a zombie, which holds nothing', statLine('etcd', 'Z'), undefined],
    ['a process that has gone', '', undefined],
  ])('reads %s', (_, text, expected) => {
    expect(startTimeOf(text)).toBe(expected);
  });
});

// Process identity is read from /proc.
describe.runIf(process.platform === 'linux')('a process', () => {
  it('is alive under its own start time, and not under another', () => {
    const self = identityOf(process.pid);
    expect(self && isAlive(self)).toBe(true);
    expect(isAlive({ pid: process.pid, startTime: '1' })).toBe(false);
  });

  it('is not ended when its pid belongs to somebody else now', async () => {
    const child = spawn('sleep', ['60']);
    const identity = identityOf(child.pid ?? 0);
    await endProcesses([{ pid: child.pid ?? 0, startTime: '1' }], 100);
    expect(identity && isAlive(identity)).toBe(true);
    child.kill('SIGKILL');
  });

  it('is ended although it ignores SIGTERM, with what it started', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'processes-'));
    const script = `trap '' TERM; sleep 61 & sleep 62`;
    const identity = await launch({
      command: ['sh', '-c', script],
      logFile: join(folder, 'log'),
      stateFolder: folder,
      path: process.env['PATH'] ?? '',
    });
    while (ownedProcesses(folder).length < 3) await new Promise((later) => setTimeout(later, 20));
    await endProcesses([identity], 200);
    expect(isAlive(identity)).toBe(false);
    while (ownedProcesses(folder).length > 0) await new Promise((later) => setTimeout(later, 20));
    rmSync(folder, { recursive: true });
  });

  it('that cannot be started is an error and not a crash', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'processes-'));
    const command = ['/nowhere/at-all'] as const;
    const request = { command, logFile: join(folder, 'log'), stateFolder: folder, path: '' };
    await expect(launch(request)).rejects.toThrow('ENOENT');
    rmSync(folder, { recursive: true });
  });
});
