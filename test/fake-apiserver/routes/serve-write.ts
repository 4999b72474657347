// One write on one served resource type: checks its form, hands it to the store's side, and answers.
import type { ResourceExchange } from '../exchange.ts';
import { pageNotFound } from '../reply.ts';
import { schemaOf } from '../schema.ts';
import type { WriteRequest } from '../shape.ts';
import { detailsOf, methodNotAllowed, unknownFormat } from '../status.ts';
import {
  applyObject,
  createObject,
  deleteObject,
  jsonPatchObject,
  mergePatchObject,
  updateObject,
  type Written,
} from '../write.ts';

export function serveWrite(
  exchange: ResourceExchange,
  verb: 'create' | 'update' | 'patch' | 'delete',
): void {
  const { path, type, request } = exchange;
  if ((verb === 'create') === (path.name !== undefined)) throw methodNotAllowed();
  if (type.namespaced && path.namespace === undefined) return pageNotFound(exchange.reply);
  if (verb === 'delete') return serveDelete(exchange);
  const { contentType } = request;
  const write = writeRequest(exchange);
  if (verb === 'patch') return answerWritten(exchange, patchObject(write, contentType ?? ''));
  checkFormat(contentType);
  answerWritten(exchange, verb === 'create' ? createObject(write) : updateObject(write));
}

function writeRequest({
  state,
  message,
  request,
  type,
  path,
  url,
  reply,
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
    schema: type.isCustom ? schemaOf(state.definitionOf(type), type) : undefined,
    warn: (texts) => reply.warn(texts),
  };
}

/** Bodies are JSON unless they say otherwise. */
function checkFormat(contentType = 'application/json'): void {
  const spoken = ['json', 'yaml', 'vnd.kubernetes.protobuf'].map((form) => `application/${form}`);
  if (!spoken.includes(contentType.split(';')[0]?.trim() ?? '')) throw unknownFormat(spoken);
}

/** Besides JSON patches, which are answered apart. */
const PATCHES = ['application/merge-patch+json', 'application/apply-patch+yaml'];

function patchObject(request: WriteRequest, contentType: string): Written {
  const mediaType = contentType.split(';')[0]?.trim();
  if (mediaType === 'application/apply-patch+yaml') return applyObject(request);
  if (mediaType === 'application/merge-patch+json') return mergePatchObject(request);
  if (mediaType === 'application/json-patch+json') return jsonPatchObject(request);
  throw unknownFormat(['application/json-patch+json', ...PATCHES]);
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
