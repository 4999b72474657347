// Brings the parts of a cluster up in order; every step may be repeated.
import { spawnSync } from 'node:child_process';
import { generateKeyPairSync } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { ensureCgroup } from './cgroups.ts';
import { askServer, components, logFileOf, serverUrl, webhookUrl } from './components.ts';
import {
  cniText,
  containerdText,
  hostsText,
  kubeconfigText,
  kubeletText,
  nodeName,
  registryHosts,
  registryText,
  tokenFileText,
} from './configs.ts';
import { controlGroup, type Layout } from './layout.ts';
import { ensureBridge, podNetwork } from './network.ts';
import { findCniFolder, searchPath } from './prerequisites.ts';
import { endProcesses, isAlive, launch, ownedProcesses } from './processes.ts';
import { fillRegistry, importPause } from './registry.ts';
import type { Report } from './report.ts';
import { type ClusterState, type ComponentName, readState, rememberProcess } from './state.ts';

/** A component that is not ready by then has said why in its log. Slow machines included: the
 *  apiserver needs 5 s on two idle cores. */
const readyTimeoutMs = 120_000;

export interface Context {
  readonly layout: Layout;
  readonly state: ClusterState;
  readonly report: Report;
}

async function waitUntil(
  what: string,
  isTrue: () => Promise<boolean>,
  timeoutMs = readyTimeoutMs,
): Promise<void> {
  const deadline = Date.now() + timeoutMs;
  while (!(await isTrue())) {
    if (Date.now() > deadline) throw new Error(`${what} within ${timeoutMs / 1000} s.`);
    await sleep(200);
  }
}

function tail(file: string): string {
  return existsSync(file)
    ? readFileSync(file, 'utf8').trimEnd().split('\n').slice(-5).join('\n')
    : '';
}

/** Starts the component unless it runs. */
export async function ensureComponent(context: Context, name: ComponentName): Promise<void> {
  const { layout } = context;
  const known = readState(layout.folder)?.processes[name];
  if (known !== undefined && isAlive(known)) return;
  const identity = await launch({
    command: components[name].command(context.state, layout),
    logFile: logFileOf(layout.folder, name),
    stateFolder: layout.folder,
    path: searchPath(),
  });
  rememberProcess(layout.folder, name, identity);
}

export async function waitForComponent(context: Context, name: ComponentName): Promise<void> {
  const { layout, state } = context;
  const log = logFileOf(layout.folder, name);
  await waitUntil(`${name} did not become ready; see ${log}`, async () => {
    if (await components[name].isReady(state, layout)) return true;
    const known = readState(layout.folder)?.processes[name];
    if (known !== undefined && isAlive(known)) return false;
    throw new Error(`${name} ended; see ${log}:\n${tail(log)}`);
  });
}

async function ensureReady(context: Context, ...names: readonly ComponentName[]): Promise<void> {
  context.report(`starting ${names.join(', ')}`);
  for (const name of names) await ensureComponent(context, name);
  await Promise.all(names.map((name) => waitForComponent(context, name)));
}

function put(file: string, text: string): void {
  mkdirSync(join(file, '..'), { recursive: true });
  writeFileSync(file, text, { mode: 0o600 });
}

function writeSecrets({ layout, state }: Context): void {
  put(join(layout.folder, 'tokens.csv'), tokenFileText(state.tokens));
  const keyFile = join(layout.folder, 'service-account.key');
  if (existsSync(keyFile)) return;
  const { privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
  put(keyFile, privateKey.export({ type: 'pkcs1', format: 'pem' }).toString());
}

function writeRegistries({ layout, state }: Context): void {
  const storage = join(layout.registry, 'storage');
  const passwords = join(layout.registry, 'htpasswd');
  const line = spawnSync('htpasswd', ['-Bbn', 'zoo', state.registryPassword], { encoding: 'utf8' });
  put(passwords, line.stdout);
  const { registry, registryPrivate } = state.ports;
  const open = registryText({ port: registry, storage, passwords: undefined });
  const closed = registryText({ port: registryPrivate, storage, passwords });
  put(join(layout.registry, 'public.yaml'), open);
  put(join(layout.registry, 'private.yaml'), closed);
}

function writeNode({ layout, state }: Context): void {
  const network = podNetwork(state.slot);
  const { containerd, kubelet } = layout;
  const cniPlugins = findCniFolder() ?? '';
  put(join(containerd, 'config.toml'), containerdText({ folder: containerd, cniPlugins }));
  put(join(containerd, 'cni', 'pods.conflist'), cniText(network, join(containerd, 'addresses')));
  for (const [host, server] of Object.entries(registryHosts(state))) {
    put(join(containerd, 'certs.d', host, 'hosts.toml'), hostsText(server));
  }
  // Well-formed, but nobody answers there: pods get a name error, never somebody's real DNS.
  put(join(kubelet, 'resolv.conf'), 'nameserver 127.0.0.1\n');
  const cgroup = controlGroup(state.slot);
  const containerdSocket = layout.containerdSocket;
  const text = kubeletText({ folder: kubelet, state, network, cgroup, containerdSocket });
  put(join(kubelet, 'config.yaml'), text);
}

function writeKubeconfigs({ layout, state }: Context): void {
  const caPem = readFileSync(layout.ca, 'utf8');
  for (const [user, token] of Object.entries(state.tokens)) {
    const file = user === 'admin' ? layout.kubeconfig : join(layout.folder, `${user}.kubeconfig`);
    put(file, kubeconfigText({ server: serverUrl(state), caPem, user, token }));
  }
}

export async function isNodeReady({ layout, state }: Context): Promise<boolean> {
  const answer = await askServer(state, layout, `/api/v1/nodes/${nodeName}`);
  if (answer?.status !== 200) return false;
  const node: { status?: { conditions?: { type: string; status: string }[] } } = JSON.parse(
    answer.text,
  );
  return (
    node.status?.conditions?.some(({ type, status }) => type === 'Ready' && status === 'True') ??
    false
  );
}

/** Without it the admission of the first pod is refused. */
async function hasDefaultAccount({ layout, state }: Context): Promise<boolean> {
  const path = '/api/v1/namespaces/default/serviceaccounts/default';
  return (await askServer(state, layout, path))?.status === 200;
}

/** What other tools find in kube-system. */
function writeConfigMap(
  { layout, state }: Context,
  name: string,
  data: Readonly<Record<string, string>>,
): void {
  const metadata = { name, namespace: 'kube-system' };
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'ConfigMap', metadata, data });
  const words = ['--kubeconfig', layout.kubeconfig, 'apply', '--server-side', '-f', '-'];
  const answer = spawnSync(join(state.binFolder, 'kubectl'), words, {
    input,
    encoding: 'utf8',
  });
  if (answer.status !== 0) throw new Error(`${name} cannot be written: ${answer.stderr.trim()}`);
}

/** Says to every tool that what runs here may be spoilt. */
function writeMarker(context: Context): void {
  writeConfigMap(context, 'servicehealth-disposable', {});
}

/** For scenarios that are to be refused: whom to ask, and who vouches for its certificate. */
function writeWebhook(context: Context): void {
  const { layout, state } = context;
  const caBundle = readFileSync(layout.ca).toString('base64');
  writeConfigMap(context, 'zoo-webhook', { url: webhookUrl(state), caBundle });
}

/** Processes that carry our mark and are in no record: a harness was killed between start and note. */
async function endStrays({ layout }: Context): Promise<void> {
  const known = new Set(
    Object.values(readState(layout.folder)?.processes ?? {}).map(({ pid }) => pid),
  );
  const strays = ownedProcesses(layout.folder).filter(
    ({ pid, isShim }) => !isShim && !known.has(pid),
  );
  await endProcesses(strays, 2_000);
}

export async function bringUp(context: Context): Promise<void> {
  const { layout, state, report } = context;
  await endStrays(context);
  ensureBridge(state.slot, layout.folder);
  ensureCgroup(controlGroup(state.slot));
  mkdirSync(layout.logs, { recursive: true });
  writeSecrets(context);
  writeRegistries(context);
  writeNode(context);
  await ensureReady(context, 'etcd', 'registry', 'registry-private', 'containerd');
  await ensureReady(context, 'kube-apiserver');
  writeKubeconfigs(context);
  await ensureReady(context, 'webhook', 'kube-controller-manager', 'kube-scheduler', 'kubelet');
  report('filling the registry');
  importPause(layout);
  await fillRegistry(`http://127.0.0.1:${state.ports.registry}`);
  report('waiting for the node');
  await waitUntil('The node did not become ready', () => isNodeReady(context));
  await waitUntil('No default service account', () => hasDefaultAccount(context));
  writeMarker(context);
  writeWebhook(context);
}
