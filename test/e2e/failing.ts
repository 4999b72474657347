// From when on a watcher could have known that something is wrong: the clock of "how long until we said so" starts there.
import { z } from 'zod';
import type { RecordedObject } from '../zoo/recording.ts';

/** What a container waits for when all is well. */
const STARTING: ReadonlySet<string> = new Set(['ContainerCreating', 'PodInitializing']);

/** Conditions of pods and workloads that are bad news, each with the value that is. */
const BAD_CONDITIONS: ReadonlySet<string> = new Set([
  'PodScheduled=False',
  'Progressing=False',
  'ReplicaFailure=True',
  'Failed=True',
  'AbleToScale=False',
  'ScalingActive=False',
]);

const stateSchema = z
  .looseObject({
    waiting: z.looseObject({ reason: z.string().default('') }).optional(),
    terminated: z.looseObject({ exitCode: z.number().default(0) }).optional(),
  })
  .prefault({});
type State = z.infer<typeof stateSchema>;

const containersSchema = z
  .array(z.looseObject({ state: stateSchema, lastState: stateSchema }))
  .default([]);

const objectSchema = z.looseObject({
  /** Of an Event. */
  type: z.string().default(''),
  /** Of a Pod. */
  spec: z.looseObject({ restartPolicy: z.string().default('') }).prefault({}),
  status: z
    .looseObject({
      phase: z.string().default(''),
      conditions: z.array(z.looseObject({ type: z.string(), status: z.string() })).default([]),
      initContainerStatuses: containersSchema,
      containerStatuses: containersSchema,
    })
    .prefault({}),
});

function hasFailed({ waiting, terminated }: State): boolean {
  const isHeldBack =
    waiting !== undefined && waiting.reason !== '' && !STARTING.has(waiting.reason);
  return isHeldBack || (terminated?.exitCode ?? 0) !== 0;
}

/**
 * A Warning event; a condition of the list above; a failed pod or a lost claim; a container that waits for something else
 * than its start, ended with an error, or ended at all where it is meant to run for ever. An early sign counts although
 * nothing may come of it, as of a probe that fails once: the time then reads longer, never shorter.
 */
export function showsFault(object: RecordedObject): boolean {
  const { type, spec, status } = objectSchema.parse(object);
  if (object.kind === 'Event') return type === 'Warning';
  if (status.phase === 'Failed' || status.phase === 'Lost') return true;
  if (status.conditions.some((it) => BAD_CONDITIONS.has(`${it.type}=${it.status}`))) return true;
  const main = status.containerStatuses.flatMap(({ state, lastState }) => [state, lastState]);
  const init = status.initContainerStatuses.flatMap(({ state, lastState }) => [state, lastState]);
  const isForEver = spec.restartPolicy === 'Always';
  const hasEnded = isForEver && main.some(({ terminated }) => terminated !== undefined);
  return hasEnded || [...main, ...init].some(hasFailed);
}
