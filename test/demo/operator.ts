// The operator as its users run it: a process of its own that knows a kubeconfig and nothing else.
import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';

const program = fileURLToPath(new URL('../../src/main.ts', import.meta.url));

/** What a person needs of its log when it has died. */
const linesKept = 20;
/** It promises to end within 15 s of SIGTERM; nobody waits that long for a demo. */
const stopLimitMs = 8_000;
const startLimitMs = 30_000;

/** One operator process and the end of its log. */
export class Operator {
  readonly #child: ChildProcess;
  #log: readonly string[] = [];
  #rest = '';
  #address: string | undefined;
  #isStopping = false;

  constructor(kubeconfigFile: string) {
    const flags = ['--kubeconfig', kubeconfigFile, '--health-address', '127.0.0.1:0'];
    this.#child = spawn(process.execPath, [program, ...flags], {
      stdio: ['ignore', 'ignore', 'pipe'],
      // Neither the settings nor the kubeconfig of whoever runs this.
      env: { PATH: process.env['PATH'] },
    });
    this.#child.stderr?.setEncoding('utf8').on('data', (text: string) => this.#keep(text));
    this.#child.on('error', (error) => this.#keep(`${error.message}\n`));
  }

  get pid(): number | undefined {
    return this.#child.pid;
  }

  #keep(text: string): void {
    const lines = `${this.#rest}${text}`.split('\n');
    this.#rest = lines.pop() ?? '';
    this.#address ??= /"address":"([^"]+)"/.exec(lines.join('\n'))?.[1];
    this.#log = [...this.#log, ...lines].slice(-linesKept);
  }

  #hasEnded(): boolean {
    const { exitCode, signalCode, pid } = this.#child;
    return pid === undefined || exitCode !== null || signalCode !== null;
  }

  /** Throws when it has ended though nobody asked it to. */
  assertRunning(): void {
    if (this.#isStopping || !this.#hasEnded()) return;
    const how = this.#child.signalCode ?? `exit code ${this.#child.exitCode}`;
    const tail = [...this.#log, this.#rest].filter((line) => line !== '').join('\n');
    throw new Error(`The operator ended by itself (${how}). The end of its log:\n${tail}`);
  }

  /** Resolves when it has listed everything and watches. */
  async ready(signal: AbortSignal): Promise<void> {
    const deadline = Date.now() + startLimitMs;
    while (!(await this.#isReady(signal))) {
      this.assertRunning();
      if (Date.now() > deadline) throw new Error(this.#lateness());
      await sleep(100, undefined, { signal });
    }
  }

  async #isReady(signal: AbortSignal): Promise<boolean> {
    if (this.#address === undefined) return false;
    try {
      return (await fetch(`http://${this.#address}/readyz`, { signal })).status === 200;
    } catch (error) {
      signal.throwIfAborted();
      // A process that has just died says so at the next look.
      if (error instanceof TypeError) return false;
      throw error;
    }
  }

  #lateness(): string {
    const tail = this.#log.join('\n');
    return `The operator was not ready after ${startLimitMs / 1000} s. The end of its log:\n${tail}`;
  }

  /** SIGTERM, as the kubelet does it; SIGKILL for one that does not listen. */
  async stop(): Promise<void> {
    this.#isStopping = true;
    if (this.#hasEnded()) return;
    const ended = once(this.#child, 'exit');
    this.#child.kill('SIGTERM');
    const late = setTimeout(() => this.kill(), stopLimitMs);
    await ended;
    clearTimeout(late);
  }

  /** For an end that cannot wait. */
  kill(): void {
    this.#child.kill('SIGKILL');
  }
}
