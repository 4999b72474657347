// The form of an answer, as the Accept header asks: whole objects, tables, or metadata only.
import { type Page, renderList } from './list.ts';
import type { ResourceType } from './resources.ts';
import { badRequest, notAcceptable } from './status.ts';
import type { Change, EventType, Revision } from './store.ts';
import { partial, renderTable } from './table.ts';

/** JSON whole, as a table, as metadata; whoever asks for protobuf names JSON after it. */
const SPOKEN = /^(application\/json|application\/\*|\*\/\*)(;(?!as=|v=|g=).*|;.*\bv=v1\b.*)?$/;

export interface Renderer {
  list(page: Page): string;
  one(revision: Revision): string;
  /** One line of a watch. */
  line(change: Change, event: EventType): string;
}

/** What a renderer must know of the server when it is asked. */
export interface RenderSettings {
  readonly type: ResourceType;
  /** Looked up at each table, since a definition may come later. */
  readonly definition: () => unknown;
  readonly now: () => number;
  /** Which part of its object goes with a row: Metadata, Object or None. */
  readonly includeObject: string;
}

export function rendererFor(accept: string, settings: RenderSettings): Renderer {
  const wanted = accept.split(',').map((form) => form.trim());
  if (accept !== '' && !wanted.some((form) => SPOKEN.test(form))) throw notAcceptable();
  if (/;as=Table\b/.test(accept)) return tableRenderer(settings);
  if (/;as=PartialObjectMetadata/.test(accept)) return partialRenderer();
  return {
    list: (page) => renderList(settings.type, page),
    one: (revision) => revision.json,
    line: (change, event) => change.line(event),
  };
}

function tableRenderer({ type, definition, now, includeObject }: RenderSettings): Renderer {
  const parts = ['', 'Metadata', 'Object', 'None'];
  if (!parts.includes(includeObject)) throw badPart(includeObject);
  function table(revisions: readonly Revision[], metadata: Page['metadata']): string {
    const objects = revisions.map(({ object }) => object);
    return renderTable({ type, definition: definition(), nowMs: now(), includeObject }, objects, {
      ...metadata,
    });
  }
  function one(revision: Revision): string {
    return table([revision], { resourceVersion: String(revision.version) });
  }
  return {
    list: (page) => table(page.revisions, page.metadata),
    one,
    line: (change, event) => lineOf(change, event, one),
  };
}

function badPart(part: string): Error {
  const why = `Invalid value: "${part}": must be 'Metadata', 'Object', 'None', or empty`;
  return badRequest(`Unable to convert to Table as requested: includeObject: ${why}`);
}

function partialRenderer(): Renderer {
  return {
    list: ({ revisions, metadata }) =>
      `{"kind":"PartialObjectMetadataList","apiVersion":"meta.k8s.io/v1",` +
      `"metadata":${JSON.stringify(metadata)},"items":[${revisions.map(onePartial).join(',')}]}`,
    one: onePartial,
    line: (change, event) => lineOf(change, event, onePartial),
  };
}

function onePartial(revision: Revision): string {
  return JSON.stringify(partial(revision.object));
}

function lineOf(change: Change, event: EventType, one: (revision: Revision) => string): string {
  const shown = change.shown(event);
  return `{"type":"${event}","object":${shown ? one(shown) : 'null'}}\n`;
}
