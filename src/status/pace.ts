// How fast one report may be written when only its numbers move: a rollout moves them several times in a second.

import type { Report } from '../aggregate/types.ts';
import type { EpochMs, ReportMemory, ServiceKey } from '../facts/index.ts';
import { serviceId } from '../index/service-key.ts';

/** What a reader may see late of a number. Words and problems never wait. */
const PACE_MS = 1_000;

/** Whether the report says something that its reader waits for: another word, another problem, another condition. */
function isNews(report: Report, memory: ReportMemory | undefined): boolean {
  if (memory === undefined || report.health !== memory.health) return true;
  return (
    !isSame(report.diagnoses.map(problemOf), memory.diagnoses.map(problemOf)) ||
    !isSame(report.conditions.map(conditionOf), memory.conditions.map(conditionOf))
  );
}

function problemOf({ id, state }: { readonly id: string; readonly state: string }): string {
  return `${id} ${state}`;
}

function conditionOf({ type, status }: { readonly type: string; readonly status: string }): string {
  return `${type} ${status}`;
}

function isSame(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((text, index) => text === other[index]);
}

/** When each service was written last. One entry per service; `forget` ends those of services that go. */
export class Pace {
  readonly #writtenMs = new Map<string, EpochMs>();

  wrote(key: ServiceKey, nowMs: EpochMs): void {
    this.#writtenMs.set(serviceId(key), nowMs);
  }

  /** The service is gone: nobody will ask for it again. */
  forget(key: ServiceKey): void {
    this.#writtenMs.delete(serviceId(key));
  }

  /** Undefined when the report may be written; else when, if it is the same then. */
  restUntilMs(
    key: ServiceKey,
    report: Report,
    memory: ReportMemory | undefined,
    nowMs: EpochMs,
  ): EpochMs | undefined {
    const writtenMs = this.#writtenMs.get(serviceId(key));
    if (writtenMs === undefined || nowMs < writtenMs || nowMs - writtenMs >= PACE_MS) {
      return undefined;
    }
    return isNews(report, memory) ? undefined : writtenMs + PACE_MS;
  }
}
