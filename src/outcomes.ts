// What became of looks at services: told in the log, and in readiness for as long as it is amiss.

import { serviceKeyOf } from './index/service-key.ts';
import type { Log } from './log.ts';
import { WriteRecord } from './ops/write-record.ts';
import { type Reconciled, WriteNotDone } from './reconcile.ts';

/** What is said of a report that the API server will not take however often it is sent; the log has the details. */
const REFUSED = 'the API server refuses the report';

/** Those of one cluster. */
export class Outcomes {
  readonly #log: Log;
  readonly #writes = new WriteRecord();

  constructor(log: Log) {
    this.#log = log;
  }

  note(id: string, outcome: Reconciled['outcome']): void {
    if (outcome === 'written') this.#writes.written(id);
    else if (outcome === 'failed' || outcome === 'rejected') this.#writes.failed(id, REFUSED);
    else if (outcome !== 'waiting' && outcome !== 'stopped') this.#writes.settled(id);
  }

  /** A look that threw, and is taken again. */
  failed(id: string, error: unknown, retryMs: number): void {
    const { namespace, name } = serviceKeyOf(id);
    const reason = error instanceof WriteNotDone ? error.message : errorName(error);
    const fields = { namespace, service: name, error: reason, durationMs: Math.round(retryMs) };
    const message = 'a service could not be reported on and is tried again';
    // Ten thousand services behind a broken API server must not fill the log each half minute.
    if (this.#writes.failed(id, reason)) this.#log.warn(message, fields);
    else this.#log.debug(message, fields);
  }

  isWell(): boolean {
    return this.#writes.isWell();
  }

  complaints(): readonly string[] {
    return this.#writes.complaints();
  }
}

/** Where one of our own errors comes from. Its message stays out: it may quote what came from a cluster. */
export function errorName(error: unknown): string {
  if (!(error instanceof Error)) return 'unknown';
  const place = /\/((?:src|dist)\/[\w./-]+:\d+)/.exec(error.stack ?? '')?.[1];
  return place === undefined ? error.name : `${error.name} at ${place}`;
}
