// How much of a cluster is watched: all of it, or some namespaces, each with watches and tables of its own.

import { type Feed, listPath } from './feeds.ts';
import type { Sink } from './index/table.ts';
import { field, textField } from './kube/json.ts';

/** Which namespaces are watched. */
export interface ScopeConfig {
  /** Empty: all. */
  readonly namespaces: readonly string[];
  /** Left out in either case. */
  readonly excludeNamespaces: readonly string[];
}

/** One watch: a source in one scope. */
export interface ScopedFeed extends Feed {
  /** Undefined: the whole cluster. */
  readonly namespace: string | undefined;
  /** "/apis/apps/v1/namespaces/shop/deployments" */
  readonly path: string;
}

/** The namespaces to watch one by one; undefined for a watch over all. Empty when nothing is left to watch. */
export function watchedNamespaces({
  namespaces,
  excludeNamespaces,
}: ScopeConfig): readonly string[] | undefined {
  if (namespaces.length === 0) return undefined;
  return [...new Set(namespaces)].filter((name) => !excludeNamespaces.includes(name));
}

/** All feeds in each scope. `createAll` is called once per scope: a full list sweeps its own table only. */
export function scopedFeeds(
  config: ScopeConfig,
  createAll: () => readonly Feed[],
): readonly ScopedFeed[] {
  const namespaces = watchedNamespaces(config);
  if (namespaces !== undefined) {
    return namespaces.flatMap((namespace) =>
      createAll()
        // Nodes are in no namespace, so no Role can let us read them: then only their diagnoses are missing.
        .filter(({ isClusterScoped }) => !isClusterScoped)
        .map((feed) => ({ ...feed, namespace, path: pathIn(namespace, feed) })),
    );
  }
  const excluded = new Set(config.excludeNamespaces);
  return createAll().map((feed) => ({
    ...feed,
    namespace: undefined,
    path: listPath(feed),
    sink: excluded.size === 0 ? feed.sink : withoutNamespaces(feed.sink, excluded),
  }));
}

function pathIn(namespace: string, feed: Feed): string {
  const version = listPath(feed).slice(0, -feed.resource.length);
  return `${version}namespaces/${encodeURIComponent(namespace)}/${feed.resource}`;
}

/** What is left out is dropped before anything is read of it. */
function withoutNamespaces(sink: Sink, excluded: ReadonlySet<string>): Sink {
  function isWatched(object: unknown): boolean {
    return !excluded.has(textField(field(object, 'metadata'), 'namespace') ?? '');
  }
  return {
    syncStart: () => sink.syncStart(),
    upsert(object) {
      if (isWatched(object)) sink.upsert(object);
    },
    remove(object) {
      if (isWatched(object)) sink.remove(object);
    },
    syncEnd: () => sink.syncEnd(),
  };
}
