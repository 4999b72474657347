// `npm run demo`: the operator at work, without a cluster unless one is asked for.
import { setTimeout as sleep } from 'node:timers/promises';
import { Refusal, type Report } from '../cluster/report.ts';
import { type DemoArguments, helpText, parseDemoArguments } from './arguments.ts';
import { type EmbeddedDemo, withEmbeddedDemo } from './embedded.ts';
import { fullText } from './full.ts';
import { judgeReports, promisedServices, serviceId, verdictLine } from './verdict.ts';
import { loadWorld, type World } from './world.ts';

const exitCodes = { ok: 0, failed: 1, usage: 2, interrupted: 130 } as const;
const oldestNode = [22, 19] as const;
const redrawMs = 2_000;
/** Cursor to the corner, and everything from there on erased. */
const clearScreen = '\u001b[H\u001b[2J';

function isNodeTooOld(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major < oldestNode[0] || (major === oldestNode[0] && minor < oldestNode[1]);
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Progress goes to stderr, so that stdout holds only the result. */
function startReport(): Report {
  const started = performance.now();
  return (line) => {
    const seconds = ((performance.now() - started) / 1000).toFixed(1).padStart(6);
    process.stderr.write(`${seconds}s  ${line}\n`);
  };
}

/** The first signal ends the demo in order; npm passes on what the terminal has sent already, so more are ignored. */
function endOnSignals(): AbortSignal {
  const abort = new AbortController();
  for (const name of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) {
    process.on(name, () => abort.abort());
  }
  return abort.signal;
}

function loadReportedWorld(report: Report): World {
  const world = loadWorld();
  for (const sentence of world.leftOut) report(sentence);
  const events = world.recorded.reduce((sum, { recording }) => sum + recording.events.length, 0);
  report(`${world.recorded.length} scenarios with ${events} recorded changes are loaded`);
  return world;
}

function refuseUnknownService({ service }: DemoArguments, world: World): void {
  const known = promisedServices(world.recorded.map(({ scenario }) => scenario));
  if (known.includes(serviceId(service))) return;
  throw new Refusal(`There is no service ${serviceId(service)}; there are ${known.join(', ')}.`);
}

async function showOnce(demo: EmbeddedDemo, world: World, given: DemoArguments): Promise<number> {
  const reports = demo.reports();
  say(await demo.table());
  const id = serviceId(given.service);
  say(`\n${id} in full:\n\n${fullText(reports.get(id))}`);
  const verdict = judgeReports(
    world.recorded.map(({ scenario }) => scenario),
    reports,
  );
  say(verdictLine(verdict));
  for (const complaint of verdict.complaints) process.stderr.write(`\n${complaint}\n`);
  return verdict.complaints.length === 0 ? exitCodes.ok : exitCodes.failed;
}

async function showUntilStopped(demo: EmbeddedDemo, signal: AbortSignal): Promise<number> {
  const hints = [
    `export KUBECONFIG=${demo.kubeconfigFile}`,
    'kubectl get servicehealth --all-namespaces      works in another terminal; Ctrl-C ends the demo',
  ].join('\n');
  while (!signal.aborted) {
    demo.assertRunning();
    const table = await demo.table();
    say(`${process.stdout.isTTY ? clearScreen : ''}${table}\n\n${hints}\n`);
    await sleep(redrawMs, undefined, { signal }).catch(() => undefined);
  }
  return exitCodes.ok;
}

async function runEmbedded(given: DemoArguments, signal: AbortSignal): Promise<number> {
  const report = startReport();
  const world = loadReportedWorld(report);
  refuseUnknownService(given, world);
  return withEmbeddedDemo({ world, report, signal }, (demo) => {
    return given.once ? showOnce(demo, world, given) : showUntilStopped(demo, signal);
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
  return runEmbedded(parsed.arguments, endOnSignals());
}

function exitCodeOf(error: unknown): number {
  if (error instanceof Error && error.name === 'AbortError') return exitCodes.interrupted;
  const isRefusal = error instanceof Refusal;
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  return isRefusal ? exitCodes.usage : exitCodes.failed;
}

process.exitCode = await main().catch(exitCodeOf);
