// Applies the zoo to a real cluster and takes it away again.
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';
import { parse } from 'yaml';
import { z } from 'zod';
import { removeClusterScoped, takeStep } from '../zoo/applying.ts';
import type { ClusterClient } from '../zoo/cluster-client.ts';
import type { Scenario } from '../zoo/scenario.ts';

const definitionFile = new URL('../../crds/servicehealth.yaml', import.meta.url);
const definitionPath =
  '/apis/apiextensions.k8s.io/v1/customresourcedefinitions/servicehealths.servicehealth.dev';
const reportsPath = '/apis/servicehealth.dev/v1alpha1/servicehealths';

/** Pods that ignore SIGTERM need their time, too. */
const patienceMs = 120_000;
/** One small node makes pods one after another: scenarios with a deadline should not wait for others. */
const waveSize = 6;
const wavePauseMs = 8_000;

async function until(
  what: string,
  signal: AbortSignal | undefined,
  isDone: () => Promise<boolean>,
): Promise<void> {
  const deadline = Date.now() + patienceMs;
  while (!(await isDone())) {
    if (Date.now() > deadline)
      throw new Error(`Waited ${patienceMs / 1000} s in vain for ${what}.`);
    await sleep(300, undefined, signal && { signal });
  }
}

async function patch(client: ClusterClient, path: string, object: unknown): Promise<void> {
  await client.must(`${path}?fieldManager=zoo&force=true`, {
    method: 'PATCH',
    contentType: 'application/apply-patch+yaml',
    body: JSON.stringify(object),
  });
}

/** Returns true when the resource type was not there before. */
export async function installDefinition(
  client: ClusterClient,
  signal: AbortSignal,
): Promise<boolean> {
  const isNew = (await client.call(definitionPath)).status === 404;
  if (!isNew) return false;
  await patch(client, definitionPath, parse(readFileSync(definitionFile, 'utf8')));
  await until('the ServiceHealth resource to be served', signal, async () => {
    return (await client.call(reportsPath)).status === 200;
  });
  return true;
}

export async function removeDefinition(client: ClusterClient): Promise<void> {
  await client.call(definitionPath, { method: 'DELETE' });
}

const listSchema = z.object({ items: z.array(z.unknown()) });
const objectSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string(), namespace: z.string() }),
});

export async function listReports(client: ClusterClient): Promise<readonly unknown[]> {
  return listSchema.parse(JSON.parse(await client.must(reportsPath))).items;
}

function pathOf(report: unknown): string {
  const { name, namespace } = objectSchema.parse(report).metadata;
  return `/apis/servicehealth.dev/v1alpha1/namespaces/${namespace}/servicehealths/${name}`;
}

/** The operator looks at every namespace: what it wrote of others than ours goes, too. */
export async function removeReportsExcept(
  client: ClusterClient,
  kept: readonly unknown[],
): Promise<void> {
  const old = new Set(kept.map(pathOf));
  const paths = (await listReports(client)).map(pathOf).filter((path) => !old.has(path));
  for (const path of paths) await client.call(path, { method: 'DELETE' });
}

export async function takenNamespaces(
  client: ClusterClient,
  scenarios: readonly Scenario[],
): Promise<readonly string[]> {
  const taken: string[] = [];
  for (const { namespace } of scenarios) {
    const { status } = await client.call(`/api/v1/namespaces/${namespace}`);
    if (status !== 404) taken.push(namespace);
  }
  return taken;
}

/** With its service account: before, pods are refused, which would be another story than the scenario's. */
async function createNamespace(
  client: ClusterClient,
  namespace: string,
  signal: AbortSignal,
): Promise<void> {
  const body = JSON.stringify({
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: namespace },
  });
  const contentType = 'application/json';
  await client.must('/api/v1/namespaces', { method: 'POST', contentType, body });
  await until(`the service account of ${namespace}`, signal, async () => {
    const path = `/api/v1/namespaces/${namespace}/serviceaccounts/default`;
    return (await client.call(path)).status === 200;
  });
}

async function applyScenario(
  client: ClusterClient,
  scenario: Scenario,
  signal: AbortSignal,
): Promise<void> {
  await createNamespace(client, scenario.namespace, signal);
  const startMs = Date.now();
  for (const step of scenario.steps) {
    await sleep(Math.max(0, startMs + step.afterMs - Date.now()), undefined, { signal });
    await takeStep(client, step);
  }
}

/** Resolves when the last step of the last scenario is applied. */
export async function applyZoo(
  client: ClusterClient,
  scenarios: readonly Scenario[],
  { signal, onWave }: { readonly signal: AbortSignal; readonly onWave: (count: number) => void },
): Promise<void> {
  const applying: Promise<void>[] = [];
  for (let from = 0; from < scenarios.length; from += waveSize) {
    const wave = scenarios.slice(from, from + waveSize);
    for (const scenario of wave) applying.push(applyScenario(client, scenario, signal));
    onWave(from + wave.length);
    // A failure is thrown below; before that it must not end the process.
    Promise.all(applying).catch(() => undefined);
    await sleep(wavePauseMs, undefined, { signal });
  }
  await Promise.all(applying);
}

async function deleteNamespace(client: ClusterClient, namespace: string): Promise<void> {
  const path = `/api/v1/namespaces/${namespace}`;
  await client.call(path, { method: 'DELETE' });
  await until(`namespace ${namespace} to go away`, undefined, async () => {
    return (await client.call(path)).status === 404;
  });
}

export async function removeZoo(
  client: ClusterClient,
  scenarios: readonly Scenario[],
): Promise<void> {
  await Promise.all(
    scenarios.map(async (scenario) => {
      await deleteNamespace(client, scenario.namespace);
      await removeClusterScoped(client, scenario);
    }),
  );
}
