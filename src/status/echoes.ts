import type { ServiceKey } from '../facts/index.ts';
import { serviceId } from '../index/service-key.ts';

/** A watch that has not delivered our own write after this long is in trouble, and the reflector deals with that. */
const ECHO_LIMIT_MS = 10_000;

interface Echo {
  readonly resourceVersion: string;
  readonly untilMs: number;
}

/**
 * Our own writes that the watch has not shown yet. Until it does, the memory in the object is older than what was
 * said, and judging by it would say things twice. One entry per write that was not seen yet; `forget` ends those of services that go.
 */
export class Echoes {
  readonly #pending = new Map<string, Echo>();

  expect(key: ServiceKey, resourceVersion: string, nowMs: number): void {
    this.#pending.set(serviceId(key), { resourceVersion, untilMs: nowMs + ECHO_LIMIT_MS });
  }

  /** The service is gone: nobody will ask for it again. */
  forget(key: ServiceKey): void {
    this.#pending.delete(serviceId(key));
  }

  /** Undefined when the service may be judged; else when to look again at the latest. */
  waitUntilMs(key: ServiceKey, seen: string | undefined, nowMs: number): number | undefined {
    const id = serviceId(key);
    const echo = this.#pending.get(id);
    if (echo === undefined) return undefined;
    if (nowMs < echo.untilMs && !isAtLeast(seen, echo.resourceVersion)) return echo.untilMs;
    this.#pending.delete(id);
    return undefined;
  }
}

/** resourceVersions of one resource type are numbers that grow, which Kubernetes promises since 1.35 and always did. */
function isAtLeast(seen: string | undefined, written: string): boolean {
  if (seen === undefined) return false;
  if (seen === written) return true;
  return seen.length === written.length ? seen > written : seen.length > written.length;
}
