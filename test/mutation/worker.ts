// A thread that stays warm: it has all mutants and all checks loaded, and tries one mutant at a time.
import { parentPort, workerData } from 'node:worker_threads';
import { loadInstrumented } from './loader.ts';
import type { Answer, Order, WorkerData } from './protocol.ts';
import { Runtime } from './runtime.ts';

// Written by pool.ts alone.
const data: WorkerData = workerData;
const { modules, mutants, holders, progress } = data;
const NONE = -1;

const runtime = new Runtime(mutants, holders);
runtime.install();
loadInstrumented(modules);
// After the loader, which is to see all that this imports.
const { Checks } = await import('./checks.ts');
const source = new Checks();
await source.load();
let checks = await checksByName();
let isRerun = false;

async function checksByName() {
  return new Map((await source.collect()).map((check) => [check.name, check]));
}

async function cover(names: readonly string[]): Promise<Answer> {
  const covers = [];
  for (const name of names) {
    runtime.takeReached();
    // What one check leaves in memos would keep the next from reaching it.
    runtime.activate(NONE);
    const before = process.threadCpuUsage();
    const failure = await failureOf(name);
    const { user, system } = process.threadCpuUsage(before);
    covers.push({ name, cost: user + system, ...runtime.takeReached(), failure: failure ?? '' });
  }
  return { kind: 'covered', covers };
}

/** What the check says against the mutant in force; undefined when nothing. */
async function failureOf(name: string): Promise<string | undefined> {
  const check = checks.get(name);
  if (check === undefined) return 'it is not there any more';
  try {
    await check.run();
    return undefined;
  } catch (error) {
    return String(error);
  } finally {
    Atomics.add(progress, 0, 1);
  }
}

/** A mutant of what is worked out at loading needs that to run again, and so does whoever comes after it. */
async function put(mutant: number, isStatic: boolean): Promise<void> {
  runtime.activate(mutant);
  if (!isStatic && !isRerun) return;
  isRerun = isStatic;
  await runtime.rerunStatics();
  checks = await checksByName();
}

async function attempt({ mutant, isStatic, names }: Order & { kind: 'try' }): Promise<Answer> {
  try {
    await put(mutant, isStatic);
    for (const name of names) {
      if ((await failureOf(name)) !== undefined) return { kind: 'tried', mutant, killer: name };
    }
    return { kind: 'tried', mutant };
  } catch {
    return { kind: 'tried', mutant, killer: 'loading the modules' };
  }
}

parentPort?.on('message', (order: Order) => {
  const answer = order.kind === 'cover' ? cover(order.names) : attempt(order);
  answer.then(
    (value) => parentPort?.postMessage(value, []),
    (error: unknown) => {
      throw error;
    },
  );
});
const listed = [...checks.values()].map(({ name, codes, isShared }) => ({ name, codes, isShared }));
const ready: Answer = { kind: 'ready', checks: listed };
parentPort?.postMessage(ready, []);
