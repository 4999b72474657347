// The operator as its users run it: a process of its own, with a kubeconfig and nothing else.
import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { endProcesses, identityOf, type ProcessIdentity } from '../cluster/processes.ts';
import { outputFolder, projectFolder } from './run.ts';
import { waitUntil } from './wait.ts';

/** Of the operator under test, and of a second one that is confined to a namespace. */
const operatorNames = ['operator', 'limited'] as const;
type OperatorName = (typeof operatorNames)[number];

function logFileOf(name: OperatorName): string {
  return join(outputFolder, `${name}.log`);
}

/** For whoever has to tidy up after a run that was killed. */
function pidFileOf(name: OperatorName): string {
  return join(outputFolder, `${name}.pid`);
}

export interface HttpAnswer {
  readonly status: number;
  readonly text: string;
}

export interface Ending {
  readonly code: number | null;
  readonly signal: NodeJS.Signals | null;
  readonly tookMs: number;
}

/** Everything it logged in this run, restarts included. */
export function operatorLog(name: OperatorName = 'operator'): string {
  const file = logFileOf(name);
  return existsSync(file) ? readFileSync(file, 'utf8') : '';
}

/** Ends the operators of a run that could not do it itself. */
export async function endLeftOperators(): Promise<void> {
  for (const file of operatorNames.map(pidFileOf).filter((candidate) => existsSync(candidate))) {
    const identity: ProcessIdentity = JSON.parse(readFileSync(file, 'utf8'));
    await endProcesses([identity], 5_000);
    rmSync(file);
  }
}

function addressIn(log: string): string | undefined {
  return /"address":"([^"]+)"/.exec(log)?.[1];
}

export interface OperatorSetup {
  readonly name: OperatorName;
  readonly kubeconfig: string;
  readonly flags: readonly string[];
}

/** Some lines of a ready operator only inform: of pods without a service, of services beyond a limit. */
const amiss =
  /^(\w+( in [\w-]+)?( \(optional\))?: (idle|syncing|stale|refused|absent|stopped)|writing: )/m;

/** Ready, and with nothing amiss: of an optional source that is refused it says so and is ready all the same. */
export function isAllWell({ status, text }: HttpAnswer): boolean {
  return status === 200 && !amiss.test(text);
}

/** One operator; started again, it is the same with the same kubeconfig. */
export class OperatorProcess {
  readonly #setup: OperatorSetup;
  #child: ChildProcess | undefined;
  #address = '';

  constructor(setup: OperatorSetup) {
    this.#setup = setup;
  }

  get isUp(): boolean {
    return this.#child !== undefined && this.#child.exitCode === null && !this.#child.killed;
  }

  /** Resolves when it serves its health page. */
  async start(): Promise<void> {
    const { name, kubeconfig, flags } = this.#setup;
    const from = operatorLog(name).length;
    const log = openSync(logFileOf(name), 'a');
    const words = ['--kubeconfig', kubeconfig, '--health-address', '127.0.0.1:0', ...flags];
    this.#child = spawn(process.execPath, [join(projectFolder, 'src/main.ts'), ...words], {
      stdio: ['ignore', log, log],
      // Without HOME it cannot find a kubeconfig of somebody with more rights.
      env: { PATH: process.env['PATH'] },
    });
    closeSync(log);
    const identity = identityOf(this.#child.pid ?? 0);
    if (identity !== undefined) writeFileSync(pidFileOf(name), JSON.stringify(identity));
    const patience = { what: 'the operator to serve its health page', limitMs: 20_000 };
    this.#address = await waitUntil({ ...patience, everyMs: 100 }, async () => {
      if (!this.isUp) throw new Error(`the operator ended: ${operatorLog(name).slice(from)}`);
      return addressIn(operatorLog(name).slice(from));
    });
  }

  async get(path: '/healthz' | '/readyz'): Promise<HttpAnswer> {
    const response = await fetch(`http://${this.#address}${path}`);
    return { status: response.status, text: await response.text() };
  }

  async waitUntilReady(limitMs: number): Promise<void> {
    const patience = { what: 'the operator to be ready with nothing amiss', limitMs };
    let last = '';
    try {
      await waitUntil(patience, async () => {
        const answer = await this.get('/readyz');
        last = answer.text;
        return isAllWell(answer) ? true : undefined;
      });
    } catch (error) {
      throw new Error(`${String(error)}; /readyz says:\n${last}`, { cause: error });
    }
  }

  /** SIGTERM, as the kubelet does it. */
  async stop(): Promise<Ending> {
    return this.#end('SIGTERM');
  }

  /** SIGKILL, as the kernel does it: no last word, no last write. */
  async kill(): Promise<Ending> {
    return this.#end('SIGKILL');
  }

  async #end(how: NodeJS.Signals): Promise<Ending> {
    const child = this.#child;
    if (child === undefined || !this.isUp) throw new Error('the operator does not run');
    const startedMs = performance.now();
    const ended = new Promise<Ending>((resolve) => {
      child.once('exit', (code, signal) => {
        resolve({ code, signal, tookMs: performance.now() - startedMs });
      });
    });
    child.kill(how);
    const ending = await ended;
    rmSync(pidFileOf(this.#setup.name), { force: true });
    return ending;
  }
}
