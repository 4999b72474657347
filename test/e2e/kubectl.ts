// The real kubectl, as a person calls it.
import { spawn } from 'node:child_process';
import { join } from 'node:path';
import { outputFolder, type Run } from './run.ts';

export interface KubectlAnswer {
  readonly code: number | null;
  readonly stdout: string;
  readonly stderr: string;
}

/** Rejects only when kubectl cannot be started; what it says of its failures is for the caller. */
export async function kubectl(
  run: Pick<Run, 'kubectl' | 'kubeconfig'>,
  words: readonly string[],
  input?: unknown,
): Promise<KubectlAnswer> {
  return new Promise((resolve, reject) => {
    const child = spawn(run.kubectl, ['--kubeconfig', run.kubeconfig, ...words], {
      stdio: 'pipe',
      env: { ...process.env, KUBECACHEDIR: join(outputFolder, 'kubectl') },
    });
    let stdout = '';
    let stderr = '';
    child.stdout.setEncoding('utf8').on('data', (text: string) => (stdout += text));
    child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text));
    child.on('error', reject);
    child.on('close', (code) => resolve({ code, stdout, stderr }));
    child.stdin.end(input === undefined ? '' : JSON.stringify(input));
  });
}

/** The output of a call that has to succeed. */
export async function kubectlMust(
  run: Pick<Run, 'kubectl' | 'kubeconfig'>,
  words: readonly string[],
  input?: unknown,
): Promise<string> {
  const { code, stdout, stderr } = await kubectl(run, words, input);
  if (code === 0) return stdout;
  throw new Error(`kubectl ${words.join(' ')} ended with ${code}: ${stderr.trim()}`);
}

/** Server-side apply of objects that are not in a file. */
export async function applyObjects(
  run: Pick<Run, 'kubectl' | 'kubeconfig'>,
  items: readonly unknown[],
): Promise<void> {
  const list = { apiVersion: 'v1', kind: 'List', items };
  const apply = ['apply', '--server-side', '--force-conflicts', '--field-manager=zoo'];
  await kubectlMust(run, [...apply, '--filename', '-'], list);
}
