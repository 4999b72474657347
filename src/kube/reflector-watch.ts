// One watch, from its request to its end. Without a version it is a WatchList: all objects first.

import { FormatError } from './errors.ts';
import { LineSplitter } from './lines.ts';
import { readChunks } from './read-chunks.ts';
import type { ReflectorSession } from './reflector-session.ts';
import { statusError } from './response.ts';
import { parseWatchEvent, type WatchEvent } from './watch-event.ts';

/** Where a watch begins and who hears of its course. */
export interface WatchCourse {
  /** Undefined: send all objects first. */
  readonly version: string | undefined;
  /** The server has accepted the watch. */
  onOpen(): void;
  /** The initial objects are complete; only without a version. */
  onSynced(version: string): void;
  /** Everything up to this version has been handed on. */
  onVersion(version: string): void;
}

/** Resolves when the server ends the watch in order; throws on every other end. */
export async function runWatch(session: ReflectorSession, course: WatchCourse): Promise<void> {
  const { options, signal, board } = session;
  const stream = await options.client.stream({
    method: 'GET',
    path: options.path,
    query: { ...options.query, ...watchQuery(session, course.version) },
    ...(options.accept === undefined ? {} : { accept: options.accept }),
    timeoutMs: session.timing.headersMs,
    signal,
  });
  if (signal.aborted) stream.close();
  signal.throwIfAborted();
  course.onOpen();
  const reader = new WatchReader(session, course);
  await readChunks(stream, {
    ...session,
    onChunk(chunk) {
      board.byteSeen();
      reader.push(chunk);
    },
  });
  reader.end();
}

function watchQuery(
  { timing, timers }: ReflectorSession,
  version: string | undefined,
): Record<string, string> {
  const { watchMinSeconds, watchMaxSeconds } = timing;
  const seconds = watchMinSeconds + timers.random() * (watchMaxSeconds - watchMinSeconds);
  return {
    watch: '1',
    allowWatchBookmarks: 'true',
    timeoutSeconds: String(Math.round(seconds)),
    ...(version === undefined
      ? { sendInitialEvents: 'true', resourceVersionMatch: 'NotOlderThan' }
      : { resourceVersion: version }),
  };
}

class WatchReader {
  readonly #session: ReflectorSession;
  readonly #course: WatchCourse;
  readonly #lines = new LineSplitter();
  #isInitial: boolean;

  constructor(session: ReflectorSession, course: WatchCourse) {
    this.#session = session;
    this.#course = course;
    this.#isInitial = course.version === undefined;
  }

  push(chunk: Buffer): void {
    this.#lines.push(chunk, (line) => {
      if (line.length > 0) this.#take(parseWatchEvent(line));
    });
  }

  end(): void {
    if (this.#session.signal.aborted) return;
    if (this.#lines.pendingBytes > 0) throw new FormatError('the watch ended inside a line');
    if (this.#isInitial) throw new FormatError('the watch ended before all objects were sent');
  }

  #take(event: WatchEvent): void {
    const { sink, options } = this.#session;
    if (event.type === 'ERROR') throw statusError(event.object, options.path);
    if (event.type === 'DELETED') sink.remove(event.object);
    else if (event.type !== 'BOOKMARK') sink.upsert(event.object);
    this.#advance(event);
  }

  #advance({ resourceVersion, endsInitialEvents }: WatchEvent): void {
    if (resourceVersion === undefined) return;
    if (!this.#isInitial) {
      this.#course.onVersion(resourceVersion);
      return;
    }
    // Initial objects come in no order of versions: only the bookmark after them says where we are.
    if (!endsInitialEvents) return;
    this.#isInitial = false;
    this.#session.sink.syncEnd();
    this.#course.onSynced(resourceVersion);
  }
}
