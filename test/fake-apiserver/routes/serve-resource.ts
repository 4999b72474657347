// One verb on one served resource type: from the exchange to the store, and the answer back.
import type { ResourceExchange } from '../exchange.ts';
import { listPage } from '../list.ts';
import type { WriteRequest } from '../shape.ts';
import { detailsOf, methodNotAllowed, noSuchResource, notFound, StatusError } from '../status.ts';
import { keyOf } from '../store.ts';
import { WatchStream } from '../watch.ts';
import {
  applyObject,
  createObject,
  deleteObject,
  mergePatchObject,
  updateObject,
  type Written,
} from '../write.ts';

export function serveResource(exchange: ResourceExchange, verb: string): void {
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
