// One run: what the checks reach, then every mutant against those that reach it.
import { availableParallelism } from 'node:os';
import { fileOf } from '../classify/examples.ts';
import type { Mutant } from './mutants.ts';
import { checksAbout, Plan } from './plan.ts';
import { Thread } from './pool.ts';
import type { Project } from './project.ts';
import type { Cover } from './protocol.ts';

export type Fate = 'killed' | 'survived' | 'timeout' | 'not reached';

/** What became of one mutant. */
export interface Verdict {
  readonly mutant: Mutant;
  readonly fate: Fate;
}

export interface RunOptions {
  readonly project: Project;
  /** Those of the project that are tried. */
  readonly mutants: readonly Mutant[];
  readonly report: (text: string) => void;
}

const THREADS = Math.min(2, availableParallelism());
/** Fewer than this are done before a second thread is ready. */
const FEW = 200;
/** Checks whose covering is asked for at once. */
const BATCH = 100;
const PROGRESS_MS = 15_000;

export async function run(options: RunOptions): Promise<readonly Verdict[]> {
  const { project, report } = options;
  const data = {
    modules: project.modules,
    mutants: project.mutants.length,
    holders: project.holders.length,
  };
  function start(): Promise<Thread> {
    return Thread.start(data);
  }
  const threads = await Promise.all(
    Array.from({ length: options.mutants.length < FEW ? 1 : THREADS }, start),
  );
  try {
    const checks = checksAbout(options.mutants, threads[0]?.checks ?? [], fileOf);
    report(`${options.mutants.length} mutants, ${checks.length} checks`);
    const covers = await coverAll(
      threads,
      checks.map(({ name }) => name),
    );
    const plan = new Plan(project, checks, covers, fileOf);
    return await tryAll(options, plan, { threads, start });
  } finally {
    await Promise.all(threads.map((thread) => thread.end()));
  }
}

/** Every check has to pass while nothing is changed. */
async function coverAll(threads: Thread[], names: readonly string[]): Promise<readonly Cover[]> {
  const waiting = [...names];
  const covers: Cover[] = [];
  async function work(thread: Thread): Promise<void> {
    while (waiting.length > 0) {
      const batch = waiting.splice(0, BATCH);
      const answer = await thread.ask({ kind: 'cover', names: batch });
      if (answer?.kind !== 'covered')
        throw new Error(`a thread hung in one of ${batch.join(', ')}`);
      covers.push(...answer.covers);
    }
  }
  await Promise.all(threads.map(work));
  const failed = covers.filter(({ failure }) => failure !== '');
  if (failed.length > 0) {
    const lines = failed.map(({ name, failure }) => `${name}: ${failure}`);
    throw new Error(`these fail without any mutant:\n${lines.join('\n')}`);
  }
  return covers;
}

interface Crew {
  readonly threads: Thread[];
  readonly start: () => Promise<Thread>;
}

async function tryAll(options: RunOptions, plan: Plan, crew: Crew): Promise<readonly Verdict[]> {
  const waiting = inOrder(options.mutants);
  const verdicts: Verdict[] = [];
  async function work(index: number): Promise<void> {
    for (let mutant = waiting.shift(); mutant !== undefined; mutant = waiting.shift()) {
      const verdict = { mutant, fate: await tryOne(mutant, plan, crew, index) };
      verdicts.push(verdict);
    }
  }
  const timer = setInterval(() => options.report(progressOf(verdicts, options)), PROGRESS_MS);
  try {
    await Promise.all(crew.threads.map((_, index) => work(index)));
  } finally {
    clearInterval(timer);
  }
  return verdicts.toSorted((one, other) => one.mutant.id - other.mutant.id);
}

/** Files in turns, so that the score so far tells of the whole. What is worked out at loading comes last, together. */
function inOrder(mutants: readonly Mutant[]): Mutant[] {
  const mixed = mutants.toSorted((one, other) => mix(one.id) - mix(other.id));
  const [inFunctions, atLoading] = [true, false].map((is) =>
    mixed.filter(({ heldBy }) => (heldBy === '') === is),
  );
  return [...(inFunctions ?? []), ...(atLoading ?? [])];
}

/** Neighbours come far apart. */
function mix(id: number): number {
  return (id * 7919) % 10_007;
}

function progressOf(verdicts: readonly Verdict[], { mutants }: RunOptions): string {
  const noticed = verdicts.filter(({ fate }) => fate === 'killed' || fate === 'timeout').length;
  return `${verdicts.length} of ${mutants.length} tried, ${noticed} noticed`;
}

async function tryOne(mutant: Mutant, plan: Plan, crew: Crew, index: number): Promise<Fate> {
  const thread = crew.threads[index];
  const names = plan.checksFor(mutant);
  if (names.length === 0 || thread === undefined) return 'not reached';
  const isStatic = mutant.heldBy !== '';
  const answer = await thread.ask({ kind: 'try', mutant: mutant.id, isStatic, names });
  if (answer?.kind !== 'tried') {
    await thread.end();
    crew.threads[index] = await crew.start();
    return 'timeout';
  }
  if (answer.killer === undefined) return 'survived';
  plan.noticed(mutant, answer.killer);
  return 'killed';
}
