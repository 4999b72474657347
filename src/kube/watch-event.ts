import { FormatError } from './errors.ts';
import { field, isJsonObject, textField } from './json.ts';

/** One line of a watch. */
export interface WatchEvent {
  readonly type: 'ADDED' | 'MODIFIED' | 'DELETED' | 'BOOKMARK' | 'ERROR';
  readonly object: unknown;
  /** `metadata.resourceVersion`: where to go on after this event. */
  readonly resourceVersion: string | undefined;
  /** The BOOKMARK after the last object of a WatchList. */
  readonly endsInitialEvents: boolean;
}

const INITIAL_EVENTS_END = 'k8s.io/initial-events-end';
const TYPES: ReadonlySet<string> = new Set(['ADDED', 'MODIFIED', 'DELETED', 'BOOKMARK', 'ERROR']);

/** Throws FormatError when the line is no watch event. */
export function parseWatchEvent(line: Buffer): WatchEvent {
  const event = parseJson(line);
  const type = field(event, 'type');
  const object = field(event, 'object');
  if (!isEventType(type)) throw new FormatError('a watch line has no known type');
  if (!isJsonObject(object)) throw new FormatError('a watch line has no object');
  const metadata = field(object, 'metadata');
  return {
    type,
    object,
    resourceVersion: textField(metadata, 'resourceVersion'),
    endsInitialEvents: field(field(metadata, 'annotations'), INITIAL_EVENTS_END) === 'true',
  };
}

function isEventType(type: unknown): type is WatchEvent['type'] {
  return typeof type === 'string' && TYPES.has(type);
}

function parseJson(line: Buffer): unknown {
  try {
    return JSON.parse(line.toString('utf8'));
  } catch {
    throw new FormatError('a watch line is no JSON');
  }
}
