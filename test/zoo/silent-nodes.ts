// After an outage of the API server every node counts as silent for up to a minute and a half, though nothing stopped:
// what the node and workload controllers then write of a world, and what they write when the kubelets are back.
import { z } from 'zod';
import type { PlayedEvent } from './player.ts';
import type { RecordedObject } from './recording.ts';

const conditionSchema = z.looseObject({
  type: z.string(),
  status: z.string(),
  lastTransitionTime: z.string().optional(),
});
type Condition = z.infer<typeof conditionSchema>;
const statusSchema = z.looseObject({ conditions: z.array(conditionSchema).default([]) });
const podSchema = z.looseObject({ phase: z.string().default('') });

/** The counts of pods that serve, by the controllers' own names. */
const servingCounts = ['readyReplicas', 'availableReplicas', 'numberReady', 'numberAvailable'];

/** The world while its nodes are silent, and what is put back afterwards. */
export interface Silence {
  readonly falls: readonly PlayedEvent[];
  readonly returns: readonly PlayedEvent[];
}

function statusOf(object: RecordedObject): z.infer<typeof statusSchema> {
  return statusSchema.parse(object['status'] ?? {});
}

function withConditions(
  object: RecordedObject,
  change: (condition: Condition) => Condition,
): RecordedObject {
  const status = statusOf(object);
  return { ...object, status: { ...status, conditions: status.conditions.map(change) } };
}

function isReady(object: RecordedObject): boolean {
  return statusOf(object).conditions.some((it) => it.type === 'Ready' && it.status === 'True');
}

/** Ready alone is taken back, from pods that run. */
function fallen({ atMs, object }: PlayedEvent, nowMs: number): RecordedObject | undefined {
  const lastTransitionTime = new Date(nowMs).toISOString().replace(/\.\d+Z$/, 'Z');
  const isRunning = podSchema.parse(object['status'] ?? {}).phase === 'Running';
  if (atMs >= nowMs || !isReady(object)) return undefined;
  if (object.kind === 'Node') return withReady(object, 'Unknown', lastTransitionTime);
  return object.kind === 'Pod' && isRunning
    ? withReady(object, 'False', lastTransitionTime)
    : undefined;
}

function withReady(object: RecordedObject, status: string, at: string): RecordedObject {
  return withConditions(object, (condition) => {
    return condition.type === 'Ready'
      ? { ...condition, status, lastTransitionTime: at }
      : condition;
  });
}

/** Its counts go to none. */
function shorn(object: RecordedObject): RecordedObject | undefined {
  const status = statusOf(object);
  const counted = servingCounts.filter((name) => typeof status[name] === 'number');
  const zeros = Object.fromEntries(counted.map((name) => [name, 0]));
  return counted.length === 0 ? undefined : { ...object, status: { ...status, ...zeros } };
}

function eventAbout(pod: RecordedObject, nowMs: number): RecordedObject {
  const at = new Date(nowMs).toISOString();
  const { name, namespace = '', uid } = pod.metadata;
  return {
    apiVersion: 'v1',
    kind: 'Event',
    metadata: { name: `${name}.silent`, namespace, uid: `silent-${uid}`, resourceVersion: '1' },
    involvedObject: { kind: 'Pod', namespace, name, uid },
    type: 'Warning',
    reason: 'NodeNotReady',
    message: 'Node is not ready',
    source: { component: 'node-controller' },
    firstTimestamp: at,
    lastTimestamp: at,
    count: 1,
  };
}

function renewed(object: RecordedObject, version: number): RecordedObject {
  return { ...object, metadata: { ...object.metadata, resourceVersion: String(version) } };
}

/** Of the world as it stands before the silence. */
export function silence(
  world: readonly PlayedEvent[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): Silence {
  const falls: PlayedEvent[] = [];
  const returns: PlayedEvent[] = [];
  for (const event of world) {
    const { object } = event;
    const isThing = object.kind === 'Pod' || object.kind === 'Node';
    const now = isThing ? fallen(event, fromMs) : shorn(object);
    if (now === undefined) continue;
    falls.push({ ...event, atMs: fromMs, type: 'MODIFIED', object: renewed(now, 1e9) });
    const at = new Date(toMs).toISOString().replace(/\.\d+Z$/, 'Z');
    const back = isThing ? withReady(object, 'True', at) : object;
    returns.push({ ...event, atMs: toMs, type: 'MODIFIED', object: renewed(back, 2e9) });
    if (object.kind !== 'Pod') continue;
    const resource = 'v1/events';
    falls.push({ atMs: fromMs, resource, type: 'ADDED', object: eventAbout(object, fromMs) });
  }
  return { falls, returns };
}
