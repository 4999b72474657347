// What was said of containers that crashed, and how soon: from what the collector saw of pods and of reports.
import { z } from 'zod';
import type { Diagnosis, DiagnosisLog } from '../../../src/api/diagnosis.ts';
import { shortRunId } from '../../../src/facts/index.ts';
import { objectNameOf } from '../../../src/index/service-key.ts';
import type { Collector } from '../collector.ts';
import { isPodOf } from '../service-objects.ts';
import type { WordsCase } from './cases.ts';
import { wordsNamespace } from './objects.ts';

const endSchema = z
  .looseObject({ terminated: z.looseObject({ containerID: z.string().default('') }).optional() })
  .default({});
const containersSchema = z
  .array(
    z.looseObject({
      name: z.string(),
      restartCount: z.number(),
      state: endSchema,
      lastState: endSchema,
    }),
  )
  .default([]);
const podSchema = z.looseObject({
  metadata: z.looseObject({ name: z.string() }),
  status: z
    .looseObject({
      containerStatuses: containersSchema,
      initContainerStatuses: containersSchema,
    })
    .prefault({}),
});

/** One version of a container that has ended before, or just now. */
interface SeenEnd {
  readonly atMs: number;
  readonly pod: string;
  readonly container: string;
  readonly restarts: number;
  /** Of the runs whose end it tells. */
  readonly runs: readonly string[];
}

function runsOf(ends: readonly z.infer<typeof endSchema>[]): readonly string[] {
  return ends.flatMap(({ terminated }) => {
    return terminated === undefined ? [] : [shortRunId(terminated.containerID)];
  });
}

function endsOf({ name }: WordsCase, collector: Collector): readonly SeenEnd[] {
  return collector.factsOf(wordsNamespace).flatMap(({ atMs, object }) => {
    if (!isPodOf(name, object)) return [];
    const { metadata, status } = podSchema.parse(object);
    return [...status.containerStatuses, ...status.initContainerStatuses]
      .filter(({ state, lastState }) => state.terminated ?? lastState.terminated)
      .map((it) => ({
        atMs,
        pod: metadata.name,
        container: it.name,
        restarts: it.restartCount,
        runs: runsOf([it.state, it.lastState]),
      }));
  });
}

function reportsOf({ name }: WordsCase, collector: Collector) {
  return collector.reportsOf(wordsNamespace, objectNameOf(name));
}

function diagnosesOf(one: WordsCase, collector: Collector): readonly Diagnosis[] {
  const diagnoses = reportsOf(one, collector).at(-1)?.status.diagnoses ?? [];
  return diagnoses.filter(({ state }) => state === 'active');
}

/** Whether all has happened that is to be judged: a loop shows its third run at the earliest with two restarts. */
export function isPlayed(one: WordsCase, collector: Collector): boolean {
  const { lines, container } = one.expected;
  if (complaintsOf(one, collector).length > 0) return false;
  if (lines.length === 0 || one.kind === 'Job') return true;
  const ends = endsOf(one, collector);
  return ends.some((end) => end.container === container && end.restarts >= 2);
}

/** Empty when the last report says all that it must. */
export function complaintsOf(one: WordsCase, collector: Collector): readonly string[] {
  const { codes, confidence, container, lines, note } = one.expected;
  const diagnoses = diagnosesOf(one, collector);
  const logs = diagnoses.flatMap((diagnosis) => diagnosis.logs ?? []);
  const said = diagnoses.map(({ code }) => code);
  const quoted = logs.flatMap((log) => log.lines ?? []);
  const missing = lines.filter((line) => !quoted.some((it) => it.startsWith(line)));
  const others = logs.filter((log) => log.container !== container);
  return [
    ...(codes.join() === said.join() ? [] : [`says ${said.join()} instead of ${codes.join()}`]),
    ...(confidence === diagnoses[0]?.confidence ? [] : [`is not ${confidence}`]),
    ...missing.map((line) => `does not quote: ${line}`),
    ...others.map((log) => `quotes container ${log.container}`),
    ...(note === logs[0]?.note ? [] : [`notes ${logs[0]?.note}`]),
  ];
}

export interface Quoted {
  readonly name: string;
  readonly pod: string;
  readonly container: string;
  /** What ended it, as a reader sees it first. */
  readonly line: string;
  readonly restarts: number;
  /** Other quotes of the same container: each is a write that told nothing new. */
  readonly variants: number;
  /** From the pod status that first shows the end of the quoted run to the report that first quotes it. */
  readonly tookMs: number;
  /** The same from the first end: the kubelet may be runs ahead of what it has told, and then has no earlier log. */
  readonly sinceFirstMs: number;
}

function keyOf({ pod, container }: Pick<DiagnosisLog, 'pod' | 'container'>): string {
  return `${pod}/${container}`;
}

function lineOf({ failure, lines = [] }: DiagnosisLog): string {
  if (failure === undefined) return lines.at(-1) ?? '';
  return failure.message === undefined ? failure.type : `${failure.type}: ${failure.message}`;
}

/** By pod and container. */
export function quotesOf(one: WordsCase, collector: Collector): readonly Quoted[] {
  const ends = endsOf(one, collector);
  const seen = reportsOf(one, collector).flatMap(({ atMs, status }) =>
    (status.diagnoses ?? [])
      .flatMap(({ logs = [] }) => logs)
      .filter(({ lines }) => lines !== undefined)
      .map((log) => ({ atMs, log })),
  );
  return [...Map.groupBy(seen, ({ log }) => keyOf(log))].flatMap(([key, quotes]) => {
    const own = ends.filter((end) => keyOf(end) === key);
    const [first] = quotes;
    const told = own.find(({ runs }) => runs.includes(first?.log.run ?? ''));
    if (first === undefined || own[0] === undefined || told === undefined) return [];
    const { pod, container } = first.log;
    const texts = new Set(quotes.map(({ log }) => JSON.stringify([log.run, log.time, log.lines])));
    return [
      {
        name: one.name,
        pod,
        container,
        line: lineOf(first.log),
        restarts: Math.max(...own.map(({ restarts }) => restarts)),
        variants: texts.size - 1,
        // Of two watches either may be the first.
        tookMs: Math.max(0, first.atMs - told.atMs),
        sinceFirstMs: Math.max(0, first.atMs - own[0].atMs),
      },
    ];
  });
}

const HEAD = 'service            container seconds (first) restarts  what the report quotes';

export function describeQuotes(quotes: readonly Quoted[]): string {
  const rows = quotes.map(({ name, container, tookMs, sinceFirstMs, restarts, line }) => {
    const waits = [tookMs, sinceFirstMs].map((ms) => (ms / 1000).toFixed(1).padStart(7));
    const cells = [name.padEnd(18), container.padEnd(9), ...waits, String(restarts).padStart(8)];
    return `${cells.join(' ')}  ${line.slice(0, 90)}`;
  });
  return [HEAD, ...rows].join('\n');
}
