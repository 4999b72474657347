// What /readyz knows of writing: which services wait for their report to be written, and whether others get through.

/** What the API server last answered for one service. */
interface Failing {
  readonly reason: string;
  /** Place of the first failure among all outcomes. */
  readonly since: number;
}

/** One entry per service whose last write failed; a service that is well or gone has none. */
export class WriteRecord {
  readonly #failing = new Map<string, Failing>();
  #outcomes = 0;
  #lastWritten = 0;

  /** A report was sent and taken: the way to the API server is open. */
  written(id: string): void {
    this.#outcomes += 1;
    this.#lastWritten = this.#outcomes;
    this.#failing.delete(id);
  }

  /** There was nothing to write, or nowhere to write it. */
  settled(id: string): void {
    this.#failing.delete(id);
  }

  /** True when the service was well before: the first failure is news, the others are not. */
  failed(id: string, reason: string): boolean {
    this.#outcomes += 1;
    const known = this.#failing.get(id);
    this.#failing.set(id, { reason, since: known?.since ?? this.#outcomes });
    return known === undefined;
  }

  /** False while a service has begun to fail and no report has been written since. */
  isWell(): boolean {
    for (const { since } of this.#failing.values()) {
      if (since > this.#lastWritten) return false;
    }
    return true;
  }

  /** One line when something fails, with one reason of maybe many. */
  complaints(): readonly string[] {
    const [first] = this.#failing.values();
    if (first === undefined) return [];
    const count = this.#failing.size;
    return [
      `writing: ${count} ${count === 1 ? 'service' : 'services'} without report, ${first.reason}`,
    ];
  }
}
