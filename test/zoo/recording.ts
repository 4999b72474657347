// A recording is what a watcher of one namespace saw of a real cluster: a header line, then one line per watch event.
import { createHash } from 'node:crypto';
import { z } from 'zod';

/** Enough for a crash loop of 25 minutes; more would make the repository heavy and the demo slow to start. */
export const maxRecordingBytes = 256 * 1024;

const headerSchema = z.strictObject({
  /** The cluster's `gitVersion`. */
  clusterVersion: z.string().regex(/^v\d+\.\d+\.\d+/),
  /** When the first step was applied; a whole second, so that every instant can be moved exactly. */
  recordedAt: z.iso.datetime().regex(/:\d\dZ$/, 'must be a whole second'),
  durationMs: z.int().positive(),
  /** Of the manifests that were applied: a changed manifest makes the recording stale. */
  manifestHash: z.string().regex(/^[0-9a-f]{64}$/),
  /** Of everything else in this file: a recording is never edited by hand. */
  sha256: z.string().regex(/^[0-9a-f]{64}$/),
});

const eventTypes = ['ADDED', 'MODIFIED', 'DELETED'] as const;

export const recordedObject = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    /** Nodes have none. */
    namespace: z.string().exactOptional(),
    uid: z.string(),
    resourceVersion: z.string(),
  }),
});

const lineSchema = z.strictObject({
  /** Milliseconds since the first step was applied, when the event reached the watcher. */
  t: z.int().nonnegative(),
  type: z.enum(eventTypes),
  object: recordedObject,
});

export type RecordingHeader = z.infer<typeof headerSchema>;
export type RecordedEvent = z.infer<typeof lineSchema>;
export type RecordedObject = RecordedEvent['object'];

export interface Recording {
  readonly header: RecordingHeader;
  /** In the order in which the watcher saw them. */
  readonly events: readonly RecordedEvent[];
}

export function sha256(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function seal(header: Omit<RecordingHeader, 'sha256'>, body: string): RecordingHeader {
  const { clusterVersion, recordedAt, durationMs, manifestHash } = header;
  const plain = { clusterVersion, recordedAt, durationMs, manifestHash };
  return { ...plain, sha256: sha256(`${JSON.stringify(plain)}\n${body}`) };
}

export function formatRecording(
  header: Omit<RecordingHeader, 'sha256'>,
  events: readonly RecordedEvent[],
): string {
  const body = events.map((event) => `${JSON.stringify(event)}\n`).join('');
  return `${JSON.stringify(seal(header, body))}\n${body}`;
}

function checkOrder(events: readonly RecordedEvent[], durationMs: number): void {
  let last = 0;
  for (const { t } of events) {
    if (t < last) throw new Error(`the event at ${t} ms stands after the one at ${last} ms`);
    last = t;
  }
  if (last > durationMs)
    throw new Error(`an event at ${last} ms is later than the recording's end`);
}

/** Throws when the text is not what the recorder wrote. */
export function parseRecording(text: string): Recording {
  if (Buffer.byteLength(text) > maxRecordingBytes) {
    throw new Error(`the recording is larger than ${maxRecordingBytes} bytes`);
  }
  const end = text.indexOf('\n');
  const header = headerSchema.parse(JSON.parse(text.slice(0, end)));
  const body = text.slice(end + 1);
  if (seal(header, body).sha256 !== header.sha256) {
    throw new Error('the recording is not as it was written: record it again, never edit it');
  }
  const lines = body.split('\n').filter((line) => line !== '');
  const events = lines.map((line) => lineSchema.parse(JSON.parse(line)));
  checkOrder(events, header.durationMs);
  return { header, events };
}
