// Which checks may notice which mutant, and in which order they are asked.

import type { Mutant } from './mutants.ts';
import type { Holder, Project } from './project.ts';
import type { Cover, ListedCheck } from './protocol.ts';

const RULES = 'src/classify/rules/';

/** In microseconds. What costs more tries whole lives of a service, second by second: too dear for each mutant. */
const DEAR = 400_000;

/** Those that a run over these mutants may need; for rules alone few, so that one rule takes seconds. */
export function checksAbout<C extends ListedCheck>(
  mutants: readonly Mutant[],
  checks: readonly C[],
  fileOf: (code: string) => string,
): readonly C[] {
  const files = new Set(mutants.map(({ file }) => file));
  if ([...files].some((file) => !file.startsWith(RULES))) return checks;
  return checks.filter(({ codes }) => codes.some((code) => files.has(`${RULES}${fileOf(code)}`)));
}

/** Knows what each check reached when nothing was changed, and learns from each one that noticed a change. */
export class Plan {
  readonly #project: Project;
  readonly #fileOf: (code: string) => string;
  readonly #checks: ReadonlyMap<string, ListedCheck>;
  readonly #costs: ReadonlyMap<string, number>;
  readonly #byMutant: ReadonlyMap<number, readonly string[]>;
  readonly #byHolder: ReadonlyMap<number, readonly string[]>;
  readonly #dependents: ReadonlyMap<number, readonly number[]>;
  /** By file, then by check: how many mutants it killed. */
  readonly #kills = new Map<string, Map<string, number>>();

  constructor(
    project: Project,
    checks: readonly ListedCheck[],
    covers: readonly Cover[],
    fileOf: (code: string) => string,
  ) {
    this.#project = project;
    this.#fileOf = fileOf;
    this.#checks = new Map(checks.map((check) => [check.name, check]));
    this.#costs = new Map(covers.map(({ name, cost }) => [name, cost]));
    this.#byMutant = reachedBy(covers, ({ mutants }) => mutants);
    this.#byHolder = reachedBy(covers, ({ holders }) => holders);
    this.#dependents = dependentsOf(project.holders);
  }

  /** The likeliest to notice first: what killed most in the same file, then what costs least. */
  checksFor(mutant: Mutant): readonly string[] {
    const kills = this.#kills.get(mutant.file);
    const rank = (name: string) => [kills?.get(name) ?? 0, this.#costs.get(name) ?? 0] as const;
    const cheap = this.#candidates(mutant).filter((it) => (this.#costs.get(it) ?? 0) < DEAR);
    return cheap.toSorted((one, other) => {
      const [kills1, cost1] = rank(one);
      const [kills2, cost2] = rank(other);
      return kills2 - kills1 || cost1 - cost2;
    });
  }

  noticed({ file }: Mutant, check: string): void {
    const kills = this.#kills.get(file) ?? new Map<string, number>();
    this.#kills.set(file, kills);
    kills.set(check, (kills.get(check) ?? 0) + 1);
  }

  /** A rule has to be held by what is about it; what many share, by whatever reaches it. */
  #candidates(mutant: Mutant): readonly string[] {
    const reached = this.#reaching(mutant);
    if (mutant.file.startsWith(RULES)) {
      const file = mutant.file.slice(RULES.length);
      return reached.filter((name) =>
        this.#checks.get(name)?.codes.some((code) => this.#fileOf(code) === file),
      );
    }
    return reached.filter((name) => this.#checks.get(name)?.isShared === false);
  }

  #reaching({ id, file, heldBy }: Mutant): readonly string[] {
    if (heldBy === '') return this.#byMutant.get(id) ?? [];
    const { holders } = this.#project;
    const held = holders.findIndex((it) => it.file === file && it.name === heldBy);
    // Nobody asks for a default export by its name: it is the rule.
    if (heldBy === 'default') return [...this.#checks.keys()];
    const all = this.#withDependents(held);
    return [...new Set([...all].flatMap((it) => this.#byHolder.get(it) ?? []))];
  }

  #withDependents(first: number): ReadonlySet<number> {
    const found = new Set([first]);
    for (const holder of found) {
      for (const dependent of this.#dependents.get(holder) ?? []) found.add(dependent);
    }
    return found;
  }
}

function reachedBy(covers: readonly Cover[], idsOf: (cover: Cover) => readonly number[]) {
  const found = new Map<number, string[]>();
  for (const cover of covers) {
    for (const id of idsOf(cover)) {
      const names = found.get(id) ?? [];
      names.push(cover.name);
      found.set(id, names);
    }
  }
  return found;
}

function dependentsOf(holders: readonly Holder[]): ReadonlyMap<number, readonly number[]> {
  const found = new Map<number, number[]>();
  holders.forEach(({ reads }, index) => {
    for (const read of reads) found.set(read, [...(found.get(read) ?? []), index]);
  });
  return found;
}
