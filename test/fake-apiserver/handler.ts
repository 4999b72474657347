// One request from arrival to answer: record, fault, authenticate, find the type, authorise, serve.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Access } from './access.ts';
import { discover } from './discovery.ts';
import { answerWithFault, type FaultPlan } from './faults.ts';
import { listPage } from './list.ts';
import type { PodLogs } from './logs.ts';
import { type OpenRequest, parseBody, type RequestRecorder, readBody } from './recorder.ts';
import { type Renderer, rendererFor } from './render.ts';
import { Reply } from './reply.ts';
import { RESOURCE_TYPES, type ResourceType, typeById } from './resources.ts';
import { type ParsedUrl, parseUrl, type ResourcePath } from './routes/parse-url.ts';
import { detailsOf, notFound, StatusError } from './status.ts';
import { keyOf, type MemoryStore } from './store.ts';
import type { Fault } from './types.ts';
import { type WatchSettings, WatchStream } from './watch.ts';
import {
  applyObject,
  createObject,
  deleteObject,
  mergePatchObject,
  updateObject,
  type WriteRequest,
  type Written,
} from './write.ts';

/** Everything the server knows, shared by its requests. */
export interface ServerState {
  readonly store: MemoryStore;
  readonly access: Access;
  readonly faults: FaultPlan;
  readonly recorder: RequestRecorder;
  readonly watches: Set<WatchStream>;
  readonly watchSettings: WatchSettings;
  readonly logs: PodLogs;
  /** The definition of a custom type, from the store or from the repository. */
  readonly definitionOf: (type: ResourceType) => unknown;
  readonly now: () => number;
}

/** One request on its way through the server. */
interface Exchange {
  readonly state: ServerState;
  readonly request: OpenRequest;
  readonly message: IncomingMessage;
  readonly url: ParsedUrl;
  readonly reply: Reply;
  readonly fault: Fault | undefined;
}

/** A request for a resource type that is served. */
interface ResourceExchange extends Exchange {
  readonly renderer: Renderer;
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
    serve({ state, message, request, url, reply, fault });
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

function serve(exchange: Exchange): void {
  const { state, request, url } = exchange;
  const user = state.access.userOf(request.token);
  const path = url.resource;
  if (path === undefined) return serveOther(exchange, user);
  const type = typeById(path.resource);
  if (type === undefined || !isServedPath(state, type, path)) return unserved(exchange, path);
  const verb = verbOf(request.method, url, path);
  state.access.authorize(user, { verb, type, path });
  const renderer = rendererFor(exchange.message.headers.accept ?? '', {
    type,
    definition: () => state.definitionOf(type),
    now: state.now,
  });
  serveResource({ ...exchange, renderer, type, path }, verb);
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
      // On one object's path `watch` is ignored, as a real server does.
      if (isOne) return 'get';
      return url.isWatch ? 'watch' : 'list';
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

function serveResource(exchange: ResourceExchange, verb: string): void {
  const { state, type, path, url, reply, renderer } = exchange;
  if (!isKnownSubresource(exchange, verb)) throw noSuchResource();
  switch (verb) {
    case 'list': {
      const page = listPage(state.store, { type, namespace: path.namespace, query: url.query });
      return reply.json(200, renderer.list(page));
    }
    case 'watch':
      return serveWatch(exchange);
    case 'get':
      return serveOne(exchange);
    case 'create':
      if (path.name !== undefined) throw methodNotAllowed();
      return answerWritten(exchange, createObject(writeRequest(exchange)));
    case 'update':
      if (path.name === undefined) throw methodNotAllowed();
      return answerWritten(exchange, updateObject(writeRequest(exchange)));
    case 'patch':
      if (path.name === undefined) throw methodNotAllowed();
      return answerWritten(
        exchange,
        patchObject(writeRequest(exchange), exchange.request.contentType ?? ''),
      );
    case 'delete':
      return serveDelete(exchange);
    default:
      throw methodNotAllowed();
  }
}

function isKnownSubresource({ type, path }: ResourceExchange, verb: string): boolean {
  if (path.subresource === undefined) return true;
  if (path.subresource === 'log') return type.plural === 'pods' && verb === 'get';
  return path.subresource === 'status' && type.hasStatus && verb !== 'delete' && verb !== 'create';
}

function serveOne({ state, type, path, url, reply, renderer }: ResourceExchange): void {
  const { name = '', namespace = '' } = path;
  if (path.subresource === 'log') {
    return reply.text(200, state.logs.read({ namespace, pod: name }, url.query), 'text/plain');
  }
  const found = state.store.find(type, keyOf(path.namespace, name));
  if (found === undefined) throw notFound(type, name);
  reply.json(200, renderer.one(found));
}

function writeRequest({
  state,
  message,
  request,
  type,
  path,
  url,
}: ResourceExchange): WriteRequest {
  return {
    store: state.store,
    type,
    namespace: path.namespace,
    name: path.name,
    subresource: path.subresource,
    query: url.query,
    body: request.body,
    userAgent: message.headers['user-agent'] ?? '',
  };
}

function patchObject(request: WriteRequest, contentType: string): Written {
  const mediaType = contentType.split(';')[0]?.trim();
  if (mediaType === 'application/apply-patch+yaml') return applyObject(request);
  if (mediaType === 'application/merge-patch+json') return mergePatchObject(request);
  // Real servers take two more kinds of patch; nothing here sends them.
  throw new StatusError({
    code: 415,
    reason: 'UnsupportedMediaType',
    message: '415: Unsupported Media Type',
    details: {},
  });
}

function answerWritten({ reply, renderer }: ResourceExchange, written: Written): void {
  reply.json(written.code, renderer.one(written.revision));
}

function serveDelete(exchange: ResourceExchange): void {
  const { reply, renderer, type } = exchange;
  const { revision, isGone } = deleteObject(writeRequest(exchange));
  // A real server deletes pods in two steps and answers with the pod; here it goes at once.
  if (!isGone || type.plural === 'pods') return reply.json(200, renderer.one(revision));
  const { name, uid } = revision.object.metadata;
  const details = { ...detailsOf(type, name), uid };
  reply.json(
    200,
    JSON.stringify({ kind: 'Status', apiVersion: 'v1', metadata: {}, status: 'Success', details }),
  );
}

function serveWatch(exchange: ResourceExchange): void {
  const { state, type, path, url, reply, renderer, fault } = exchange;
  const request = { type, namespace: path.namespace, query: url.query };
  const watch = new WatchStream(request, state.watchSettings, { reply, renderer, fault });
  state.watches.add(watch);
  reply.onClose(() => {
    state.watches.delete(watch);
    watch.release();
  });
  watch.start();
}

function serveOther({ state, url, reply }: Exchange, user: string): void {
  if (['/healthz', '/livez', '/readyz'].includes(url.path)) return reply.text(200, 'ok');
  if (url.path !== '/version') state.access.authorizePath(user, url.path);
  const document = discover(url.path, (type) => state.access.isServed(type));
  if (document === undefined) return pageNotFound(reply);
  reply.json(200, JSON.stringify(document));
}

/** A group that serves something else answers with a Status, an unknown group in plain text. */
function unserved({ state, reply }: Exchange, path: ResourcePath): void {
  const apiVersion = path.resource.slice(0, path.resource.lastIndexOf('/'));
  const hasNeighbours = RESOURCE_TYPES.some(
    (type) => type.apiVersion === apiVersion && state.access.isServed(type),
  );
  if (hasNeighbours) throw noSuchResource();
  pageNotFound(reply);
}

function pageNotFound(reply: Reply): void {
  reply.text(404, '404 page not found\n');
}

function noSuchResource(): StatusError {
  return new StatusError({
    code: 404,
    reason: 'NotFound',
    message: 'the server could not find the requested resource',
    details: {},
  });
}

function methodNotAllowed(): StatusError {
  return new StatusError({
    code: 405,
    reason: 'MethodNotAllowed',
    message: 'the server does not allow this method on the requested resource',
    details: {},
  });
}
