// A whole cluster in one process: the fake API server, and the operator as main.ts builds it, with short waits.
import { onTestFinished } from 'vitest';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { Cluster } from '../../src/cluster.ts';
import { parseSettings } from '../../src/config.ts';
import { createKubeClient } from '../../src/kube/client.ts';
import { PooledKubeConfig } from '../../src/kube/kube-config.ts';
import { createLog } from '../../src/log.ts';
import { startFakeApiServer } from '../fake-apiserver/server.ts';
import type { FakeApiServer, FakeApiServerOptions, KubeJson } from '../fake-apiserver/types.ts';
import { SHORT, until } from '../kube/support.ts';

export const HEALTHS = 'servicehealth.dev/v1alpha1/servicehealths';

const rules = await loadCatalogue();

export async function startServer(options: FakeApiServerOptions = {}): Promise<FakeApiServer> {
  const server = await startFakeApiServer(options);
  onTestFinished(() => server.close());
  return server;
}

/** An operator that watches this server until the test ends. */
export async function startOperator(
  server: FakeApiServer,
  flags: readonly string[] = [],
): Promise<Cluster> {
  const parsed = parseSettings(['--log-level', 'error', ...flags], {});
  if (parsed.kind !== 'run') throw new Error('the settings are not accepted');
  const kubeConfig = new PooledKubeConfig();
  kubeConfig.loadFromString(server.kubeconfig);
  const client = createKubeClient(kubeConfig, { version: 'test' });
  const log = createLog('error');
  const cluster = new Cluster({
    settings: parsed.settings,
    kubeConfig,
    client,
    rules,
    log,
    timing: SHORT,
  });
  onTestFinished(async () => {
    await cluster.stop();
    await client.close();
  });
  await cluster.start();
  return cluster;
}

/** What `kubectl get servicehealth` would show: "namespace/name" to the word. */
export function words(server: FakeApiServer): Readonly<Record<string, string>> {
  const entries = server.store.list(HEALTHS).map(({ metadata, status }) => {
    const { health = '' } = Object(status);
    return [`${metadata.namespace}/${metadata.name}`, String(health)];
  });
  return Object.fromEntries(entries);
}

export async function untilWords(
  server: FakeApiServer,
  expected: Readonly<Record<string, string>>,
): Promise<void> {
  const wanted = Object.entries(expected);
  await until(() => {
    const now = words(server);
    return wanted.every(([name, word]) => now[name] === word);
  });
}

/** How many status writes the server has seen for this object. */
export function statusWrites(server: FakeApiServer, name: string): number {
  return server.requests.filter(
    ({ method, path }) => method === 'PATCH' && path.endsWith(`/servicehealths/${name}/status`),
  ).length;
}

/** A pod that nobody owns, ready since an hour ago; label app names its service. */
export function readyPod(app: string, more: Readonly<Record<string, unknown>> = {}): KubeJson {
  const since = new Date(Date.now() - 3_600_000).toISOString();
  const { metadata = {}, ...rest } = more;
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: {
      name: `${app.toLowerCase().replaceAll(/[^a-z0-9-]/g, '-')}-1`,
      namespace: 'shop',
      creationTimestamp: since,
      labels: { app },
      ...Object(metadata),
    },
    spec: { containers: [{ name: 'app', image: 'registry.example/app:1.0.0' }] },
    status: {
      phase: 'Running',
      conditions: [{ type: 'Ready', status: 'True', lastTransitionTime: since }],
      containerStatuses: [
        { name: 'app', ready: true, restartCount: 0, state: { running: { startedAt: since } } },
      ],
    },
    ...rest,
  };
}
