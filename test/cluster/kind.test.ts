// What kind and kubectl are told, by programs that only write down their arguments: no engine is needed.
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type KindOptions, kindDown, kindName, kindStatus, kindUp } from './kind.ts';

let folder = '';
let options: KindOptions;

const view = JSON.stringify({
  clusters: [
    { cluster: { server: 'https://127.0.0.1:6443', 'certificate-authority-data': 'Y2E=' } },
  ],
});

/** A program of this name that writes down its arguments; `body` is what it says. */
function stub(name: string, body: string): void {
  const text = `#!/bin/sh\necho "${name} $*" >> "${folder}/calls"\n${body}\n`;
  writeFileSync(join(folder, name), text, { mode: 0o755 });
}

function calls(name: string): readonly string[] {
  const lines = readFileSync(join(folder, 'calls'), 'utf8').trimEnd().split('\n');
  return lines.filter((line) => line.startsWith(`${name} `));
}

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'kind-'));
  options = { folder: join(folder, 'state'), engine: 'docker', report: () => undefined };
  vi.stubEnv('PATH', `${folder}${delimiter}${process.env['PATH'] ?? ''}`);
  stub('kind', '');
  stub(
    'kubectl',
    `case "$*" in
      *"config view"*) echo '${view}';;
      *"create token"*) echo secret;;
      *"/version"*) echo '{"gitVersion": "v1.34.0"}';;
    esac`,
  );
});

afterEach(() => {
  vi.unstubAllEnvs();
  rmSync(folder, { recursive: true, force: true });
});

test('a cluster is made under a name of its own, with its own kubeconfig, and marked', () => {
  const cluster = kindUp(options);
  const name = kindName(options.folder);
  const kubeconfig = join(options.folder, 'kubeconfig');
  expect(name).toMatch(/^servicehealth-[0-9a-f]{8}$/);
  expect(calls('kind')).toStrictEqual([
    'kind get clusters',
    `kind create cluster --name ${name} --kubeconfig ${kubeconfig} --image kindest/node:v1.34.0 --wait 180s`,
  ]);
  expect(calls('kubectl')[0]).toBe(
    `kubectl --kubeconfig ${kubeconfig} --namespace kube-system create configmap servicehealth-disposable`,
  );
  const { server, adminToken, kubeconfigPath, registry } = cluster;
  expect({ server, adminToken, kubeconfigPath, registry }).toStrictEqual({
    server: 'https://127.0.0.1:6443',
    adminToken: 'secret',
    kubeconfigPath: kubeconfig,
    registry: { url: '', privateUrl: '', password: '' },
  });
});

test('a cluster that is there is not made again', () => {
  const name = kindName(options.folder);
  stub('kind', `if [ "$1" = get ]; then echo other; echo ${name}; fi`);
  kindUp(options);
  expect(calls('kind')).toStrictEqual([
    'kind get clusters',
    `kind export kubeconfig --name ${name} --kubeconfig ${join(options.folder, 'kubeconfig')}`,
  ]);
});

test('only this cluster is deleted, and only where one was made', () => {
  expect(kindDown(options)).toBe(false);
  kindUp(options);
  const name = kindName(options.folder);
  expect([kindDown(options), kindDown(options)]).toStrictEqual([true, false]);
  expect(calls('kind').slice(2)).toStrictEqual([
    `kind delete cluster --name ${name} --kubeconfig ${join(options.folder, 'kubeconfig')}`,
  ]);
});

test('Podman is named to kind, which would look for Docker', () => {
  stub('kind', `echo "engine \${KIND_EXPERIMENTAL_PROVIDER:-any}" >> "${folder}/calls"`);
  kindUp({ ...options, engine: 'podman' });
  kindDown(options);
  expect(calls('engine')).toStrictEqual(['engine podman', 'engine podman', 'engine any']);
});

test('a failure of kind is one sentence', () => {
  stub('kind', 'exit 1');
  expect(() => kindUp(options)).toThrow('kind get clusters failed; see its own words above.');
});

test('its status is asked of the cluster itself', () => {
  const before = kindStatus(options.folder);
  kindUp(options);
  expect([before, kindStatus(options.folder)]).toStrictEqual([
    undefined,
    {
      exists: true,
      components: [],
      serverVersion: 'v1.34.0',
      isNodeReady: true,
      isHealthy: true,
      kubeconfigPath: join(options.folder, 'kubeconfig'),
    },
  ]);
  stub('kubectl', 'exit 1');
  expect(kindStatus(options.folder)).toMatchObject({ isHealthy: false, isNodeReady: false });
});
