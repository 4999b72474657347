// The threads that try mutants. One that hangs is ended, its mutant counts as noticed, and another takes its place.
import { Worker } from 'node:worker_threads';
import type { Answer, ListedCheck, Order, WorkerData } from './protocol.ts';

/** Of processor time: far more than any check takes. Other programs may let a thread wait for minutes. */
const HANG_MICROSECONDS = 12_000_000;
const LOOK_MS = 2_000;
/** A heap that grows without end is a hang, too. */
const HEAP_MB = 1_500;

/** One thread, and what it is doing. */
export class Thread {
  readonly checks: readonly ListedCheck[];
  readonly #worker: Worker;
  readonly #progress: Int32Array;

  private constructor(worker: Worker, progress: Int32Array, checks: readonly ListedCheck[]) {
    this.#worker = worker;
    this.#progress = progress;
    this.checks = checks;
  }

  static async start(data: Omit<WorkerData, 'progress'>): Promise<Thread> {
    const progress = new Int32Array(new SharedArrayBuffer(4));
    const workerData: WorkerData = { ...data, progress };
    const worker = new Worker(new URL('./worker.ts', import.meta.url), {
      workerData,
      resourceLimits: { maxOldGenerationSizeMb: HEAP_MB },
    });
    const first = await answerOf(worker);
    if (first.kind !== 'ready') throw new Error(`expected a thread to be ready, got ${first.kind}`);
    return new Thread(worker, progress, first.checks);
  }

  /** Undefined when the thread hung or died; it is then gone. */
  async ask(order: Order): Promise<Answer | undefined> {
    const answer = answerOf(this.#worker);
    this.#worker.postMessage(order, []);
    const hung = this.#hangs();
    try {
      return await Promise.race([answer, hung.promise]);
    } catch {
      return undefined;
    } finally {
      hung.stop();
    }
  }

  async end(): Promise<void> {
    await this.#worker.terminate();
  }

  /** Fails once a check has taken too much of the processor. */
  #hangs(): { readonly promise: Promise<never>; readonly stop: () => void } {
    const { promise, reject } = Promise.withResolvers<never>();
    let last = { progress: -1, cpu: 0 };
    async function look(worker: Worker, progress: Int32Array): Promise<void> {
      const { user, system } = await worker.cpuUsage();
      const now = { progress: Atomics.load(progress, 0), cpu: user + system };
      if (now.progress !== last.progress) last = now;
      else if (now.cpu - last.cpu > HANG_MICROSECONDS) reject(new Error('a check hangs'));
    }
    const timer = setInterval(() => void look(this.#worker, this.#progress).catch(reject), LOOK_MS);
    return { promise, stop: () => clearInterval(timer) };
  }
}

function answerOf(worker: Worker): Promise<Answer> {
  const { promise, resolve, reject } = Promise.withResolvers<Answer>();
  worker.once('error', reject);
  worker.once('message', (answer: Answer) => {
    worker.off('error', reject);
    resolve(answer);
  });
  return promise;
}
