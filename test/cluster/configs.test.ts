import { describe, expect, it } from 'vitest';
import {
  cniText,
  containerdText,
  hostsText,
  kubeconfigText,
  kubeletText,
  registryHosts,
  registryText,
  tokenFileText,
} from './configs.ts';
import { podNetwork, slotOfAddress } from './network.ts';
import { newState } from './state.ts';

const state = await newState(1, '/bin-folder');

describe('newState', () => {
  it('gives every listener a port of its own, below the ports of outgoing connections', () => {
    const ports = Object.values(state.ports);
    expect(new Set(ports).size).toBe(ports.length);
    expect(ports.every((port) => port >= 20_000 && port < 30_000)).toBe(true);
  });

  it('gives every user a token of its own', () => {
    const tokens = Object.values(state.tokens);
    expect(new Set(tokens).size).toBe(4);
    expect(tokens.every((token) => /^[0-9a-f]{48}$/.test(token))).toBe(true);
  });
});

describe('kubeconfigText', () => {
  it('holds all a client needs in one file', () => {
    const text = kubeconfigText({
      server: 'https://127.0.0.1:1',
      caPem: 'PEM',
      user: 'admin',
      token: 'secret',
    });
    expect(JSON.parse(text)).toEqual({
      apiVersion: 'v1',
      kind: 'Config',
      clusters: [
        {
          name: 'servicehealth-test',
          cluster: { server: 'https://127.0.0.1:1', 'certificate-authority-data': 'UEVN' },
        },
      ],
      users: [{ name: 'admin', user: { token: 'secret' } }],
      contexts: [
        { name: 'servicehealth-test', context: { cluster: 'servicehealth-test', user: 'admin' } },
      ],
      'current-context': 'servicehealth-test',
    });
  });
});

describe('tokenFileText', () => {
  it('gives each component the user that Kubernetes has roles for', () => {
    const tokens = { admin: 'a', controllerManager: 'c', scheduler: 's', node: 'n' };
    expect(tokenFileText(tokens).split('\n')).toEqual([
      'a,admin,admin,"system:masters"',
      'c,system:kube-controller-manager,system:kube-controller-manager,""',
      's,system:kube-scheduler,system:kube-scheduler,""',
      'n,system:node:node-1,system:node:node-1,"system:nodes"',
      '',
    ]);
  });
});

describe('registries', () => {
  it('are reached over loopback under stable names', () => {
    expect(registryHosts(state)).toEqual({
      'registry.zoo.test': `http://127.0.0.1:${state.ports.registry}`,
      'private.zoo.test': `http://127.0.0.1:${state.ports.registryPrivate}`,
      'refused.zoo.test': 'http://127.0.0.1:1',
      'untrusted.zoo.test': `https://127.0.0.1:${state.ports.apiserver}`,
    });
  });

  it('are described with the host table that containerd 1.6 insists on', () => {
    expect(hostsText('http://127.0.0.1:5000')).toBe('server = "http://127.0.0.1:5000"\n[host]\n');
  });

  it('ask for a password only where there is a password file', () => {
    const open = { port: 5000, storage: '/s', passwords: undefined };
    expect(JSON.parse(registryText(open))).not.toHaveProperty('auth');
    expect(JSON.parse(registryText({ ...open, passwords: '/p' }))).toHaveProperty('auth', {
      htpasswd: { realm: 'zoo', path: '/p' },
    });
  });
});

describe('the node', () => {
  it('keeps everything that containerd makes below one folder', () => {
    const text = containerdText({ folder: '/s/containerd', cniPlugins: '/plugins' });
    const paths = text.match(/"\/[^"]*"/g)?.filter((path) => path !== '"/plugins"') ?? [];
    expect(paths.length).toBe(6);
    expect(paths.every((path) => path.startsWith('"/s/containerd/'))).toBe(true);
  });

  it('gives pods addresses of its own range by way of its own bridge', () => {
    expect(JSON.parse(cniText(podNetwork(1), '/d'))).toEqual({
      cniVersion: '0.4.0',
      name: 'svch1',
      plugins: [
        {
          type: 'bridge',
          bridge: 'svch1',
          ipam: {
            type: 'host-local',
            dataDir: '/d',
            ranges: [[{ subnet: '10.244.16.0/20', gateway: '10.244.16.1' }]],
            routes: [{ dst: '0.0.0.0/0' }],
          },
        },
      ],
    });
  });

  it('keeps the back-off and the heartbeat of a real kubelet', () => {
    const text = kubeletText({
      folder: '/k',
      state,
      network: podNetwork(1),
      cgroup: 'servicehealth-1',
      containerdSocket: '/c.sock',
    });
    const config: Record<string, unknown> = JSON.parse(text);
    expect(config).toMatchObject({ address: '10.244.16.1', cgroupRoot: '/servicehealth-1' });
    expect(Object.keys(config).filter((key) => /backoff|Frequency|Lease|gates/i.test(key))).toEqual(
      [],
    );
  });
});

describe('podNetwork', () => {
  const networks = Array.from({ length: 16 }, (_, slot) => podNetwork(slot));

  it.each(['bridge', 'subnet', 'gateway', 'hardwareAddress'] as const)(
    'gives every slot its own %s',
    (key) => {
      expect(new Set(networks.map((network) => network[key])).size).toBe(16);
    },
  );

  it('ends inside 10.244.0.0/16', () => {
    expect(networks.at(-1)).toEqual({
      bridge: 'svch15',
      subnet: '10.244.240.0/20',
      gateway: '10.244.240.1',
      hardwareAddress: '0a:58:0a:f4:f0:01',
    });
  });
});

describe('slotOfAddress', () => {
  it.each([
    ['the first address of a slot', '10.244.16.1', 1],
    ['the last address of the slot before', '10.244.15.255', 0],
    ['the last slot', '10.244.255.254', 15],
    ['another network', '10.245.16.1', undefined],
    ['IPv6', 'fe80::1', undefined],
  ])('knows %s', (_, address, expected) => {
    expect(slotOfAddress(address)).toBe(expected);
  });
});
