// The demo as a newcomer starts it: a process of its own, and nothing is left of it.
import { spawn } from 'node:child_process';
import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { Operator } from './operator.ts';

const program = fileURLToPath(new URL('main.ts', import.meta.url));
const limitMs = 60_000;

interface Ran {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
  readonly leftFiles: readonly string[];
  readonly isOperatorGone: boolean;
}

function isGone(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return false;
  } catch {
    return true;
  }
}

/** `interruptAt`: what has to be read of it before it gets what Ctrl-C sends. */
async function run(flags: readonly string[], interruptAt?: string): Promise<Ran> {
  const folder = mkdtempSync(join(tmpdir(), 'demo-test-'));
  const child = spawn(process.execPath, [program, ...flags], {
    stdio: ['ignore', 'pipe', 'pipe'],
    env: { PATH: process.env['PATH'], TMPDIR: folder },
  });
  let stdout = '';
  let stderr = '';
  let isInterrupted = false;
  function interruptInTime(): void {
    if (isInterrupted || interruptAt === undefined) return;
    if (!`${stdout}${stderr}`.includes(interruptAt)) return;
    isInterrupted = true;
    child.kill('SIGINT');
  }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text;
    interruptInTime();
  });
  child.stderr.setEncoding('utf8').on('data', (text: string) => {
    stderr += text;
    interruptInTime();
  });
  const code = await new Promise<number | null>((resolve) => child.on('close', resolve));
  const leftFiles = readdirSync(folder).filter((name) => name.startsWith('servicehealth'));
  rmSync(folder, { recursive: true, force: true });
  const pid = /the operator starts as process (\d+)/.exec(stderr)?.[1];
  return { code, stdout, stderr, leftFiles, isOperatorGone: isGone(Number(pid)) };
}

const nothingLeft = { leftFiles: [], isOperatorGone: true };

describe.concurrent('the demo', () => {
  test('--once shows each service with its word and one in full', {
    timeout: limitMs,
  }, async () => {
    const { stdout, stderr, ...ran } = await run(['--once']);
    const complaints = ran.code === 0 ? '' : stderr;
    expect({ ...ran, complaints }).toEqual({ ...nothingLeft, code: 0, complaints: '' });
    const rows = stdout.match(/^zoo-\S+ +\S+ +[A-Z][a-z]+ +\d+\/\d+ .*$/gm) ?? [];
    expect(rows.length).toBeGreaterThanOrEqual(14);
    expect(stdout).toMatch(/^NAMESPACE +NAME +HEALTH +PODS +ISSUES +TOP-ISSUE +SINCE +AGE$/m);
    expect(stdout).toMatch(/^zoo-oom-killed +oom-killed +Unhealthy +0\/1 +1 +OOMKilled /m);
    expect(stdout).toMatch(/^ {4}title: Container "app" runs out of memory$/m);
    expect(stdout).toMatch(
      new RegExp(`^${rows.length} services, ${rows.length} as expected\n$`, 'm'),
    );
  });

  test('runs until Ctrl-C and says how to look at it', { timeout: limitMs }, async () => {
    const { stdout, stderr: _, ...ran } = await run([], 'export KUBECONFIG=');
    expect(ran).toEqual({ ...nothingLeft, code: 0 });
    expect(stdout).toMatch(/^export KUBECONFIG=\S+\/kubeconfig$/m);
  });

  test('Ctrl-C during the start leaves nothing behind', { timeout: limitMs }, async () => {
    const { code, leftFiles, isOperatorGone } = await run([], 'the operator starts');
    expect({ code, leftFiles, isOperatorGone }).toEqual({ ...nothingLeft, code: 130 });
  });

  test('an unknown service is refused before anything starts', { timeout: limitMs }, async () => {
    const { code, stdout, stderr } = await run(['--once', '--service', 'shop/web']);
    expect({ code, stdout }).toEqual({ code: 2, stdout: '' });
    expect(stderr).toContain('There is no service shop/web; there are zoo-');
  });
});

test('an operator that dies is told with the end of its log', { timeout: limitMs }, async () => {
  const operator = new Operator('/does/not/exist/kubeconfig');
  await expect(operator.ready(new AbortController().signal)).rejects.toThrow(
    /^The operator ended by itself \(exit code \d\)\. The end of its log:\nservicehealth: .*ENOENT/,
  );
  await operator.stop();
});
