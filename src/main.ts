// Where the process begins and ends: command line, signals, exit codes. The only file that may end the process.

import { parseSettings, type Settings } from './config.ts';
import type { RunningOperator } from './run.ts';

const EXIT_FAILED = 1;
const EXIT_USAGE = 2;
/** Kubernetes kills after 30 s; whoever hangs for this long will not end by itself. */
const STOP_LIMIT_MS = 15_000;

/** Older ones cannot even load the HTTP client, which is why all but the command line is imported later. */
const OLDEST_NODE = [22, 19] as const;

function isNodeTooOld(): boolean {
  const [major = 0, minor = 0] = process.versions.node.split('.').map(Number);
  return major < OLDEST_NODE[0] || (major === OLDEST_NODE[0] && minor < OLDEST_NODE[1]);
}

async function main(): Promise<void> {
  if (isNodeTooOld()) {
    refuse(`needs Node ${OLDEST_NODE.join('.')} or newer, but runs on ${process.version}`);
  }
  const parsed = parseSettings(process.argv.slice(2), process.env);
  if (parsed.kind === 'wrong') refuse(parsed.message);
  else if (parsed.kind === 'help') process.stdout.write(parsed.text);
  else await start(parsed.settings);
}

async function start(settings: Settings): Promise<void> {
  const [{ createLog }, { run }] = await Promise.all([import('./log.ts'), import('./run.ts')]);
  const log = createLog(settings.logLevel);
  const running = run(settings, log);
  onSignal(running, (signal) => log.info('stopping', { reason: signal }));
  await running;
}

/** The first signal ends cleanly, a second one at once. */
function onSignal(running: Promise<RunningOperator>, tell: (signal: string) => void): void {
  let isStopping = false;
  function end(signal: NodeJS.Signals): void {
    if (isStopping) process.exit(EXIT_FAILED);
    isStopping = true;
    tell(signal);
    setTimeout(() => process.exit(EXIT_FAILED), STOP_LIMIT_MS).unref();
    running
      .then((operator) => operator.stop())
      .then(
        () => process.exit(0),
        (error: unknown) => fail(error),
      );
  }
  process.on('SIGTERM', end);
  process.on('SIGINT', end);
}

function refuse(message: string): never {
  process.stderr.write(`servicehealth: ${message}\n`);
  process.exit(EXIT_USAGE);
}

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  // By name: the class itself is imported later than this may be needed.
  if (error instanceof Error && error.name === 'WrongSetting') refuse(message);
  process.stderr.write(`servicehealth: ${message}\n`);
  process.exit(EXIT_FAILED);
}

main().catch(fail);
