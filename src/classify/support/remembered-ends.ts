// How a container of a Job ended, from the proofs of the last report: the pod may be gone, and the Job does not tell.

import type { ContainerKind, EpochMs, JobFact, ReportMemory } from '../../facts/index.ts';
import type { Evidence } from '../types.ts';
import { failureOf } from './failed-jobs.ts';

/** As crashes and last tries are quoted. */
const END =
  /^status\.(?:containerStatuses|initContainerStatuses)\[([a-z0-9-]{1,63})\]\.(?:state|lastState)\.terminated\.(exitCode|reason)$/;

/** An end with the quotes that prove it. */
export interface RememberedEnd {
  readonly container: string;
  readonly kind: ContainerKind;
  readonly exitCode: number;
  readonly reason: string;
  readonly evidence: readonly Evidence[];
}

/** The last failed end of the Job's containers that a report told of; one of an earlier Job of the name is another's. */
export function rememberedEnd(job: JobFact, memory: ReportMemory): RememberedEnd | undefined {
  const quotes = memory.diagnoses
    .flatMap(({ evidence }) => evidence)
    .filter(
      ({ object, timeMs }) =>
        object.startsWith(`Pod/${job.name}-`) &&
        timeMs !== undefined &&
        timeMs >= job.createdMs &&
        isCause(timeMs, job),
    )
    .flatMap((quote) => {
      const [, container, part] = END.exec(quote.field ?? '') ?? [];
      return container === undefined
        ? []
        : [{ ...quote, field: quote.field ?? '', container, part }];
    });
  const newestMs = Math.max(...quotes.map(({ timeMs = 0 }) => timeMs));
  const [first, ...rest] = quotes.filter(({ timeMs }) => timeMs === newestMs);
  if (first === undefined) return undefined;
  const own = [first, ...rest].filter(
    ({ object, container }) => object === first.object && container === first.container,
  );
  const exitCode = Number(own.find(({ part }) => part === 'exitCode')?.value);
  if (!Number.isInteger(exitCode) || exitCode === 0) return undefined;
  return {
    container: first.container,
    kind: first.field.startsWith('status.init') ? 'init' : 'main',
    exitCode,
    reason: own.find(({ part }) => part === 'reason')?.value ?? '',
    evidence: distinct(own),
  };
}

/** Whether the end can be a cause: a Job that is out of time ends its containers itself, from that second on. */
export function isCause(finishedMs: EpochMs | undefined, { conditions }: JobFact): boolean {
  const failure = failureOf(conditions);
  if (finishedMs === undefined || failure?.reason !== 'DeadlineExceeded') return true;
  return finishedMs < (failure.sinceMs ?? Number.POSITIVE_INFINITY);
}

/** A proof is told by the crash, and then again by the Job. */
function distinct(quotes: readonly Evidence[]): readonly Evidence[] {
  const byField = new Map<string, Evidence>();
  for (const { object, field, value, timeMs } of quotes) {
    const quote = { object, field, value };
    byField.set(field, timeMs === undefined ? quote : { ...quote, timeMs });
  }
  return [...byField.values()];
}
