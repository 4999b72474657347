// One request from arrival to answer: record, fault, authenticate, find the type, authorise, serve.
import type { IncomingMessage, ServerResponse } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { REVIEW_PATH, review } from './access-review.ts';
import { AGGREGATED_TYPE, aggregated, wantsAggregated } from './aggregated.ts';
import { discover } from './discovery.ts';
import type { Exchange, ServerState } from './exchange.ts';
import { answerWithFault } from './faults.ts';
import { openApi } from './openapi.ts';
import { parseBody, readBody } from './recorder.ts';
import { rendererFor } from './render.ts';
import { pageNotFound, Reply } from './reply.ts';
import { RESOURCE_TYPES, type ResourceType, typeById } from './resources.ts';
import { type ParsedUrl, parseUrl, type ResourcePath } from './routes/parse-url.ts';
import { serveResource } from './routes/serve-resource.ts';
import { noSuchResource, StatusError } from './status.ts';

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
  if (url.path === REVIEW_PATH && request.method === 'POST') return review(exchange, user);
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
    includeObject: url.query['includeObject'] ?? '',
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

function serveOther({ state, url, reply, message }: Exchange, user: string): void {
  if (['/healthz', '/livez', '/readyz'].includes(url.path)) return reply.text(200, 'ok');
  if (url.path !== '/version') state.access.authorizePath(user, url.path);
  const types = RESOURCE_TYPES.filter((type) => state.access.isServed(type));
  const whole = wantsAggregated(message.headers.accept ?? '')
    ? aggregated(url.path, types)
    : undefined;
  if (whole !== undefined) return reply.text(200, JSON.stringify(whole), AGGREGATED_TYPE);
  const document = discover(url.path, types) ?? openApi(url.path, types, state.definitionOf);
  if (document === undefined) return pageNotFound(reply);
  // The root says so of itself, and kubectl reads it all the same.
  if (url.path === '/openapi/v3') return reply.text(200, JSON.stringify(document));
  reply.json(200, JSON.stringify(document));
}

/** A group that serves something else answers with a Status, an unknown group in plain text. */
function unserved({ state, reply }: Exchange, path: ResourcePath): void {
  const apiVersion = path.resource.slice(0, path.resource.lastIndexOf('/'));
  const hasNeighbours = RESOURCE_TYPES.some(
    (type) => type.apiVersion === apiVersion && state.access.isServed(type),
  );
  // A group of custom types does not say more than an unknown one.
  const isCustom = RESOURCE_TYPES.some((type) => type.apiVersion === apiVersion && type.isCustom);
  if (hasNeighbours && !isCustom) throw noSuchResource();
  pageNotFound(reply);
}
