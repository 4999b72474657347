// The composition root: settings become a client, a cluster and a health server, started in this order.

import { loadCatalogue } from './classify/catalogue.ts';
import { Cluster } from './cluster.ts';
import type { Settings } from './config.ts';
import { createKubeClient } from './kube/client.ts';
import { PooledKubeConfig } from './kube/kube-config.ts';
import type { Log } from './log.ts';
import { startHealthServer } from './ops/health-server.ts';
import { PROGRAM_VERSION } from './version.ts';

/** A running operator. */
export interface RunningOperator {
  /** Ends watches, looks, writes and the health server; takes seconds at most. */
  stop(): Promise<void>;
}

/** Starts everything. Rejects only for what no waiting mends: an unusable kubeconfig file, a port that is taken. */
export async function run(settings: Settings, log: Log): Promise<RunningOperator> {
  const kubeConfig = loadKubeConfig(settings);
  const client = createKubeClient(kubeConfig, { version: PROGRAM_VERSION });
  const rules = await loadCatalogue();
  const cluster = new Cluster({ settings, client, kubeConfig, rules, log });
  const health = await startHealthServer(settings.healthAddress, () => cluster.readiness());
  log.info('servicehealth starts', {
    version: PROGRAM_VERSION,
    address: health.address,
    count: rules.length,
  });
  await cluster.start();
  return {
    async stop() {
      await cluster.stop();
      await health.close();
      await client.close();
    },
  };
}

/** What client-node makes up when it finds no configuration at all. */
const MADE_UP_SERVER = 'http://localhost:8080';

/** A setting whose value only shows to be wrong when it is used. */
class WrongSetting extends Error {
  override readonly name = 'WrongSetting';
}

function loadKubeConfig({ kubeconfig }: Settings): PooledKubeConfig {
  const kubeConfig = new PooledKubeConfig();
  try {
    if (kubeconfig === '') kubeConfig.loadFromDefault();
    else kubeConfig.loadFromFile(kubeconfig);
  } catch (error) {
    const reason = error instanceof Error ? error.message.split('\n')[0] : String(error);
    const got = JSON.stringify(kubeconfig.slice(0, 100));
    throw new WrongSetting(`--kubeconfig: got ${got}, allowed: a kubeconfig file (${reason})`);
  }
  const server = kubeConfig.getCurrentCluster()?.server;
  if (kubeconfig === '' && server === MADE_UP_SERVER) {
    throw new WrongSetting(
      'no cluster is configured: run in a pod, or give --kubeconfig, $KUBECONFIG or ~/.kube/config',
    );
  }
  if (server !== undefined) return kubeConfig;
  throw new WrongSetting('--kubeconfig: got a file whose current-context names no cluster');
}
