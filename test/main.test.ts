// The process as a whole: exit codes and the one line that explains them. Everything else is tested in parts.
import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { afterAll, describe, expect, onTestFinished, test } from 'vitest';

const main = fileURLToPath(new URL('../src/main.ts', import.meta.url));

interface Ended {
  readonly code: number | null;
  readonly out: string;
  readonly errors: string;
}

/** Runs the program; `whenSaid` gets its standard error so far and may end it. */
function run(
  args: readonly string[],
  whenSaid: (errors: string, kill: (signal: NodeJS.Signals) => void) => void = () => {},
): Promise<Ended> {
  const child = spawn(process.execPath, [main, ...args], { env: { HOME: '/nonexistent' } });
  onTestFinished(() => void child.kill('SIGKILL'));
  let out = '';
  let errors = '';
  child.stdout.on('data', (data: Buffer) => {
    out += data.toString();
  });
  child.stderr.on('data', (data: Buffer) => {
    errors += data.toString();
    whenSaid(errors, (signal) => child.kill(signal));
  });
  return new Promise((resolve) => {
    child.on('close', (code) => resolve({ code, out, errors }));
  });
}

const folder = mkdtempSync(join(tmpdir(), 'servicehealth-'));
afterAll(() => rmSync(folder, { recursive: true }));

/** A kubeconfig that is none yet. */
function noCluster(): string {
  const file = join(folder, 'empty');
  writeFileSync(file, JSON.stringify({ apiVersion: 'v1', kind: 'Config', clusters: [] }));
  return file;
}

/** A cluster where nobody listens. */
function deadCluster(): string {
  const file = join(folder, 'config');
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters: [{ name: 'dead', cluster: { server: 'https://127.0.0.1:1' } }],
    users: [{ name: 'nobody', user: { token: 'none' } }],
    contexts: [{ name: 'dead', context: { cluster: 'dead', user: 'nobody' } }],
    'current-context': 'dead',
  };
  writeFileSync(file, JSON.stringify(config));
  return file;
}

describe('a wrong setting ends with exit code 2 and one line', () => {
  test.each([
    {
      args: ['--write-qps', 'fast'],
      line: 'servicehealth: --write-qps: got "fast", allowed: a number from 0.1 to 1000\n',
    },
    {
      args: ['--kubeconfig', '/nonexistent/config'],
      line: `servicehealth: --kubeconfig: got "/nonexistent/config", allowed: a kubeconfig file (ENOENT: no such file or directory, open '/nonexistent/config')\n`,
    },
    {
      args: ['--kubeconfig', noCluster()],
      line: 'servicehealth: --kubeconfig: got a file whose current-context names no cluster\n',
    },
    {
      args: [],
      line: 'servicehealth: no cluster is configured: run in a pod, or give --kubeconfig, $KUBECONFIG or ~/.kube/config\n',
    },
  ])('$args', async ({ args, line }) => {
    expect(await run(args)).toStrictEqual({ code: 2, out: '', errors: line });
  });
});

test('--help goes to standard output and is no error', async () => {
  const { code, out, errors } = await run(['--help']);
  expect([code, errors]).toStrictEqual([0, '']);
  expect(out).toContain('--service-labels VALUE');
});

test('a port that is taken is a failure that names the port', async () => {
  const holder = createServer();
  await new Promise<void>((resolve) => holder.listen(0, '127.0.0.1', resolve));
  onTestFinished(() => void holder.close());
  const address = holder.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const taken = `127.0.0.1:${port}`;
  const { code, errors } = await run(['--kubeconfig', deadCluster(), '--health-address', taken]);
  expect(code).toBe(1);
  expect(errors).toContain(taken);
});

test.each(['SIGTERM', 'SIGINT'] as const)(
  'without a cluster it stays up, and %s ends it with exit code 0',
  async (signal) => {
    const args = ['--kubeconfig', deadCluster(), '--health-address', '127.0.0.1:0'];
    let isTold = false;
    const { code, errors } = await run(args, (said, kill) => {
      // Once: a second signal ends the program at once, and with another code.
      if (isTold || !said.includes('watch interrupted')) return;
      isTold = true;
      kill(signal);
    });
    expect(code).toBe(0);
    expect(errors).toContain('"msg":"stopping"');
  },
);
