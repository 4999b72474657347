// Plays recordings again at another time: pure functions from recordings to watch events at virtual instants.
import type { KubeJson, ObjectStore } from '../fake-apiserver/types.ts';
import { type RecordedObject, type Recording, recordedObject, sha256 } from './recording.ts';
import { resourceId, resourceOf } from './resources.ts';

export type EventType = 'ADDED' | 'MODIFIED' | 'DELETED';

export interface PlayedEvent {
  readonly atMs: number;
  /** "v1/pods", "apps/v1/deployments". */
  readonly resource: string;
  readonly type: EventType;
  readonly object: RecordedObject;
}

export interface Playing {
  readonly recording: Recording;
  /** When the first step of the recording is applied; moved back to a whole second, as objects hold no less. */
  readonly startMs: number;
  /** Given, every uid becomes another one, the same for the same playing: a recording may be played twice. */
  readonly playing?: string;
}

/** RFC 3339 in UTC, as Kubernetes writes instants: seconds in Time, microseconds in MicroTime. */
const instants = /\b\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?=(?:\.\d{1,9})?Z)/g;
const wholeUid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

export function wholeSecond(instantMs: number): number {
  return Math.floor(instantMs / 1000) * 1000;
}

/** Moves every instant in a text by whole seconds; what follows the second stays as it was. */
export function shiftText(text: string, shiftMs: number): string {
  return text.replace(instants, (instant) => {
    const moved = new Date(Date.parse(`${instant}Z`) + shiftMs);
    return moved.toISOString().slice(0, 'yyyy-mm-ddThh:mm:ss'.length);
  });
}

/** Calls `change` for every string in a JSON value, however deep; the value itself is not changed. */
export function mapStrings(value: unknown, change: (text: string) => string): unknown {
  if (typeof value === 'string') return change(value);
  if (Array.isArray(value)) return value.map((item) => mapStrings(item, change));
  if (typeof value !== 'object' || value === null) return value;
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [key, mapStrings(item, change)]),
  );
}

function otherUid(uid: string, playing: string): string {
  const hex = sha256(`${playing}\n${uid}`);
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return [...parts, hex.slice(20, 32)].join('-');
}

/** A recorded object at its new time and with its new uids; versions are given out later, in the order of all. */
function relocated(object: RecordedObject, shiftMs: number, playing?: string): RecordedObject {
  const changed = mapStrings(object, (text) => {
    if (playing !== undefined && wholeUid.test(text)) return otherUid(text, playing);
    return shiftText(text, shiftMs);
  });
  return recordedObject.parse(changed);
}

function place({ recording, startMs, playing }: Playing): readonly PlayedEvent[] {
  const start = wholeSecond(startMs);
  const shiftMs = start - Date.parse(recording.header.recordedAt);
  return recording.events.map(({ t, type, object }) => ({
    atMs: start + t,
    resource: resourceId(resourceOf(object)),
    type,
    object: relocated(object, shiftMs, playing),
  }));
}

/** Events name the version of the object they are about: a recorded number would mean something else here. */
function withVersion(object: RecordedObject, version: number): RecordedObject {
  const metadata = { ...object.metadata, resourceVersion: String(version) };
  const involved = object['involvedObject'];
  if (typeof involved !== 'object' || involved === null) return { ...object, metadata };
  const kept = Object.entries(involved).filter(([key]) => key !== 'resourceVersion');
  return { ...object, metadata, involvedObject: Object.fromEntries(kept) };
}

/** All playings as one stream by time, with resourceVersions that grow along it. Events of one playing keep their order. */
export function play(playings: readonly Playing[], firstVersion = 1): readonly PlayedEvent[] {
  const all = playings.flatMap(place).toSorted((one, other) => one.atMs - other.atMs);
  return all.map((event, index) => ({
    ...event,
    object: withVersion(event.object, firstVersion + index),
  }));
}

/** What there is at an instant, the last by default: the dump that an analysis without a cluster would get. */
export function stateAt(
  events: readonly PlayedEvent[],
  atMs = Number.POSITIVE_INFINITY,
): readonly PlayedEvent[] {
  const present = new Map<string, PlayedEvent>();
  for (const event of events) {
    if (event.atMs > atMs) break;
    if (event.type === 'DELETED') present.delete(event.object.metadata.uid);
    else present.set(event.object.metadata.uid, event);
  }
  return [...present.values()];
}

/** Does to the fake API server's memory what the real cluster did. */
export function applyTo(store: Pick<ObjectStore, 'put' | 'remove'>, event: PlayedEvent): void {
  const { name, namespace } = event.object.metadata;
  const ref = { resource: event.resource, name, ...(namespace !== undefined && { namespace }) };
  if (event.type === 'DELETED') store.remove(ref);
  else store.put(event.object satisfies KubeJson);
}
