import type { LogCaptureFact, ServiceKey } from '../facts/index.ts';

/** Some 10 KiB each at most. The reports hold what is dropped here. */
const MAX_CAPTURES = 3_000;

/** What captures ask and tell. */
export interface LogCapturesOptions {
  /** Undefined when the pod is gone. */
  readonly pod: (uid: string) => unknown;
  readonly seenBy: (uid: string) => Iterable<ServiceKey>;
  /** Told of each service that has something new to say. */
  readonly onDirty: (key: ServiceKey) => void;
}

/** Of each container of a pod the newest run that ended and the one that goes on. Ends with the pod. */
export class LogCaptures {
  readonly #options: LogCapturesOptions;
  /** By pod, then by container and kind of run; the longest unchanged pod first. */
  readonly #byPod = new Map<string, Map<string, LogCaptureFact>>();
  #size = 0;

  constructor(options: LogCapturesOptions) {
    this.#options = options;
  }

  get size(): number {
    return this.#size;
  }

  /** A log that comes after its pod has gone is of nobody. */
  put(capture: LogCaptureFact): void {
    const { podUid, container, run } = capture;
    const place = `${container}/${run}`;
    if (this.#options.pod(podUid) === undefined) return;
    const known = this.#byPod.get(podUid) ?? new Map<string, LogCaptureFact>();
    if (!known.has(place)) this.#size += 1;
    known.set(place, capture);
    this.#byPod.delete(podUid);
    this.#byPod.set(podUid, known);
    this.#shrink();
    for (const key of this.#options.seenBy(podUid)) this.#options.onDirty(key);
  }

  *of(podUid: string): Iterable<LogCaptureFact> {
    yield* this.#byPod.get(podUid)?.values() ?? [];
  }

  drop(podUid: string): void {
    this.#size -= this.#byPod.get(podUid)?.size ?? 0;
    this.#byPod.delete(podUid);
  }

  #shrink(): void {
    for (const podUid of this.#byPod.keys()) {
      if (this.#size <= MAX_CAPTURES) return;
      this.drop(podUid);
    }
  }
}
