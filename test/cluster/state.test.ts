import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { layoutOf } from './layout.ts';
import { lockFile, withLock } from './lock.ts';
import {
  claimFolder,
  isOurs,
  newState,
  readState,
  rememberProcess,
  withEveryPort,
  writeState,
} from './state.ts';
import { emptyFolder, mountsUnder } from './sweep.ts';

let folder = '';
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'state-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('a state folder', () => {
  it('is ours after an empty one was claimed, and may be claimed again', () => {
    expect(isOurs(folder)).toBe(false);
    claimFolder(folder);
    writeFileSync(join(folder, 'data'), '');
    claimFolder(folder);
    expect(isOurs(folder)).toBe(true);
  });

  it('is refused when it holds other files, which "down" would delete', () => {
    writeFileSync(join(folder, 'thesis.doc'), '');
    expect(() => claimFolder(folder)).toThrow('holds somebody else');
    expect(isOurs(folder)).toBe(false);
  });

  it('is refused when its path is too long for a Unix socket', () => {
    expect(() => claimFolder(join(folder, 'x'.repeat(60)))).toThrow('at most 60 characters');
  });

  it('is emptied but for what is kept', () => {
    for (const name of ['a', 'b', 'keep']) writeFileSync(join(folder, name), '');
    emptyFolder(layoutOf(folder), new Set(['keep']));
    expect(readdirSync(folder)).toEqual(['keep']);
  });
});

describe('the state', () => {
  it('is read as it was written', async () => {
    const state = await newState(3, '/bin-folder');
    writeState(folder, state);
    expect(readState(folder)).toEqual(state);
  });

  it('of an older harness is read, and gets the port that it lacks', async () => {
    const { ports, ...state } = await newState(3, '/bin-folder');
    const { webhook: _, ...older } = ports;
    writeFileSync(join(folder, 'cluster.json'), JSON.stringify({ ...state, ports: older }));
    const found = readState(folder);
    expect(found).toEqual({ ...state, ports: { ...older, webhook: 0 } });
    const complete = found && (await withEveryPort(found));
    expect(complete).toEqual({ ...state, ports: { ...older, webhook: expect.any(Number) } });
    expect(new Set(Object.values(complete?.ports ?? {})).size).toBe(10);
    expect(complete?.ports.webhook).toBeGreaterThanOrEqual(20_000);
  });

  it('keeps the ports that it has', async () => {
    const state = await newState(3, '/bin-folder');
    expect(await withEveryPort(state)).toEqual(state);
  });

  it('remembers a process beside those it knows', async () => {
    writeState(folder, await newState(3, '/bin-folder'));
    rememberProcess(folder, 'etcd', { pid: 1, startTime: '10' });
    rememberProcess(folder, 'kubelet', { pid: 2, startTime: '20' });
    expect(readState(folder)?.processes).toEqual({
      etcd: { pid: 1, startTime: '10' },
      kubelet: { pid: 2, startTime: '20' },
    });
  });

  it.each([
    ['there is no file', undefined],
    ['the file is cut off', '{"version": 1,'],
    ['another version of the harness wrote it', '{"version": 0}'],
  ])('is unknown when %s', (_, text) => {
    if (text !== undefined) writeFileSync(join(folder, 'cluster.json'), text);
    expect(readState(folder)).toBeUndefined();
  });
});

describe('mountsUnder', () => {
  const mountInfo = [
    '22 1 254:0 / / rw - ext4 /dev/vda rw',
    '30 22 0:1 / /s/pods rw - tmpfs tmpfs rw',
    '31 30 0:2 / /s/pods/with\\040space rw - tmpfs tmpfs rw',
    '32 22 0:3 / /second rw - tmpfs tmpfs rw',
    '33 22 0:4 / /s rw - tmpfs tmpfs rw',
    '',
  ].join('\n');

  it('lists what is below the folder, innermost first, and neither the folder nor its namesakes', () => {
    expect(mountsUnder('/s', mountInfo)).toEqual(['/s/pods/with space', '/s/pods']);
  });
});

// The holder of a lock is identified by way of /proc.
describe.runIf(process.platform === 'linux')('withLock', () => {
  it('lets one in after the other', async () => {
    const order: string[] = [];
    async function work(name: string): Promise<void> {
      order.push(`${name} begins`);
      await new Promise((later) => setTimeout(later, 50));
      order.push(`${name} ends`);
    }
    await Promise.all(
      ['a', 'b'].map((name) =>
        withLock(
          folder,
          () => undefined,
          () => work(name),
        ),
      ),
    );
    expect(order).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
  });

  it('takes over from a holder that is dead', async () => {
    writeFileSync(join(folder, lockFile), JSON.stringify({ pid: process.pid, startTime: '1' }));
    const holder = await withLock(
      folder,
      () => undefined,
      async () => readFileSync(join(folder, lockFile), 'utf8'),
    );
    expect(JSON.parse(holder)).toMatchObject({
      pid: process.pid,
      startTime: expect.not.stringMatching(/^1$/),
    });
  });

  it('is open again after the work has failed', async () => {
    const failing = withLock(
      folder,
      () => undefined,
      () => Promise.reject(new Error('no')),
    );
    await expect(failing).rejects.toThrow('no');
    expect(existsSync(join(folder, lockFile))).toBe(false);
  });
});
