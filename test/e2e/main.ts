// `npm run e2e`: a cluster, the tests against it, and everything as it was before.
import { spawn } from 'node:child_process';
import { mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import {
  type Cluster,
  type ClusterOptions,
  clusterDown,
  clusterStatus,
  clusterUp,
} from '../cluster/cluster.ts';
import { Refusal } from '../cluster/report.ts';
import { loadScenario, scenarioNames } from '../zoo/scenario.ts';
import { type E2eArguments, helpText, parseE2eArguments } from './arguments.ts';
import { cleanUp, refuseForeignNamespaces } from './cleanup.ts';
import { endLeftOperators, operatorLog } from './operator-process.ts';
import { beginPhase, describePhases, phasesBegun } from './phases.ts';
import { namespacesOf, outputFolder, projectFolder, type Run, variableName } from './run.ts';

const exitCodes = { ok: 0, failed: 1, usage: 2 } as const;
const logLinesShown = 30;
const started = Date.now();

function report(line: string): void {
  const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(6);
  process.stderr.write(`${seconds}s  ${line}\n`);
}

function chosenScenarios(given: E2eArguments): readonly string[] {
  const known = scenarioNames();
  const unknown = given.scenarios.filter((name) => !known.includes(name));
  if (unknown.length > 0) throw new Refusal(`The zoo has no ${unknown.join(', ')}.`);
  if (given.scenarios.length > 0) return given.scenarios;
  return known.filter((name) => {
    const { run, always } = loadScenario(name).expected.live;
    return run && (given.all || always);
  });
}

function runOf(cluster: Cluster, scenarios: readonly string[], given: E2eArguments): Run {
  return {
    kubeconfig: cluster.kubeconfigPath,
    kubectl: cluster.kubectlPath,
    server: cluster.server,
    caFile: cluster.caFile,
    scenarios: [...scenarios],
    isWholeZoo: given.scenarios.length === 0,
    stretchMs: given.stretchMs,
    hasOutage: given.outage,
    stateFolder: given.kubeconfig === undefined ? given.state : '',
  };
}

/** Ends when the tests end; an interrupt ends the tests, and what comes after them still happens. */
async function runTests(run: Run): Promise<number> {
  const vitest = join(projectFolder, 'node_modules/vitest/vitest.mjs');
  const words = [vitest, 'run', '--config', 'test/e2e/vitest.config.ts'];
  const child = spawn(process.execPath, words, {
    cwd: projectFolder,
    stdio: ['ignore', 'inherit', 'inherit'],
    env: { ...process.env, [variableName]: JSON.stringify(run) },
  });
  function stop(): void {
    child.kill('SIGTERM');
  }
  process.on('SIGINT', stop).on('SIGTERM', stop);
  return new Promise((resolve, reject) => {
    child.on('error', reject);
    child.on('exit', (code) => resolve(code ?? exitCodes.failed));
  });
}

function sayLastWords(): void {
  const tail = operatorLog().trimEnd().split('\n').slice(-logLinesShown).join('\n');
  process.stderr.write(`The end of .tmp/e2e/operator.log:\n${tail}\n`);
}

/** Tests that ended in the middle of the outage leave a cluster without an API server. */
async function repair({ stateFolder }: Run): Promise<void> {
  if (stateFolder !== '') await clusterUp({ state: stateFolder, report: () => undefined });
}

/** A cluster that is taken down takes along what this run made. */
async function tidyUp(run: Run, isDoomed: boolean): Promise<void> {
  if (isDoomed) return endLeftOperators();
  await repair(run);
  report('removing what this run made');
  await cleanUp(run);
}

async function testOn(run: Run, { keep, isDoomed }: { keep: boolean; isDoomed: boolean }) {
  await refuseForeignNamespaces(run, namespacesOf(run.scenarios.map(loadScenario)));
  report('removing what an earlier run may have left');
  await cleanUp(run);
  rmSync(outputFolder, { recursive: true, force: true });
  mkdirSync(outputFolder, { recursive: true });
  try {
    const code = await runTests(run);
    if (code !== exitCodes.ok) sayLastWords();
    return code;
  } finally {
    beginPhase('what the run made is removed');
    if (keep) await repair(run);
    else await tidyUp(run, isDoomed);
  }
}

async function main(): Promise<number> {
  const given = parseE2eArguments(process.argv.slice(2));
  if (given.help) {
    process.stdout.write(helpText);
    return exitCodes.ok;
  }
  const scenarios = chosenScenarios(given);
  const { state, yes, install, keep, kubeconfig } = given;
  const options: ClusterOptions = { state, yes, install, ...(kubeconfig && { kubeconfig }) };
  const isGuest = kubeconfig !== undefined || (await clusterStatus({ state })).isHealthy;
  const isDoomed = !isGuest && !keep;
  const cluster = await clusterUp({ ...options, report });
  try {
    return await testOn(runOf(cluster, scenarios, given), { keep, isDoomed });
  } finally {
    if (isDoomed) await clusterDown({ state, report });
    const begun = phasesBegun().filter(({ startMs }) => startMs >= started);
    const phases = [{ name: 'the cluster is made', startMs: started }, ...begun];
    process.stderr.write(`${describePhases(phases, Date.now())}\n`);
  }
}

try {
  process.exitCode = await main();
} catch (error) {
  const isUsage = error instanceof Refusal;
  process.stderr.write(`${isUsage ? error.message : String(error)}\n`);
  process.exitCode = isUsage ? exitCodes.usage : exitCodes.failed;
}
