import type {
  ConditionFact,
  ContainerFact,
  EpochMs,
  EventFact,
  PodFact,
} from '../../facts/index.ts';
import type { Evidence } from '../types.ts';
import { steadyText } from './text.ts';

const MAX_VALUE_CHARACTERS = 1024;

const STATUS_LISTS = {
  main: 'containerStatuses',
  init: 'initContainerStatuses',
  sidecar: 'initContainerStatuses',
  ephemeral: 'ephemeralContainerStatuses',
} as const;

/** The part of an object that evidence can point to. */
interface QuotedField {
  readonly kind: string;
  readonly name: string;
  readonly field: string;
  readonly value: string;
  readonly timeMs?: EpochMs;
}

/** Quotes one field, without what changes at each try. */
export function fieldEvidence({ kind, name, field, value, timeMs }: QuotedField): Evidence {
  const quote = {
    object: `${kind}/${name}`,
    field,
    value: steadyText(value.trim()).slice(0, MAX_VALUE_CHARACTERS),
  };
  return timeMs === undefined ? quote : { ...quote, timeMs };
}

/** Quotes an event. Its first time: the last one moves with each repetition and would be a write each time. */
export function eventEvidence(event: EventFact): Evidence {
  return fieldEvidence({
    kind: event.involved.kind,
    name: event.involved.name,
    field: `event ${event.reason}`,
    value: event.message,
    timeMs: event.firstMs,
  });
}

/** Quotes what a condition says: its message, else its reason. Since when, unless said, the condition tells. */
export function conditionEvidence(
  { kind, name }: { readonly kind: string; readonly name: string },
  { type, reason, message, sinceMs }: ConditionFact,
  timeMs: EpochMs | undefined = sinceMs,
): Evidence {
  const field = `status.conditions[${type}].message`;
  const time = timeMs === undefined ? {} : { timeMs };
  return fieldEvidence({ kind, name, field, value: message || reason, ...time });
}

/** Quotes condition Ready of a pod. */
export function readyEvidence({ name, conditions }: PodFact, sinceMs: EpochMs): Evidence {
  const value = conditions.find(({ type }) => type === 'Ready')?.status ?? 'none';
  const field = 'status.conditions[Ready].status';
  return fieldEvidence({ kind: 'Pod', name, field, value, timeMs: sinceMs });
}

/** "status.containerStatuses[app]". */
export function statusPath(container: ContainerFact): string {
  return `status.${STATUS_LISTS[container.kind]}[${container.name}]`;
}

/** Quotes why a container waits: message and reason in one, as kubectl describe shows them. */
export function waitingEvidence(pod: PodFact, container: ContainerFact): readonly Evidence[] {
  if (container.state.kind !== 'waiting') return [];
  const { reason, message } = container.state;
  const field = `${statusPath(container)}.state.waiting.${message === '' ? 'reason' : 'message'}`;
  const value = message === '' ? reason : message;
  return [fieldEvidence({ kind: 'Pod', name: pod.name, field, value })];
}
