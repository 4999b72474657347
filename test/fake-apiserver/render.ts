// The form of an answer, as the Accept header asks: whole objects, tables, or metadata only.
import { type Page, renderList } from './list.ts';
import type { ResourceType } from './resources.ts';
import type { Change, EventType, Revision } from './store.ts';
import { partial, renderTable } from './table.ts';

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
}

export function rendererFor(accept: string, settings: RenderSettings): Renderer {
  if (/;as=Table\b/.test(accept)) return tableRenderer(settings);
  if (/;as=PartialObjectMetadata/.test(accept)) return partialRenderer();
  return {
    list: (page) => renderList(settings.type, page),
    one: (revision) => revision.json,
    line: (change, event) => change.line(event),
  };
}

function tableRenderer({ type, definition, now }: RenderSettings): Renderer {
  function table(revisions: readonly Revision[], metadata: Page['metadata']): string {
    const objects = revisions.map(({ object }) => object);
    return renderTable({ type, definition: definition(), nowMs: now() }, objects, { ...metadata });
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
