// The processes of the cluster: how each is started, and what says that it works.
import { spawnSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { request as httpRequest } from 'node:http';
import { request as httpsRequest } from 'node:https';
import { join } from 'node:path';
import { nodeName } from './configs.ts';
import { type Layout, layoutOf } from './layout.ts';
import { podNetwork } from './network.ts';
import type { ClusterState, ComponentName } from './state.ts';
import { webhookProgram } from './webhook.ts';

export interface Component {
  readonly command: (state: ClusterState, layout: Layout) => readonly [string, ...string[]];
  readonly isReady: (state: ClusterState, layout: Layout) => Promise<boolean>;
}

const loopback = '127.0.0.1';

interface Question {
  readonly url: string;
  readonly token?: string;
  readonly ca?: string;
}

export interface Answer {
  readonly status: number;
  readonly text: string;
}

/** One GET; undefined when nobody answers within two seconds. */
async function ask({ url, token, ca }: Question): Promise<Answer | undefined> {
  const isSecure = url.startsWith('https:');
  const headers = token === undefined ? {} : { authorization: `Bearer ${token}` };
  // Controller manager and scheduler make a certificate at every start that nobody can know.
  const trust = ca === undefined ? { rejectUnauthorized: false } : { ca };
  return new Promise((answer) => {
    const options = { headers, timeout: 2_000, ...(isSecure ? trust : {}) };
    const request = (isSecure ? httpsRequest : httpRequest)(url, options, (response) => {
      let text = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (text += chunk));
      response.on('end', () => answer({ status: response.statusCode ?? 0, text }));
      response.on('error', () => answer(undefined));
    });
    request.on('timeout', () => request.destroy());
    request.on('error', () => answer(undefined));
    request.end();
  });
}

async function answers(url: string, status: number): Promise<boolean> {
  return (await ask({ url }))?.status === status;
}

export function serverUrl(state: ClusterState): string {
  return `https://${loopback}:${state.ports.apiserver}`;
}

/** A GET as administrator. */
export async function askServer(
  state: ClusterState,
  layout: Layout,
  path: string,
): Promise<Answer | undefined> {
  if (!existsSync(layout.ca)) return undefined;
  const ca = readFileSync(layout.ca, 'utf8');
  return ask({ url: `${serverUrl(state)}${path}`, token: state.tokens.admin, ca });
}

function binary(state: ClusterState, name: string): string {
  return join(state.binFolder, name);
}

function registry(file: string, port: 'registry' | 'registryPrivate', status: number): Component {
  return {
    command: (_state, layout) => ['docker-registry', 'serve', join(layout.registry, file)],
    isReady: (state) => answers(`http://${loopback}:${state.ports[port]}/v2/`, status),
  };
}

const etcd: Component = {
  command: (state, { folder }) => {
    const client = `http://${loopback}:${state.ports.etcd}`;
    const peer = `http://${loopback}:${state.ports.etcdPeer}`;
    return [
      binary(state, 'etcd'),
      `--data-dir=${join(folder, 'etcd')}`,
      `--listen-client-urls=${client}`,
      `--advertise-client-urls=${client}`,
      `--listen-peer-urls=${peer}`,
      `--initial-advertise-peer-urls=${peer}`,
      `--initial-cluster=default=${peer}`,
      // A test cluster survives a kill, not a power cut, and need not wait for the disk.
      '--unsafe-no-fsync',
      '--log-level=warn',
    ];
  },
  isReady: (state) => answers(`http://${loopback}:${state.ports.etcd}/health`, 200),
};

const containerd: Component = {
  // Go's own resolver names the machine's name server in its errors, which no recording may hold.
  command: (_state, layout) => [
    'env',
    'GODEBUG=netdns=cgo',
    'containerd',
    '--config',
    join(layout.containerd, 'config.toml'),
  ],
  isReady: async (_state, { containerdSocket }) =>
    spawnSync('ctr', ['--address', containerdSocket, '--timeout', '2s', 'version']).status === 0,
};

const apiserver: Component = {
  command: (state, { folder, certificates }) => [
    binary(state, 'kube-apiserver'),
    `--etcd-servers=http://${loopback}:${state.ports.etcd}`,
    `--bind-address=${loopback}`,
    `--secure-port=${state.ports.apiserver}`,
    `--cert-dir=${certificates}`,
    `--token-auth-file=${join(folder, 'tokens.csv')}`,
    '--authorization-mode=Node,RBAC',
    '--service-account-issuer=https://kubernetes.default.svc',
    `--service-account-signing-key-file=${join(folder, 'service-account.key')}`,
    `--service-account-key-file=${join(folder, 'service-account.key')}`,
    '--service-cluster-ip-range=10.96.0.0/16',
    '--allow-privileged=true',
    '--endpoint-reconciler-type=none',
    // Five minutes is the default: a short run would never see a state that is gone.
    '--etcd-compaction-interval=1m',
    '--kubelet-preferred-address-types=InternalIP',
    '--profiling=false',
  ],
  isReady: async (state, layout) => (await askServer(state, layout, '/readyz'))?.status === 200,
};

export function webhookUrl(state: ClusterState): string {
  return `https://${loopback}:${state.ports.webhook}`;
}

/** It shows the API server's certificate, which is there once that has run. */
const webhook: Component = {
  command: ({ ports }, { ca, serverKey }) => [
    process.execPath,
    webhookProgram,
    String(ports.webhook),
    ca,
    serverKey,
  ],
  isReady: (state) => answers(webhookUrl(state), 200),
};

function control(port: 'controllerManager' | 'scheduler', layout: Layout, state: ClusterState) {
  const kubeconfig = join(layout.folder, `${port}.kubeconfig`);
  return [
    `--kubeconfig=${kubeconfig}`,
    `--authentication-kubeconfig=${kubeconfig}`,
    `--authorization-kubeconfig=${kubeconfig}`,
    `--bind-address=${loopback}`,
    `--secure-port=${state.ports[port]}`,
    '--leader-elect=false',
  ];
}

const controllerManager: Component = {
  command: (state, layout) => [
    binary(state, 'kube-controller-manager'),
    ...control('controllerManager', layout, state),
    '--use-service-account-credentials=true',
    `--service-account-private-key-file=${join(layout.folder, 'service-account.key')}`,
    `--root-ca-file=${layout.ca}`,
    // One node with a fixed range and no cloud: these two would only log that.
    '--controllers=*,-nodeipam,-cloud-node-lifecycle-controller',
  ],
  isReady: (state) => answers(`https://${loopback}:${state.ports.controllerManager}/healthz`, 200),
};

const scheduler: Component = {
  command: (state, layout) => [
    binary(state, 'kube-scheduler'),
    ...control('scheduler', layout, state),
  ],
  isReady: (state) => answers(`https://${loopback}:${state.ports.scheduler}/healthz`, 200),
};

const kubelet: Component = {
  command: (state, layout) => [
    binary(state, 'kubelet'),
    `--config=${join(layout.kubelet, 'config.yaml')}`,
    `--kubeconfig=${join(layout.folder, 'node.kubeconfig')}`,
    `--root-dir=${join(layout.kubelet, 'root')}`,
    `--cert-dir=${join(layout.kubelet, 'pki')}`,
    `--hostname-override=${nodeName}`,
    // The bridge's address: a kubelet refuses a loopback one, and the hosts file stays untouched.
    `--node-ip=${podNetwork(state.slot).gateway}`,
  ],
  isReady: (state) => answers(`http://${loopback}:${state.ports.kubeletHealth}/healthz`, 200),
};

export const components: Readonly<Record<ComponentName, Component>> = {
  etcd,
  registry: registry('public.yaml', 'registry', 200),
  'registry-private': registry('private.yaml', 'registryPrivate', 401),
  containerd,
  'kube-apiserver': apiserver,
  webhook,
  'kube-controller-manager': controllerManager,
  'kube-scheduler': scheduler,
  kubelet,
};

export function logFileOf(folder: string, name: ComponentName): string {
  return join(layoutOf(folder).logs, `${name}.log`);
}
