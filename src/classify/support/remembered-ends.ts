// How a container of a Job ended, from the proofs of the last report: the pod may be gone, and the Job does not tell.

import type {
  ContainerKind,
  EpochMs,
  JobFact,
  ReportMemory,
  ServiceSnapshot,
} from '../../facts/index.ts';
import type { Evidence } from '../types.ts';
import { eventEvidence } from './evidence.ts';
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
  const quotes = podQuotes(job, memory)
    .filter(({ timeMs }) => isCause(timeMs, job))
    .flatMap((quote) => {
      const [, container, part] = END.exec(quote.field ?? '') ?? [];
      return container === undefined
        ? []
        : [{ ...quote, field: quote.field ?? '', container, part }];
    });
  const newestMs = Math.max(...quotes.flatMap(({ timeMs }) => timeMs ?? []));
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

/** The kubelet puts one such Event beside the one with the cause. */
const REASON_ALONE = /^Error: [A-Za-z]{1,60}$/;

/**
 * What else the last report quoted of the Job's pods, such as an image that did not come: the reason why it had no time
 * left may be there, and the pods are gone.
 */
export function troubleOf(
  job: JobFact,
  { pods, events, memory }: Pick<ServiceSnapshot, 'pods' | 'events' | 'memory'>,
): Evidence | undefined {
  // While one is left, what a report says of it would be read back as the reason of that same report.
  const areGone = pods.every(({ pod }) => pod.owner?.uid !== job.uid);
  const quotes = areGone ? podQuotes(job, memory) : [];
  const first = quotes.find(({ field = '' }) => !field.includes('.terminated.'));
  if (first !== undefined) return toEvidence(first);
  // Between the deletion of a pod and the end of its Job a report may say nothing of either.
  const told = events.findLast(
    ({ type, reason, message, involved }) =>
      type === 'Warning' &&
      reason !== 'BackOff' &&
      !REASON_ALONE.test(message) &&
      involved.kind === 'Pod' &&
      involved.name.startsWith(`${job.name}-`),
  );
  return told === undefined ? undefined : eventEvidence(told);
}

type Quote = ReportMemory['diagnoses'][number]['evidence'][number];

/** A Job of the same name may have been there before. */
function podQuotes(job: JobFact, memory: ReportMemory): readonly Quote[] {
  return memory.diagnoses
    .flatMap(({ evidence }) => evidence)
    .filter(
      ({ object, timeMs }) =>
        object.startsWith(`Pod/${job.name}-`) && timeMs !== undefined && timeMs >= job.createdMs,
    );
}

function toEvidence({ object, field = '', value, timeMs }: Quote): Evidence {
  const quote = { object, field, value };
  return timeMs === undefined ? quote : { ...quote, timeMs };
}

/** A proof is told by the crash, and then again by the Job. */
function distinct(quotes: readonly Quote[]): readonly Evidence[] {
  return [...new Map(quotes.map((quote) => [quote.field, toEvidence(quote)])).values()];
}
