// The files that the components read, as text: pure, so that a test can look at them.
import { join } from 'node:path';
import type { PodNetwork } from './network.ts';
import type { ClusterState } from './state.ts';

export const nodeName = 'node-1';
export const pauseImage = 'registry.zoo.test/pause:1.0.0';

/** What each name in an image reference stands for. Every other name really is asked of the DNS. */
export function registryHosts(state: ClusterState): Readonly<Record<string, string>> {
  return {
    'registry.zoo.test': `http://127.0.0.1:${state.ports.registry}`,
    'private.zoo.test': `http://127.0.0.1:${state.ports.registryPrivate}`,
    // Nothing listens on port 1: the connection is refused at once.
    'refused.zoo.test': 'http://127.0.0.1:1',
    // The API server's certificate is its own, and the node does not know who signed it.
    'untrusted.zoo.test': `https://127.0.0.1:${state.ports.apiserver}`,
  };
}

export interface KubeconfigInput {
  readonly server: string;
  readonly caPem: string;
  readonly user: string;
  readonly token: string;
}

/** JSON is YAML; the CA is embedded so that the file can be copied. */
export function kubeconfigText(input: KubeconfigInput): string {
  const name = 'servicehealth-test';
  const ca = Buffer.from(input.caPem).toString('base64');
  return `${JSON.stringify(
    {
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [{ name, cluster: { server: input.server, 'certificate-authority-data': ca } }],
      users: [{ name: input.user, user: { token: input.token } }],
      contexts: [{ name, context: { cluster: name, user: input.user } }],
      'current-context': name,
    },
    undefined,
    2,
  )}\n`;
}

/** Real users with the roles that Kubernetes ships for them, so that RBAC is as in production. */
export function tokenFileText(tokens: ClusterState['tokens']): string {
  const rows = [
    [tokens.admin, 'admin', 'system:masters'],
    [tokens.controllerManager, 'system:kube-controller-manager', ''],
    [tokens.scheduler, 'system:kube-scheduler', ''],
    [tokens.node, `system:node:${nodeName}`, 'system:nodes'],
  ];
  return rows.map(([token, user, group]) => `${token},${user},${user},"${group}"\n`).join('');
}

export function registryText(options: {
  readonly port: number;
  readonly storage: string;
  readonly passwords: string | undefined;
}): string {
  const auth = options.passwords && { htpasswd: { realm: 'zoo', path: options.passwords } };
  return JSON.stringify({
    version: '0.1',
    log: { level: 'warn', accesslog: { disabled: true } },
    storage: { filesystem: { rootdirectory: options.storage } },
    http: { addr: `127.0.0.1:${options.port}`, secret: 'loopback only' },
    ...(auth === undefined ? {} : { auth }),
  });
}

export interface ContainerdInput {
  readonly folder: string;
  readonly cniPlugins: string;
}

/** - restrict_oom_score_adj: where root lacks CAP_SYS_RESOURCE every sandbox dies without it.
 *  - netns_mounts_under_state_dir, runc Root: everything that can be left behind is under `folder`.
 *  - disable_apparmor: containerd would load a profile into the kernel and leave it there.
 *  - the "opt" plugin would make /opt/containerd. */
export function containerdText({ folder, cniPlugins }: ContainerdInput): string {
  const quote = JSON.stringify;
  return `version = 2
root = ${quote(join(folder, 'root'))}
state = ${quote(join(folder, 'state'))}
disabled_plugins = ["io.containerd.internal.v1.opt", "io.containerd.internal.v1.tracing"]
[grpc]
  address = ${quote(join(folder, 'containerd.sock'))}
[plugins."io.containerd.grpc.v1.cri"]
  sandbox_image = ${quote(pauseImage)}
  restrict_oom_score_adj = true
  disable_apparmor = true
  netns_mounts_under_state_dir = true
  stream_server_address = "127.0.0.1"
  stream_server_port = "0"
  [plugins."io.containerd.grpc.v1.cri".cni]
    bin_dir = ${quote(cniPlugins)}
    conf_dir = ${quote(join(folder, 'cni'))}
  [plugins."io.containerd.grpc.v1.cri".containerd]
    snapshotter = "overlayfs"
    default_runtime_name = "runc"
    [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc]
      runtime_type = "io.containerd.runc.v2"
      [plugins."io.containerd.grpc.v1.cri".containerd.runtimes.runc.options]
        SystemdCgroup = false
        Root = ${quote(join(folder, 'runc'))}
  [plugins."io.containerd.grpc.v1.cri".registry]
    config_path = ${quote(join(folder, 'certs.d'))}
`;
}

/** containerd 1.6 reads no file without a host table: "invalid `host` tree". */
export function hostsText(server: string): string {
  return `server = ${JSON.stringify(server)}\n[host]\n`;
}

/** The bridge is there already (see network.ts). As no gateway flag is set, the plugin neither
 *  turns forwarding on for the whole machine nor writes a firewall rule. */
export function cniText(network: PodNetwork, dataFolder: string): string {
  return JSON.stringify({
    cniVersion: '0.4.0',
    name: network.bridge,
    plugins: [
      {
        type: 'bridge',
        bridge: network.bridge,
        ipam: {
          type: 'host-local',
          dataDir: dataFolder,
          ranges: [[{ subnet: network.subnet, gateway: network.gateway }]],
          routes: [{ dst: '0.0.0.0/0' }],
        },
      },
    ],
  });
}

export interface KubeletInput {
  readonly folder: string;
  readonly state: ClusterState;
  readonly network: PodNetwork;
  readonly cgroup: string;
  readonly containerdSocket: string;
}

/** Back-offs, probes and the node's heartbeat keep their defaults: the tests are about them. What is
 *  raised only keeps 150 failing pods from waiting for the kubelet's own client limits. */
export function kubeletText(input: KubeletInput): string {
  const { folder, state, network } = input;
  return JSON.stringify({
    apiVersion: 'kubelet.config.k8s.io/v1beta1',
    kind: 'KubeletConfiguration',
    address: network.gateway,
    port: state.ports.kubelet,
    readOnlyPort: 0,
    healthzBindAddress: '127.0.0.1',
    healthzPort: state.ports.kubeletHealth,
    authentication: { anonymous: { enabled: true }, webhook: { enabled: false } },
    authorization: { mode: 'AlwaysAllow' },
    containerRuntimeEndpoint: `unix://${input.containerdSocket}`,
    cgroupDriver: 'cgroupfs',
    cgroupRoot: `/${input.cgroup}`,
    failSwapOn: false,
    makeIPTablesUtilChains: false,
    resolvConf: join(folder, 'resolv.conf'),
    // Without an address every pod gets a Warning event; at this one lookups fail at once.
    clusterDNS: ['127.0.0.1'],
    clusterDomain: 'cluster.local',
    podLogsDir: join(folder, 'pod-logs'),
    volumePluginDir: join(folder, 'volume-plugins'),
    evictionHard: {
      'memory.available': '50Mi',
      'nodefs.available': '1%',
      'nodefs.inodesFree': '1%',
      'imagefs.available': '1%',
    },
    imageGCHighThresholdPercent: 100,
    imageGCLowThresholdPercent: 99,
    maxPods: 400,
    serializeImagePulls: false,
    registryPullQPS: 0,
    // 0 means Go's default, five a second: with many pods at once the events came half a minute late.
    eventRecordQPS: 200,
    eventBurst: 400,
    kubeAPIQPS: 200,
    kubeAPIBurst: 400,
  });
}
