import { type Arguments, helpText, parseArguments } from './arguments.ts';
import {
  type ClusterOptions,
  type ClusterStatus,
  clusterDown,
  clusterStatus,
  clusterUp,
} from './cluster.ts';
import { Refusal, type Report } from './report.ts';

const exitCodes = { ok: 0, failed: 1, usage: 2, noCluster: 3 } as const;

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Progress goes to stderr, so that stdout holds only what can be used. */
function startReport(): Report {
  const started = Date.now();
  return (line) => {
    const seconds = ((Date.now() - started) / 1000).toFixed(1).padStart(6);
    process.stderr.write(`${seconds}s  ${line}\n`);
  };
}

async function up(options: ClusterOptions, report: Report): Promise<number> {
  const cluster = await clusterUp({ ...options, report });
  report(`ready: ${cluster.server}`);
  say(`export KUBECONFIG=${cluster.kubeconfigPath}`);
  return exitCodes.ok;
}

async function down(options: ClusterOptions, report: Report): Promise<number> {
  const wasThere = await clusterDown({ ...options, report });
  report(wasThere ? 'nothing of it is left' : 'there is no cluster');
  return exitCodes.ok;
}

function statusLines(found: ClusterStatus): readonly string[] {
  return [
    ...found.components.map(({ name, pid, isUp }) =>
      [name.padEnd(24), String(pid ?? '-').padEnd(9), isUp ? 'up' : 'down'].join(' '),
    ),
    `server version           ${found.serverVersion ?? 'no answer'}`,
    `node                     ${found.isNodeReady ? 'Ready' : 'not Ready'}`,
    `KUBECONFIG               ${found.kubeconfigPath}`,
  ];
}

async function status(options: ClusterOptions): Promise<number> {
  const found = await clusterStatus(options);
  if (!found.exists) {
    say('There is no cluster; "npm run cluster:up" makes one.');
    return exitCodes.noCluster;
  }
  for (const line of statusLines(found)) say(line);
  return found.isHealthy ? exitCodes.ok : exitCodes.failed;
}

function optionsOf(given: Arguments): ClusterOptions {
  const { state, provider, yes, install, forceRebuild, kubeconfig } = given;
  return {
    state,
    provider,
    yes,
    install,
    forceRebuild,
    ...(kubeconfig === undefined ? {} : { kubeconfig }),
  };
}

const verbs = { up, down, status };

async function run(): Promise<number> {
  const parsed = parseArguments(process.argv.slice(2), process.env);
  if (!parsed.ok) {
    process.stderr.write(`${parsed.message}\n`);
    return exitCodes.usage;
  }
  const { verb } = parsed.arguments;
  if (verb !== 'help') return verbs[verb](optionsOf(parsed.arguments), startReport());
  process.stdout.write(helpText);
  return exitCodes.ok;
}

try {
  process.exitCode = await run();
} catch (error) {
  const text = error instanceof Refusal ? error.message : String(error);
  process.stderr.write(`${text}\n`);
  process.exitCode = exitCodes.failed;
}
