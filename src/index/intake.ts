/** What became of the objects that a source sent. */
export interface IntakeCounts {
  /** Without identity: nothing could be done with them. */
  readonly dropped: number;
  /** Objects on which our own code threw. */
  readonly failed: number;
}

/** Runs the code of a source on one object, so that a poisoned object costs only itself. */
export class Intake {
  readonly #onError: (error: unknown) => void;
  #dropped = 0;
  #failed = 0;

  constructor(onError: (error: unknown) => void = () => {}) {
    this.#onError = onError;
  }

  get counts(): IntakeCounts {
    return { dropped: this.#dropped, failed: this.#failed };
  }

  drop(): void {
    this.#dropped += 1;
  }

  /** The result, or undefined when it threw, which is counted and told. */
  attempt<T>(work: () => T): T | undefined {
    try {
      return work();
    } catch (error) {
      this.#failed += 1;
      this.#onError(error);
      return undefined;
    }
  }
}
