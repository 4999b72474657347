// The demo on a real cluster: real pods that really fail, the real kubectl, and everything taken away afterwards.
import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { type Cluster, clusterDown, clusterStatus, clusterUp } from '../cluster/cluster.ts';
import { Refusal, type Report } from '../cluster/report.ts';
import { ClusterClient } from '../zoo/cluster-client.ts';
import { loadScenario, type Scenario, scenarioNames } from '../zoo/scenario.ts';
import type { ServiceName } from './arguments.ts';
import { Operator } from './operator.ts';
import { say, sayVerdict } from './screen.ts';
import {
  judgeReports,
  type Reports,
  readReports,
  refuseUnknownService,
  type Verdict,
  verdictLine,
} from './verdict.ts';
import {
  applyZoo,
  installDefinition,
  listReports,
  removeDefinition,
  removeReportsExcept,
  removeZoo,
  takenNamespaces,
} from './zoo-on-cluster.ts';

const waitLimitMs = 240_000;
/** The last scenarios are applied late, and one node is slow: what needs longer than this cannot be waited for. */
const longestStoryMs = 150_000;

/** What the demo on a cluster is asked for. */
export interface ClusterDemo {
  readonly service: ServiceName;
  readonly report: Report;
  readonly signal: AbortSignal;
}

/** Those that are over in time; the others are named. */
function scenariosInTime(report: Report): readonly Scenario[] {
  return scenarioNames()
    .map(loadScenario)
    .filter(({ name, expected }) => {
      const bys = expected.services.flatMap(({ steps }) => steps.map(({ by }) => by));
      const isInTime = expected.live.run && Math.max(...bys) <= longestStoryMs;
      if (!isInTime) report(`${name} is left out: it takes longer than the demo waits`);
      return isInTime;
    });
}

async function openOrMake(report: Report): Promise<{ cluster: Cluster; isOurs: boolean }> {
  try {
    const isOurs = !(await clusterStatus()).exists;
    return { cluster: await clusterUp({ report }), isOurs };
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    // The sentence may name flags that the demo does not have.
    const whose = sentence.includes(' --') ? ' Its flags are those of "npm run cluster:up".' : '';
    throw new Refusal(sentence + whose, { cause: error });
  }
}

/** What it learns of the server it keeps in a folder, which goes with it. */
async function kubectl(cluster: Cluster, words: readonly string[]): Promise<string> {
  const folder = mkdtempSync(join(tmpdir(), 'servicehealth-demo-'));
  try {
    const flags = ['--kubeconfig', cluster.kubeconfigPath, '--cache-dir', folder];
    const { stdout } = await promisify(execFile)(cluster.kubectlPath, [...flags, ...words]);
    return stdout;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Of the namespaces of these scenarios only. */
async function readZooReports(
  client: ClusterClient,
  scenarios: readonly Scenario[],
): Promise<Reports> {
  const namespaces = new Set(scenarios.map(({ namespace }) => namespace));
  const reports = readReports(await listReports(client));
  return new Map([...reports].filter(([id]) => namespaces.has(id.split('/')[0] ?? '')));
}

interface Waiting extends ClusterDemo {
  readonly client: ClusterClient;
  readonly operator: Operator;
  readonly scenarios: readonly Scenario[];
}

/** Until all is as expected at the same time, or the patience ends. */
async function awaitVerdict({
  client,
  operator,
  scenarios,
  report,
  signal,
}: Waiting): Promise<Verdict> {
  const deadline = Date.now() + waitLimitMs;
  let last = '';
  for (;;) {
    operator.assertRunning();
    const verdict = judgeReports(scenarios, await readZooReports(client, scenarios));
    if (verdict.complaints.length === 0 || Date.now() > deadline) return verdict;
    if (verdictLine(verdict) !== last) report(verdictLine(verdict));
    last = verdictLine(verdict);
    await sleep(2_000, undefined, { signal });
  }
}

async function show(cluster: Cluster, { namespace, name }: ServiceName): Promise<void> {
  say(await kubectl(cluster, ['get', 'servicehealth', '--all-namespaces']));
  const one = ['get', 'servicehealth', name, '--namespace', namespace, '--output', 'yaml'];
  say(`${namespace}/${name} in full:\n\n${await kubectl(cluster, one)}`);
}

async function watchZoo(cluster: Cluster, waiting: Waiting): Promise<number> {
  const { client, operator, scenarios, report, signal, service } = waiting;
  await operator.ready(signal);
  report('the operator watches');
  const applying = applyZoo(client, scenarios, {
    signal,
    onWave: (count) => report(`${count} of ${scenarios.length} scenarios are applied`),
  });
  const [, verdict] = await Promise.all([applying, awaitVerdict(waiting)]);
  await show(cluster, service);
  return sayVerdict(verdict);
}

async function refuseTakenNamespaces(
  client: ClusterClient,
  scenarios: readonly Scenario[],
): Promise<void> {
  const taken = await takenNamespaces(client, scenarios);
  if (taken.length === 0) return;
  throw new Refusal(`The cluster holds the zoo already (${taken.join(', ')}): delete it first.`);
}

/** Everything on an open cluster, which is left as it was. */
async function showOnCluster(
  cluster: Cluster,
  scenarios: readonly Scenario[],
  demo: ClusterDemo,
): Promise<number> {
  const { report, signal } = demo;
  const client = new ClusterClient(cluster.kubeconfigPath);
  await refuseTakenNamespaces(client, scenarios);
  const isDefinitionNew = await installDefinition(client, signal);
  const before = await listReports(client);
  const operator = new Operator(cluster.kubeconfigPath);
  function kill(): void {
    operator.kill();
  }
  process.once('exit', kill);
  try {
    return await watchZoo(cluster, { ...demo, client, operator, scenarios });
  } finally {
    await operator.stop();
    process.off('exit', kill);
    report('removing the zoo');
    await removeZoo(client, scenarios);
    await removeReportsExcept(client, before);
    if (isDefinitionNew) await removeDefinition(client);
    report('the cluster is as it was');
  }
}

export async function runOnCluster(demo: ClusterDemo): Promise<number> {
  const { report, service } = demo;
  const scenarios = scenariosInTime(report);
  refuseUnknownService(service, scenarios);
  const { cluster, isOurs } = await openOrMake(report);
  try {
    return await showOnCluster(cluster, scenarios, demo);
  } finally {
    if (isOurs) await clusterDown({ report });
  }
}
