// Which services have trouble with the same thing, as their own reports say: a restart finds the same, and nothing is
// kept of a service whose report is gone.
import {
  causeKey,
  isStep,
  type ReportMemory,
  type ServiceKey,
  type SharedCause,
  toldServices,
} from '../facts/index.ts';
import { serviceId } from './service-key.ts';

/** A service that has trouble with a thing. */
interface Sharer {
  readonly key: ServiceKey;
  /** What its diagnoses tell of others; they agree but for somebody's change. */
  readonly told: readonly number[];
}

type Sharers = ReadonlyMap<string, Sharer>;

/** By cause, the services whose report names it for an active problem. */
export class SharedCauses {
  readonly #onDirty: (key: ServiceKey) => void;
  readonly #byCause = new Map<string, Map<string, Sharer>>();
  readonly #causesOf = new Map<string, Sharers>();

  /** Told of each service whose report would say another number now. */
  constructor(onDirty: (key: ServiceKey) => void) {
    this.#onDirty = onDirty;
  }

  /** Services and causes that are known here. */
  get size(): number {
    return this.#causesOf.size + this.#byCause.size;
  }

  /** What the service's report says now; undefined when it has none. */
  report(key: ServiceKey, memory: ReportMemory | undefined): void {
    const id = serviceId(key);
    const before = this.#causesOf.get(id);
    const now = sharersIn(key, memory);
    if (now.size > 0) this.#causesOf.set(id, now);
    else this.#causesOf.delete(id);
    for (const cause of before?.keys() ?? []) if (!now.has(cause)) this.#leave(cause, id);
    for (const [cause, sharer] of now) this.#join(cause, id, sharer);
  }

  /** How many services besides this one have trouble with the same. */
  othersThan(key: ServiceKey, cause: SharedCause): number {
    const sharers = this.#byCause.get(causeKey(cause, key.namespace));
    if (sharers === undefined) return 0;
    return sharers.size - (sharers.has(serviceId(key)) ? 1 : 0);
  }

  #join(cause: string, id: string, sharer: Sharer): void {
    const sharers = this.#byCause.get(cause) ?? new Map<string, Sharer>();
    const isNew = !sharers.has(id);
    this.#byCause.set(cause, sharers.set(id, sharer));
    if (isNew) this.#tell(sharers, 'more');
  }

  #leave(cause: string, id: string): void {
    const sharers = this.#byCause.get(cause);
    if (sharers === undefined) return;
    sharers.delete(id);
    if (sharers.size === 0) this.#byCause.delete(cause);
    this.#tell(sharers, 'fewer');
  }

  /** Between two steps nobody is asked: thousands join one after the other. */
  #tell(sharers: Sharers, change: 'more' | 'fewer'): void {
    const others = sharers.size - 1;
    if (!isStep(others, change)) return;
    for (const { key, told } of sharers.values()) {
      const next = toldServices(others, Math.max(...told));
      if (told.some((number) => number !== next)) this.#onDirty(key);
    }
  }
}

function sharersIn(key: ServiceKey, memory: ReportMemory | undefined): Sharers {
  const sharers = new Map<string, Sharer>();
  for (const { state, sharedCause } of memory?.diagnoses ?? []) {
    if (state !== 'active' || sharedCause === undefined) continue;
    const cause = causeKey(sharedCause, key.namespace);
    const told = [...(sharers.get(cause)?.told ?? []), sharedCause.otherServices];
    sharers.set(cause, { key, told });
  }
  return sharers;
}
