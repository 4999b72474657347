// One request from arrival to answer: record, fault, authenticate, find the type, authorise, serve.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Access } from './access.ts';
import { answerWithFault, type FaultPlan } from './faults.ts';
import { listPage, renderList } from './list.ts';
import { type OpenRequest, parseBody, type RequestRecorder, readBody } from './recorder.ts';
import { Reply } from './reply.ts';
import { type ResourceType, typeById } from './resources.ts';
import { type ParsedUrl, parseUrl, type ResourcePath } from './routes/parse-url.ts';
import { notFound, StatusError } from './status.ts';
import { keyOf, type MemoryStore } from './store.ts';
import type { Fault } from './types.ts';
import { type WatchSettings, WatchStream } from './watch.ts';

/** Everything the server knows, shared by its requests. */
export interface ServerState {
  readonly store: MemoryStore;
  readonly access: Access;
  readonly faults: FaultPlan;
  readonly recorder: RequestRecorder;
  readonly watches: Set<WatchStream>;
  readonly watchSettings: WatchSettings;
  readonly now: () => number;
}

/** One request on its way through the server. */
interface Exchange {
  readonly state: ServerState;
  readonly request: OpenRequest;
  readonly url: ParsedUrl;
  readonly reply: Reply;
  readonly fault: Fault | undefined;
}

/** A request for a resource type that is served. */
interface ResourceExchange extends Exchange {
  readonly type: ResourceType;
  readonly path: ResourcePath;
}

export async function handleRequest(
  state: ServerState,
  message: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const url = parseUrl(message.url ?? '/');
  const request = state.recorder.open(message, url);
  const reply = new Reply(response, state.now);
  response.once('finish', () => (request.status = response.statusCode));
  try {
    const text = await readBody(message);
    state.recorder.keepBody(request, text, parseBody(text));
    const target = { method: request.method, decoded: url.decoded, isWatch: url.isWatch };
    const fault = state.faults.take(target);
    if (fault !== undefined && answerWithFault(fault, reply, url.isWatch)) return;
    if (fault?.kind === 'delay') await sleep(fault.ms, undefined, { ref: false });
    await serve({ state, request, url, reply, fault });
  } catch (error) {
    answerError(reply, error);
  }
}

function answerError(reply: Reply, error: unknown): void {
  if (reply.isOver) return;
  if (error instanceof StatusError) return reply.status(error.fields);
  const message = `Internal error occurred: ${String(error)}`;
  reply.status({ code: 500, reason: 'InternalError', message });
}

async function serve(exchange: Exchange): Promise<void> {
  const { state, request, url, reply } = exchange;
  const user = state.access.userOf(request.token);
  const path = url.resource;
  if (path === undefined) return serveOther(exchange);
  const type = typeById(path.resource);
  if (type === undefined || !isServedPath(state, type, path)) return pageNotFound(reply);
  const verb = verbOf(request.method, url, path);
  state.access.authorize(user, { verb, type, path });
  await serveResource({ ...exchange, type, path }, verb);
}

function isServedPath(state: ServerState, type: ResourceType, path: ResourcePath): boolean {
  if (!state.access.isServed(type)) return false;
  if (!type.namespaced) return path.namespace === undefined;
  return path.namespace !== undefined || path.name === undefined;
}

function verbOf(method: string, url: ParsedUrl, path: ResourcePath): string {
  const isOne = path.name !== undefined;
  switch (method) {
    case 'GET':
      if (url.isWatch) return 'watch';
      return isOne ? 'get' : 'list';
    case 'POST':
      return 'create';
    case 'PUT':
      return 'update';
    case 'PATCH':
      return 'patch';
    case 'DELETE':
      return isOne ? 'delete' : 'deletecollection';
    default:
      return method.toLowerCase();
  }
}

async function serveResource(exchange: ResourceExchange, verb: string): Promise<void> {
  const { state, type, path, url, reply } = exchange;
  switch (verb) {
    case 'list': {
      const page = listPage(state.store, { type, namespace: path.namespace, query: url.query });
      return reply.json(200, renderList(type, page));
    }
    case 'watch':
      return serveWatch(exchange);
    case 'get':
      return serveOne(exchange);
    default:
      throw methodNotAllowed();
  }
}

function serveOne({ state, type, path, reply }: ResourceExchange): void {
  const name = path.name ?? '';
  const found = state.store.find(type, keyOf(path.namespace, name));
  if (found === undefined) throw notFound(type, name);
  reply.json(200, found.json);
}

function serveWatch(exchange: ResourceExchange): void {
  const { state, type, path, url, reply, fault } = exchange;
  // A watch on one object's path is a watch on its collection, narrowed to the name.
  const query =
    path.name === undefined
      ? url.query
      : { ...url.query, fieldSelector: `metadata.name=${path.name}` };
  const watch = new WatchStream({ type, namespace: path.namespace, query }, state.watchSettings, {
    reply,
    fault,
  });
  state.watches.add(watch);
  reply.onClose(() => {
    state.watches.delete(watch);
    watch.release();
  });
  watch.start();
}

function serveOther({ url, reply }: Exchange): void {
  if (['/healthz', '/livez', '/readyz'].includes(url.path)) return reply.text(200, 'ok');
  pageNotFound(reply);
}

function pageNotFound(reply: Reply): void {
  reply.text(404, '404 page not found\n');
}

function methodNotAllowed(): StatusError {
  return new StatusError({
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
  });
}
