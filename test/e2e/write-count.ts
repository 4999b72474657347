// How often the reports were written in a stretch of time, beside what happened to the pods behind them.
import { z } from 'zod';
import type { RecordedObject } from '../zoo/recording.ts';
import { describeWrites } from './changes.ts';
import type { Collector, SeenFact, SeenReport } from './collector.ts';
import { type LiveScenario, liveSteps } from './live.ts';
import { timesChanged } from './said-by-controllers.ts';
import { isOf, isPodOf, isSubject, labelsSchema } from './service-objects.ts';

export interface Stretch {
  readonly fromMs: number;
  readonly toMs: number;
}

export interface WriteCount {
  readonly scenario: string;
  readonly service: string;
  readonly writes: number;
  readonly restarts: number;
  /** Tries to pull an image or to make a sandbox: what a restart is to a crash, a try is to what cannot be had. */
  readonly pulls: number;
  /** Answers still due when the stretch began; deadlines of rollouts that passed and runs of CronJobs that failed in it. */
  readonly due: number;
  /** Of a service in trouble: how often its controllers and the scheduler said something new of it. */
  readonly said: number;
  /** What each of the writes changed. */
  readonly changes: readonly string[];
}

const eventSchema = z.looseObject({
  involvedObject: z.looseObject({ uid: z.string().default('') }),
  reason: z.string(),
  count: z.number().nullish(),
});
const deploymentSchema = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({ metadata: z.looseObject({ labels: labelsSchema }) }),
  }),
  status: z
    .looseObject({
      conditions: z.array(z.looseObject({ reason: z.string().optional() })).default([]),
    })
    .prefault({}),
});

const jobSchema = z.looseObject({
  metadata: z.looseObject({
    labels: labelsSchema,
    ownerReferences: z.array(z.looseObject({ kind: z.string() })).default([]),
  }),
  status: z
    .looseObject({
      conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })).default([]),
    })
    .prefault({}),
});

/** Controllers without a condition for it: the operator itself keeps the time that a rollout has. */
const deadlinesMs: ReadonlyMap<string, number> = new Map([
  ['StatefulSet', 600_000],
  ['DaemonSet', 900_000],
]);
/** How much later than its apply a scenario may have made its last progress. */
const lastProgressMs = 60_000;
const controllerSchema = z.looseObject({
  spec: z.looseObject({
    replicas: z.number().default(0),
    template: z.looseObject({ metadata: z.looseObject({ labels: labelsSchema }) }),
  }),
  status: z
    .looseObject({
      readyReplicas: z.number().default(0),
      desiredNumberScheduled: z.number().default(0),
      numberReady: z.number().default(0),
    })
    .prefault({}),
});

function restartsOf(object: RecordedObject): number {
  const counts = [...JSON.stringify(object['status'] ?? {}).matchAll(/"restartCount":(\d+)/g)];
  return counts.reduce((sum, [, count]) => sum + Number(count), 0);
}

/** The first tells of each try, the other of each that failed. */
const TRIES: ReadonlySet<string> = new Set(['Pulling', 'FailedCreatePodSandBox']);

function pullsFor(pods: ReadonlySet<string>, object: RecordedObject): number {
  if (object.kind !== 'Event') return 0;
  const { involvedObject, reason, count } = eventSchema.parse(object);
  return TRIES.has(reason) && pods.has(involvedObject.uid) ? (count ?? 1) : 0;
}

function deadlinesOf(service: string, object: RecordedObject): number {
  if (object.kind !== 'Deployment') return 0;
  const { spec, status } = deploymentSchema.parse(object);
  const isPast = status.conditions.some(({ reason }) => reason === 'ProgressDeadlineExceeded');
  return isPast && isOf(service, spec.template.metadata.labels) ? 1 : 0;
}

/** A controller of the service that lacks pods, when the time that they have is over in the stretch. */
function ownDeadlineOf(service: string, object: RecordedObject, fromApply: Stretch): number {
  const deadlineMs = deadlinesMs.get(object.kind);
  if (deadlineMs === undefined) return 0;
  const { spec, status } = controllerSchema.parse(object);
  const wanted = spec.replicas + status.desiredNumberScheduled;
  const isShort = status.readyReplicas + status.numberReady < wanted;
  const { fromMs, toMs } = fromApply;
  const isDue = deadlineMs + lastProgressMs > fromMs && deadlineMs < toMs;
  return isShort && isDue && isOf(service, spec.template.metadata.labels) ? 1 : 0;
}

/**
 * Each names another Job, and what to paste is of use with that name only. It is told at once, and once more when its
 * last words have been read: the pod that said them is a new one each time.
 */
const WRITES_OF_FAILED_RUN = 2;

function failedRunsOf(service: string, object: RecordedObject): number {
  if (object.kind !== 'Job') return 0;
  const { metadata, status } = jobSchema.parse(object);
  const isRun = metadata.ownerReferences.some(({ kind }) => kind === 'CronJob');
  const hasFailed = status.conditions.some((it) => it.type === 'Failed' && it.status === 'True');
  return isRun && hasFailed && isOf(service, metadata.labels) ? WRITES_OF_FAILED_RUN : 0;
}

type Measure = (object: RecordedObject) => number;

/** The sum over all objects of what the newest version of each says at an instant. */
function sumAt(facts: readonly SeenFact[], measure: Measure, atMs: number): number {
  const newest = new Map<string, number>();
  for (const { atMs: seenMs, object } of facts) {
    if (seenMs < atMs) newest.set(object.metadata.uid, measure(object));
  }
  return [...newest.values()].reduce((sum, value) => sum + value, 0);
}

/**
 * One thing that happens is told by several controllers, each in its watch: the pod is ready, then its ReplicaSet counts
 * it, then the Deployment. What is written within a second of the first is one answer to it.
 */
const ONE_ANSWER_MS = 1_000;

function answersIn(reports: readonly SeenReport[]): number {
  let count = 0;
  let firstMs = Number.NEGATIVE_INFINITY;
  for (const { atMs } of reports) {
    if (atMs - firstMs < ONE_ANSWER_MS) continue;
    firstMs = atMs;
    count += 1;
  }
  return count;
}

type CountedScenario = Pick<LiveScenario, 'scenario' | 'startMs'>;

/** Steps whose answer could still come after the stretch began. */
function dueAnswers(live: CountedScenario, service: string, { fromMs }: Stretch): number {
  const { services, live: how } = live.scenario.expected;
  const steps = services.find(({ name }) => name === service)?.steps ?? [];
  const later = how.until === undefined ? [] : [{ by: how.until }];
  const due = [...liveSteps(steps, how), ...later];
  return due.filter(({ by }) => live.startMs + by > fromMs).length;
}

export function countWrites(
  collector: Pick<Collector, 'factsOf' | 'reportsOf'>,
  live: CountedScenario,
  stretch: Stretch,
): readonly WriteCount[] {
  const { name: scenario, namespace, expected } = live.scenario;
  const { fromMs, toMs } = stretch;
  const fromApply = { fromMs: fromMs - live.startMs, toMs: toMs - live.startMs };
  const facts = collector.factsOf(namespace);
  function gained(measure: Measure): number {
    return sumAt(facts, measure, toMs) - sumAt(facts, measure, fromMs);
  }
  return expected.services.map(({ name: service }) => {
    const ours = facts.map(({ object }) => object).filter((object) => isPodOf(service, object));
    const pods = new Set(ours.map(({ metadata }) => metadata.uid));
    const reports = collector.reportsOf(namespace, service);
    const described = describeWrites(reports, live.startMs);
    const inStretch = reports.map(({ atMs }) => atMs >= fromMs && atMs < toMs);
    const changes = described.filter((_, index) => inStretch[index]);
    return {
      scenario,
      service,
      writes: answersIn(reports.filter((_, index) => inStretch[index])),
      restarts: gained((object) => (isPodOf(service, object) ? restartsOf(object) : 0)),
      pulls: gained((object) => pullsFor(pods, object)),
      due:
        dueAnswers(live, service, stretch) +
        gained((object) => deadlinesOf(service, object) + failedRunsOf(service, object)) +
        sumAt(facts, (object) => ownDeadlineOf(service, object, fromApply), toMs),
      // What is settled and well has nothing to say, whatever the controllers go through; but an autoscaler that says
      // that it cannot scale has changed itself.
      said: timesChanged(
        facts.filter(({ object }) => {
          if (object.kind === 'HorizontalPodAutoscaler') return true;
          return !expected.quiet && isSubject(service, object);
        }),
        stretch,
      ),
      changes,
    };
  });
}

/** One write for each restart, each try and each answer that was due, none for anything else. */
export function isTooMany({ writes, restarts, pulls, due }: WriteCount): boolean {
  return writes > restarts + pulls + due;
}

/** The same, for a stretch in which the cluster itself was in trouble. */
export function isUncalledFor({ said, ...count }: WriteCount): boolean {
  return isTooMany({ ...count, said, due: count.due + said });
}

type Excess = (count: WriteCount) => boolean;

export function describeCounts(
  counts: readonly WriteCount[],
  isExcess: Excess = isTooMany,
): string {
  const width = Math.max(...counts.map(({ service }) => service.length));
  const columns = ['writes', 'restarts', 'pulls', 'due', 'said'] as const;
  const rows = counts.map((count) => {
    const cells = columns.map((column) => String(count[column]).padStart(8)).join(' ');
    return `${count.service.padEnd(width)} ${cells}${isExcess(count) ? '  too many' : ''}`;
  });
  const heads = columns.map((column) => column.padStart(8)).join(' ');
  return [`${'service'.padEnd(width)} ${heads}`, ...rows].join('\n');
}

/** Why there were too many, write by write. */
export function describeExcess(
  counts: readonly WriteCount[],
  isExcess: Excess = isTooMany,
): string {
  return counts
    .filter(isExcess)
    .map(({ service, changes }) => [service, ...changes].join('\n  '))
    .join('\n');
}
