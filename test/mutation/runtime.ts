// What instrumented modules ask while they run: which mutant is in force. And what they tell: which ones they reached.
import { MEMOS, MUTATES, STATICS, USES } from './names.ts';

type Statics = () => void | Promise<void>;

/** One for each thread. Instrumented modules find it through globals, since they import only what they always did. */
export class Runtime {
  readonly #reached: Uint8Array;
  readonly #mutants: number;
  readonly #statics: Statics[] = [];
  readonly #memos: (() => void)[] = [];
  #active = -1;

  /** `holders` is how many variables of modules hold mutants. */
  constructor(mutants: number, holders: number) {
    this.#mutants = mutants;
    this.#reached = new Uint8Array(mutants + holders);
  }

  /** Before the first instrumented module is loaded. */
  install(): void {
    const reached = this.#reached;
    const mutants = this.#mutants;
    Object.assign(globalThis, {
      [MUTATES]: (id: number): boolean => {
        reached[id] = 1;
        return id === this.#active;
      },
      [USES]: (holder: number): void => {
        reached[mutants + holder] = 1;
      },
      [STATICS]: this.#statics,
      [MEMOS]: this.#memos,
    });
  }

  /** -1 for none. What was remembered under another one is forgotten. */
  activate(id: number): void {
    this.#active = id;
    for (const forget of this.#memos) forget();
  }

  /** Works out anew what modules work out when they are loaded, in the order in which they were. */
  async rerunStatics(): Promise<void> {
    for (const run of this.#statics.slice()) await run();
  }

  /** What was reached since it was last asked: mutants by their ids, then holders by their numbers. */
  takeReached(): { readonly mutants: readonly number[]; readonly holders: readonly number[] } {
    const found: number[] = [];
    this.#reached.forEach((value, index) => value === 1 && found.push(index));
    this.#reached.fill(0);
    return {
      mutants: found.filter((index) => index < this.#mutants),
      holders: found.filter((index) => index >= this.#mutants).map((it) => it - this.#mutants),
    };
  }
}
