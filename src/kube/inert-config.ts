import { KubeConfig } from '@kubernetes/client-node';

const METHOD = 'loadFromDefault';

/**
 * Runs a constructor that insists on loading the default kubeconfig. A broken ~/.kube/config would otherwise end a
 * program that was given another one; so for the length of this synchronous call it loads a cluster that is nowhere.
 */
export function withoutDefaultConfig<T>(construct: () => T): T {
  const original = Object.getOwnPropertyDescriptor(KubeConfig.prototype, METHOD);
  if (original === undefined) throw new Error(`client-node has no KubeConfig.${METHOD} any more`);
  Object.defineProperty(KubeConfig.prototype, METHOD, { ...original, value: loadNowhere });
  try {
    return construct();
  } finally {
    Object.defineProperty(KubeConfig.prototype, METHOD, original);
  }
}

function loadNowhere(this: KubeConfig): void {
  // RFC 6761 reserves .invalid: should anybody ever connect, nobody is there.
  const cluster = {
    name: 'none',
    server: 'https://default-kubeconfig.invalid',
    skipTLSVerify: false,
  };
  this.loadFromClusterAndUser(cluster, { name: 'none' });
}
