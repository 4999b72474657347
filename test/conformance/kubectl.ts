// What a person sees: the same kubectl commands against the fake API server and a real one.
import { execFile } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { parse } from 'yaml';
import { z } from 'zod';
import { startFakeApiServer } from '../fake-apiserver/server.ts';

/** An operator would write into what is compared: it has to leave this one out. */
export const NAMESPACE = 'conformance-kubectl';
const DEFINITION = new URL('../../crds/servicehealth.yaml', import.meta.url);

const service = {
  apiVersion: 'servicehealth.dev/v1alpha1',
  kind: 'ServiceHealth',
  metadata: { name: 'web', namespace: NAMESPACE },
  spec: { displayName: 'Web', thresholds: { minReadyPercent: 5 } },
};
const status = {
  health: 'Healthy',
  podsReady: '2/2',
  issues: 0,
  conditions: [
    {
      type: 'Healthy',
      status: 'True',
      reason: 'Healthy',
      message: 'all is well',
      lastTransitionTime: '2020-01-01T00:00:00Z',
      observedGeneration: 2,
    },
  ],
};

const STATUS_PATCH = 'patch svch web --subresource=status --type=merge -p'
  .split(' ')
  .concat(JSON.stringify({ status }));

/**
 * In order; each sees what the ones before it have done. `-` reads the object. kubectl writes built-in kinds in protobuf,
 * which the fake does not read: `create namespace` and its like are no part of this.
 */
const COMMANDS: readonly (readonly string[])[] = [
  ['api-resources', '--api-group=servicehealth.dev'],
  ['explain', 'servicehealth.spec.thresholds'],
  ['explain', 'servicehealth.status.diagnoses'],
  ['explain', 'servicehealth.status', '--recursive'],
  ['explain', 'servicehealth.nosuch'],
  ['apply', '-f', '-'],
  ['apply', '-f', '-'],
  ['get', 'svch', '-o', 'wide'],
  ['wait', '--for=condition=Healthy', 'svch/web', '--timeout=1s'],
  ['patch', 'svch', 'web', '--type=merge', '-p', '{"spec":{"owner":"team"}}'],
  STATUS_PATCH,
  ['wait', '--for=condition=Healthy', 'svch/web', '--timeout=1s'],
  ['get', 'svch', '--field-selector', 'status.health=Healthy'],
  ['get', 'svch', '--field-selector', 'status.health=Degraded'],
  ['get', 'svch', '--field-selector', 'spec.owner=team'],
  ['get', 'svch', '-l', 'app=none', '-o', 'name'],
  ['get', 'svch', 'web', '-o', 'yaml'],
  ['describe', 'svch', 'web'],
  ['apply', '--server-side', '-f', '-'],
  ['apply', '--server-side', '--force-conflicts', '--dry-run=server', '-f', '-'],
  ['label', 'svch', 'web', 'a=b'],
  ['get', 'svch', 'nosuch'],
  ['logs', 'nosuch'],
  ['delete', 'svch', 'web'],
  ['delete', 'svch', 'web'],
];

const run = promisify(execFile);

interface Person {
  readonly kubectl: string;
  readonly kubeconfig: string;
}

/** Where kubectl prints something else, or ends otherwise; none is well. The kind has to be installed. */
export async function kubectlComplaints(person: Person): Promise<readonly string[]> {
  await makeNamespace(person);
  const real = await outputsOf(person);
  const fake = await fakeOutputs(person.kubectl);
  return COMMANDS.flatMap((words, at) =>
    real[at] === fake[at]
      ? []
      : [`kubectl ${words.join(' ')}\n  real: ${real[at]}\n  fake: ${fake[at]}`],
  );
}

async function makeNamespace({ kubectl, kubeconfig }: Person): Promise<void> {
  await run(kubectl, ['--kubeconfig', kubeconfig, 'create', 'namespace', NAMESPACE]);
}

async function fakeOutputs(kubectl: string): Promise<readonly string[]> {
  const server = await startFakeApiServer();
  server.store.put(parse(readFileSync(DEFINITION, 'utf8')));
  server.store.put({ apiVersion: 'v1', kind: 'Namespace', metadata: { name: NAMESPACE } });
  const folder = mkdtempSync(join(tmpdir(), 'servicehealth-kubectl-'));
  const kubeconfig = join(folder, 'kubeconfig');
  writeFileSync(kubeconfig, server.kubeconfig, { mode: 0o600 });
  try {
    return await outputsOf({ kubectl, kubeconfig });
  } finally {
    await server.close();
    rmSync(folder, { recursive: true });
  }
}

async function outputsOf(person: Person): Promise<readonly string[]> {
  const cache = mkdtempSync(join(tmpdir(), 'servicehealth-kubectl-'));
  const outputs: string[] = [];
  try {
    for (const words of COMMANDS) outputs.push(await outputOf(person, { words, cache }));
    return outputs;
  } finally {
    await outputOf(person, { words: ['delete', 'namespace', NAMESPACE, '--wait=false'], cache });
    rmSync(cache, { recursive: true });
  }
}

async function outputOf(
  { kubectl, kubeconfig }: Person,
  { words, cache }: { words: readonly string[]; cache: string },
): Promise<string> {
  const where = ['--kubeconfig', kubeconfig, '--cache-dir', cache, '--namespace', NAMESPACE];
  const called = run(kubectl, [...where, ...words], { timeout: 30_000 });
  called.child.stdin?.end(JSON.stringify(service));
  const { stdout, stderr, code } = await called.then(succeeded, failed);
  return comparable(`ends with ${String(code)}\n${stdout}${stderr}`);
}

function succeeded(output: { readonly stdout: string; readonly stderr: string }) {
  return { ...output, code: 0 };
}

/** What execFile rejects with when the program ends with an error. */
const failureSchema = z.object({ stdout: z.string(), stderr: z.string(), code: z.unknown() });

function failed(error: unknown) {
  return failureSchema.parse(error);
}

/** Without what must differ: identities, versions, moments and ages. */
function comparable(text: string): string {
  return text
    .replaceAll(/[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/g, '<uid>')
    .replaceAll(/(resource ?version:\s+"?)\d+/gi, '$1<version>')
    .replaceAll(/(creation ?timestamp:\s+"?)[-0-9T:Z]+/gi, '$1<time>')
    .replaceAll(/\b\d+s\b/g, '<age>');
}
