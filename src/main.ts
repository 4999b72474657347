// The composition root: settings, client, cluster, signals. The only file that may end the process.

import { loadCatalogue } from './classify/catalogue.ts';
import { Cluster } from './cluster.ts';
import { parseSettings, type Settings } from './config.ts';
import { createKubeClient } from './kube/client.ts';
import { PooledKubeConfig } from './kube/kube-config.ts';
import { createLog, type Log } from './log.ts';
import { startHealthServer } from './ops/health-server.ts';
import { PROGRAM_VERSION } from './version.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
/** Kubernetes kills after 30 s; whoever hangs for this long will not end by itself. */
const STOP_LIMIT_MS = 15_000;

/** undici 8, which carries every request, refuses older ones with an error nobody understands. */
const OLDEST_NODE = [22, 19] as const;

function isNodeTooOld(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
}

async function main(): Promise<void> {
  if (isNodeTooOld())
    refuse(`needs Node ${OLDEST_NODE.join('.')} or newer, runs on ${process.version}`);
  const parsed = parseSettings(process.argv.slice(2), process.env);
  if (parsed.kind === 'wrong') return refuse(parsed.message);
  if (parsed.kind === 'help') {
    process.stdout.write(parsed.text);
    return;
  }
  await run(parsed.settings);
}

async function run(settings: Settings): Promise<void> {
  const log = createLog(settings.logLevel);
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
  onSignal(log, async () => {
    await cluster.stop();
    await health.close();
    await client.close();
  });
  await cluster.start();
}

function loadKubeConfig({ kubeconfig }: Settings): PooledKubeConfig {
  const kubeConfig = new PooledKubeConfig();
  if (kubeconfig === '') kubeConfig.loadFromDefault();
  else kubeConfig.loadFromFile(kubeconfig);
  return kubeConfig;
}

/** The first signal ends cleanly, a second one at once. */
function onSignal(log: Log, stop: () => Promise<void>): void {
  let isStopping = false;
  function end(signal: NodeJS.Signals): void {
    if (isStopping) process.exit(EXIT_FAILED);
    isStopping = true;
    log.info('stopping', { reason: signal });
    setTimeout(() => process.exit(EXIT_FAILED), STOP_LIMIT_MS).unref();
    stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  }
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

function refuse(message: string): void {
  process.stderr.write(`servicehealth: ${message}\n`);
  process.exit(EXIT_USAGE);
}

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`servicehealth: ${message}\n`);
  process.exit(EXIT_FAILED);
}

main().catch(fail);
