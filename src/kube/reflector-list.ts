// The paged first sync, for servers without WatchList: consistent over all pages, or it throws.

import { FormatError } from './errors.ts';
import { ListItemScanner, type ListMetadata } from './list-items.ts';
import { readChunks } from './read-chunks.ts';
import { describeFailure, type FailureKind, retryDelayMs } from './reflector-failure.ts';
import type { ReflectorSession } from './reflector-session.ts';
import { sleep } from './timers.ts';

// Page 400 of 540 is worth a second and a third attempt: the alternative is to begin with page 1.
const PAGE_ATTEMPTS = 3;
const TRANSIENT: ReadonlySet<FailureKind> = new Set([
  'throttled',
  'serverError',
  'unreachable',
  'unreadable',
  'cut',
]);

/**
 * Gives all objects to the sink between its syncStart and syncEnd; returns the version to watch from.
 * `onOpen` is called once the server has agreed to list.
 */
export async function listPages(session: ReflectorSession, onOpen: () => void): Promise<string> {
  let version: string | undefined;
  let token: string | undefined;
  do {
    const page: ListMetadata = await readPage(session, token, onOpen);
    // The first page's version: all pages show that one moment, and what came later is replayed.
    version ??= page.resourceVersion;
    if (page.continueToken !== undefined && page.continueToken === token) {
      throw new FormatError('the list repeats its continue token');
    }
    token = page.continueToken;
  } while (token !== undefined);
  if (version === undefined) throw new FormatError('the list has no resourceVersion');
  session.sink.syncEnd();
  return version;
}

async function readPage(
  session: ReflectorSession,
  token: string | undefined,
  onOpen: () => void,
): Promise<ListMetadata> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await readPageOnce(session, token, onOpen);
    } catch (error) {
      const failure = describeFailure(error);
      const isLast = token === undefined || attempt === PAGE_ATTEMPTS;
      if (session.signal.aborted || isLast || !TRANSIENT.has(failure.kind)) throw error;
      session.board.failed(failure.message);
      const delayMs = retryDelayMs(failure, {
        ...session,
        random: session.timers.random,
        wasHealthy: false,
        isLasting: false,
      });
      await sleep(delayMs, session.timers, session.signal);
      session.signal.throwIfAborted();
    }
  }
}

async function readPageOnce(
  session: ReflectorSession,
  token: string | undefined,
  onOpen: () => void,
): Promise<ListMetadata> {
  const { options, sink, signal, board } = session;
  const stream = await options.client.stream({
    method: 'GET',
    path: options.path,
    // No resourceVersion: with "0" the watch cache ignores the limit and sends everything in one body.
    query: {
      ...options.query,
      limit: String(session.pageSize),
      ...(token === undefined ? {} : { continue: token }),
    },
    ...(options.accept === undefined ? {} : { accept: listAccept(options.accept) }),
    timeoutMs: session.timing.headersMs,
    signal,
  });
  if (signal.aborted) stream.close();
  signal.throwIfAborted();
  if (token === undefined) onOpen();
  const scanner = new ListItemScanner({
    item: (object) => sink.upsert(object),
    malformed: (reason) => board.unreadable(reason),
  });
  await readChunks(stream, {
    ...session,
    onChunk(chunk) {
      board.byteSeen();
      scanner.push(chunk);
    },
  });
  signal.throwIfAborted();
  return scanner.end();
}

/**
 * Asks for one object. With WatchList a server sends all of them to a role without the right to list, and without
 * WatchList it sends none: asked first, every server answers the same role alike.
 */
export async function askToList({ options, timing, signal }: ReflectorSession): Promise<void> {
  await options.client.request({
    method: 'GET',
    path: options.path,
    query: { ...options.query, limit: '1' },
    ...(options.accept !== undefined && { accept: listAccept(options.accept) }),
    timeoutMs: timing.headersMs,
    signal,
  });
}

/** Lists and watches name the same representation differently. */
function listAccept(accept: string): string {
  return accept.replaceAll('as=PartialObjectMetadata;', 'as=PartialObjectMetadataList;');
}
