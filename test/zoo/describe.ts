// One line per recorded fact, for people: what a failure shows before the answer it complains of.
import { z } from 'zod';
import type { RecordedEvent, RecordedObject } from './recording.ts';

const state = z.looseObject({
  reason: z.string().optional(),
  message: z.string().optional(),
  exitCode: z.number().optional(),
});

const containerStatus = z.looseObject({
  name: z.string(),
  ready: z.boolean().optional(),
  restartCount: z.number().optional(),
  state: z.record(z.string(), state).default({}),
  lastState: z.record(z.string(), state).default({}),
});

const podSchema = z.looseObject({
  metadata: z.looseObject({ deletionTimestamp: z.string().optional() }),
  status: z
    .looseObject({
      phase: z.string().default(''),
      conditions: z
        .array(
          z.looseObject({ type: z.string(), status: z.string(), reason: z.string().optional() }),
        )
        .default([]),
      initContainerStatuses: z.array(containerStatus).default([]),
      containerStatuses: z.array(containerStatus).default([]),
    })
    .prefault({}),
});

const eventSchema = z.looseObject({
  involvedObject: z.looseObject({ kind: z.string(), name: z.string() }),
  type: z.string(),
  reason: z.string(),
  message: z.string().default(''),
  count: z.number().nullish(),
});

const countsSchema = z.looseObject({
  spec: z.looseObject({ replicas: z.number().optional() }).prefault({}),
  status: z.record(z.string(), z.unknown()).default({}),
});

const longestMessage = 100;

function cut(text: string): string {
  return text.length <= longestMessage ? text : `${text.slice(0, longestMessage)}…`;
}

function describeState(states: Readonly<Record<string, z.infer<typeof state>>>): string {
  const [entry] = Object.entries(states);
  if (entry === undefined) return '';
  const [kind, { reason, exitCode }] = entry;
  return [kind, reason, exitCode].filter((part) => part !== undefined).join(' ');
}

function describeContainer(container: z.infer<typeof containerStatus>): string {
  const last = describeState(container.lastState);
  const words = [
    `${container.name}:`,
    describeState(container.state),
    container.ready === true ? 'ready' : '',
    `r${container.restartCount ?? 0}`,
    last === '' ? '' : `(before: ${last})`,
  ];
  return words.filter((word) => word !== '').join(' ');
}

function describePod(object: RecordedObject): string {
  const { metadata, status } = podSchema.parse(object);
  const scheduled = status.conditions.find(({ type }) => type === 'PodScheduled');
  const words = [
    status.phase,
    metadata.deletionTimestamp === undefined ? '' : 'terminating',
    scheduled?.status === 'False' ? `PodScheduled=False/${scheduled.reason}` : '',
    ...[...status.initContainerStatuses, ...status.containerStatuses].map(describeContainer),
  ];
  return words.filter((word) => word !== '').join('; ');
}

function describeEvent(object: RecordedObject): string {
  const { involvedObject, reason, message, count, type } = eventSchema.parse(object);
  const about = `${involvedObject.kind}/${involvedObject.name}`;
  return `${type} ${reason} x${count ?? 1} about ${about}: ${cut(message.replaceAll('\n', ' '))}`;
}

function describeCounts(object: RecordedObject): string {
  const { spec, status } = countsSchema.parse(object);
  const numbers = Object.entries(status)
    .filter(([key, value]) => typeof value === 'number' && key !== 'observedGeneration')
    .map(([key, value]) => `${key} ${String(value)}`);
  const desired = spec.replicas === undefined ? [] : [`desired ${spec.replicas}`];
  return [...desired, ...numbers].join(', ');
}

function detailOf(object: RecordedObject): string {
  if (object.kind === 'Pod') return describePod(object);
  if (object.kind === 'Event') return describeEvent(object);
  return describeCounts(object);
}

export function seconds(ms: number): string {
  return `${(ms / 1000).toFixed(3).padStart(8)} s`;
}

/** "   6.289 s  MODIFIED Pod/web-x  Running; app: terminated Error 1 r0". */
export function describeFact({ t, type, object }: RecordedEvent): string {
  const subject = object.kind === 'Event' ? 'Event' : `${object.kind}/${object.metadata.name}`;
  return `${seconds(t)}  ${type.padEnd(8)} ${subject}  ${detailOf(object)}`.trimEnd();
}
