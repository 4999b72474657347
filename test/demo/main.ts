// `npm run demo`: the operator at work, without a cluster unless one is asked for.
import { Refusal, type Report } from '../cluster/report.ts';
import { type DemoArguments, helpText, parseDemoArguments } from './arguments.ts';
import { type EmbeddedDemo, withEmbeddedDemo } from './embedded.ts';
import { fullText } from './full.ts';
import { showLive } from './live.ts';
import { liveScenarioName } from './live-story.ts';
import { runOnCluster } from './on-cluster.ts';
import { exitCodes, say, sayVerdict, startReport } from './screen.ts';
import { judgeReports, refuseUnknownService, serviceId } from './verdict.ts';
import { loadWorld, type World } from './world.ts';

const oldestNode = [22, 19] as const;

function isNodeTooOld(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
}

/** The first signal ends the demo in order; npm passes on what the terminal has sent already, so more are ignored. */
function endOnSignals(): AbortSignal {
  const abort = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => abort.abort());
  }
  // Whoever reads the result may have seen enough, as in "npm run demo | head".
  process.stdout.on('error', () => abort.abort());
  return abort.signal;
}

function loadReportedWorld(report: Report): World {
  const world = loadWorld();
  for (const sentence of world.leftOut) report(sentence);
  const events = world.recorded.reduce((sum, { recording }) => sum + recording.events.length, 0);
  report(`${world.recorded.length} scenarios with ${events} recorded changes are loaded`);
  return world;
}

async function showOnce(demo: EmbeddedDemo, world: World, given: DemoArguments): Promise<number> {
  const reports = demo.reports();
  say(await demo.table());
  const id = serviceId(given.service);
  say(`\n${id} in full:\n\n${fullText(reports.get(id)?.object)}`);
  const scenarios = world.recorded.map(({ scenario }) => scenario);
  return sayVerdict(judgeReports(scenarios, reports));
}

async function runEmbedded(given: DemoArguments, signal: AbortSignal): Promise<number> {
  const report = startReport();
  const world = loadReportedWorld(report);
  refuseUnknownService(
    given.service,
    world.recorded.map(({ scenario }) => scenario),
  );
  const live = given.once
    ? undefined
    : world.recorded.find(({ scenario }) => scenario.name === liveScenarioName);
  return withEmbeddedDemo({ world, live, report, signal }, (demo) => {
    return given.once ? showOnce(demo, world, given) : showLive(demo, signal);
  });
}

async function main(): Promise<number> {
  if (isNodeTooOld()) {
    throw new Refusal(
      `The demo needs Node ${oldestNode.join('.')} or newer, this is ${process.version}.`,
    );
  }
  const parsed = parseDemoArguments(process.argv.slice(2));
  if (!parsed.ok) throw new Refusal(parsed.message);
  if (parsed.arguments.help) {
    process.stdout.write(helpText);
    return exitCodes.ok;
  }
  const signal = endOnSignals();
  if (!parsed.arguments.cluster) return runEmbedded(parsed.arguments, signal);
  return runOnCluster({ service: parsed.arguments.service, report: startReport(), signal });
}

function exitCodeOf(error: unknown): number {
  if (error instanceof Error && error.name === 'AbortError') return exitCodes.interrupted;
  const isRefusal = error instanceof Refusal;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return isRefusal ? exitCodes.usage : exitCodes.failed;
}

process.exitCode = await main().catch(exitCodeOf);
