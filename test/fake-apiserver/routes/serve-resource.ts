// One verb on one served resource type: from the exchange to the store, and the answer back.
import type { ResourceExchange } from '../exchange.ts';
import { listPage, requestedVersion } from '../list.ts';
import { methodNotAllowed, noSuchResource, notFound } from '../status.ts';
import { keyOf } from '../store.ts';
import { WatchStream } from '../watch.ts';
import { serveWrite } from './serve-write.ts';

export function serveResource(exchange: ResourceExchange, verb: string): void {
  const { state, type, path, url, reply, renderer } = exchange;
  if (!isKnownSubresource(exchange, verb)) {
    throw type.isCustom ? notFound(type, path.name ?? '') : noSuchResource();
  }
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
    case 'update':
    case 'patch':
    case 'delete':
      return serveWrite(exchange, verb);
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
  requestedVersion(state.store, url.query);
  const found = state.store.find(type, keyOf(path.namespace, name));
  if (found === undefined) throw notFound(type, name);
  reply.json(200, renderer.one(found));
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
