import type { Intake } from './intake.ts';

/** Where a reflector puts what it reads: objects one by one, a full list between `syncStart` and `syncEnd`. */
export interface Sink {
  syncStart(): void;
  upsert(object: unknown): void;
  remove(object: unknown): void;
  /** Whatever the list did not hold is gone. */
  syncEnd(): void;
}

/** A source's projection, as the reflector's objects meet it. */
export type Project<F> = (object: unknown) => F | undefined;

/** How a table turns objects into rows. */
export interface TableOptions<F> {
  readonly project: Project<F>;
  /** Completes a new fact with what only the earlier one knew. */
  readonly merge?: (previous: F | undefined, next: F) => F;
  /** One row came (no previous), changed, or went (no next). */
  readonly onChange: (previous: F | undefined, next: F | undefined) => void;
  /** Counts what is dropped or throws. */
  readonly intake: Intake;
}

interface Row<F> {
  fact: F;
  resourceVersion: string;
  generation: number;
}

/** The rows of one source in one scope, by uid, with mark and sweep. */
export class Table<F> implements Sink {
  readonly #options: TableOptions<F>;
  readonly #rows = new Map<string, Row<F>>();
  #generation = 0;

  constructor(options: TableOptions<F>) {
    this.#options = options;
  }

  get size(): number {
    return this.#rows.size;
  }

  syncStart(): void {
    this.#generation += 1;
  }

  upsert(object: unknown): void {
    const { uid, resourceVersion } = identityOf(object);
    if (uid === '') {
      this.#options.intake.drop();
      return;
    }
    const row = this.#rows.get(uid);
    // Whatever comes of the projection: the object was listed, so it is not swept.
    if (row !== undefined) row.generation = this.#generation;
    if (row !== undefined && resourceVersion !== '' && row.resourceVersion === resourceVersion) {
      return;
    }
    const fact = this.#options.intake.attempt(() => this.#factOf(object, row?.fact));
    if (fact !== undefined) this.#put(uid, { fact, resourceVersion, generation: this.#generation });
  }

  remove(object: unknown): void {
    this.#delete(identityOf(object).uid);
  }

  syncEnd(): void {
    const gone: string[] = [];
    for (const [uid, row] of this.#rows) {
      if (row.generation !== this.#generation) gone.push(uid);
    }
    for (const uid of gone) this.#delete(uid);
  }

  #factOf(object: unknown, previous: F | undefined): F | undefined {
    const { project, merge, intake } = this.#options;
    const fact = project(object);
    if (fact === undefined) intake.drop();
    return fact === undefined || merge === undefined ? fact : merge(previous, fact);
  }

  #put(uid: string, row: Row<F>): void {
    const previous = this.#rows.get(uid)?.fact;
    this.#rows.set(uid, row);
    this.#options.intake.attempt(() => this.#options.onChange(previous, row.fact));
  }

  #delete(uid: string): void {
    const row = this.#rows.get(uid);
    if (row === undefined) return;
    this.#rows.delete(uid);
    this.#options.intake.attempt(() => this.#options.onChange(row.fact, undefined));
  }
}

function identityOf(object: unknown): { uid: string; resourceVersion: string } {
  const metadata = fieldOf(object, 'metadata');
  return {
    uid: textOf(fieldOf(metadata, 'uid')),
    resourceVersion: textOf(fieldOf(metadata, 'resourceVersion')),
  };
}

function fieldOf(value: unknown, name: string): unknown {
  if (typeof value !== 'object' || value === null) return undefined;
  // Own properties only: nothing inherited is the API server's word.
  return Object.getOwnPropertyDescriptor(value, name)?.value;
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}
