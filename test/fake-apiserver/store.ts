// The server's memory: objects, one global order of changes, and the history that watches resume from.
import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { textAt, withField, withMetadata, withoutFields } from './json.ts';
import { type ResourceType, typeById, typeByKind } from './resources.ts';
import type { KubeJson, ObjectRef, ObjectStore } from './types.ts';

/** One object as it was at one resourceVersion; never changed, serialised at most once per form. */
export class Revision {
  readonly type: ResourceType;
  readonly object: KubeJson;
  readonly version: number;
  readonly key: string;
  /** Its defaults are not stored yet: the next write counts, even if it changes nothing. */
  readonly isUnsettled: boolean;
  #json: string | undefined;
  #itemJson: string | undefined;

  /** Without a version it is what a dry run would have made. */
  constructor(
    type: ResourceType,
    object: KubeJson,
    version: number | undefined,
    isUnsettled = false,
  ) {
    this.isUnsettled = isUnsettled;
    this.type = type;
    this.version = version ?? 0;
    this.object = withMetadata(object, { resourceVersion: version?.toString() });
    this.key = keyOf(object.metadata.namespace, object.metadata.name);
  }

  get json(): string {
    this.#json ??= JSON.stringify(this.object);
    return this.#json;
  }

  /** As it stands in a list: built-in types leave apiVersion and kind to the list. */
  get itemJson(): string {
    this.#itemJson ??= this.type.isCustom
      ? this.json
      : JSON.stringify(withoutFields(this.object, ['apiVersion', 'kind']));
    return this.#itemJson;
  }
}

export type EventType = 'ADDED' | 'MODIFIED' | 'DELETED';

/** One step of history, with its watch lines made at most once for all watchers. */
export class Change {
  readonly type: ResourceType;
  readonly version: number;
  readonly before: Revision | undefined;
  readonly after: Revision | undefined;
  readonly #lines = new Map<EventType, string>();

  constructor(
    type: ResourceType,
    version: number,
    states: { before: Revision | undefined; after: Revision | undefined },
  ) {
    this.type = type;
    this.version = version;
    this.before = states.before;
    this.after = states.after;
  }

  line(event: EventType): string {
    const known = this.#lines.get(event);
    if (known !== undefined) return known;
    const line = `{"type":"${event}","object":${this.shown(event)?.json ?? 'null'}}\n`;
    this.#lines.set(event, line);
    return line;
  }

  /** DELETED shows the last state, stamped with the version of the deletion. */
  shown(event: EventType): Revision | undefined {
    if (event !== 'DELETED') return this.after;
    return this.before && new Revision(this.type, this.before.object, this.version);
  }
}

export function keyOf(namespace: string | undefined, name: string): string {
  return namespace === undefined ? name : `${namespace}/${name}`;
}

export type NamespaceState = 'active' | 'terminating' | 'gone' | 'never seen';

export class MemoryStore implements ObjectStore {
  readonly #now: () => number;
  readonly #historyLimit: number;
  readonly #objects = new Map<string, Map<string, Revision>>();
  readonly #listeners = new Set<(change: Change) => void>();
  readonly #namespacesSeen = new Set<string>();
  #history: Change[] = [];
  #version = 1;
  /** Changes up to this version are forgotten. */
  #compacted = 0;

  constructor(options: { now: () => number; historyLimit: number }) {
    this.#now = options.now;
    this.#historyLimit = options.historyLimit;
  }

  get resourceVersion(): number {
    return this.#version;
  }

  get compactedVersion(): number {
    return this.#compacted;
  }

  put(object: KubeJson): KubeJson {
    const type = typeByKind(object.apiVersion, object.kind);
    if (type === undefined) {
      throw new Error(`the fake API server serves no ${object.kind} of ${object.apiVersion}`);
    }
    const namespace = type.namespaced ? (object.metadata.namespace ?? 'default') : undefined;
    const placed = withMetadata(object, { namespace });
    const before = this.find(type, keyOf(namespace, object.metadata.name));
    return this.commit(type, this.completed(type, placed, before?.object)).object;
  }

  get(ref: ObjectRef): KubeJson | undefined {
    const type = typeById(ref.resource);
    return type && this.find(type, keyOf(ref.namespace, ref.name))?.object;
  }

  list(resource: string, namespace?: string): readonly KubeJson[] {
    const type = typeById(resource);
    if (type === undefined) return [];
    return this.revisions(type)
      .map((revision) => revision.object)
      .filter((object) => namespace === undefined || object.metadata.namespace === namespace);
  }

  remove(ref: ObjectRef): boolean {
    const type = typeById(ref.resource);
    if (type === undefined) return false;
    return this.erase(type, keyOf(ref.namespace, ref.name)) !== undefined;
  }

  /** Takes a version of its own, as other writers of a cluster would: any version from before is then too old. */
  compact(): void {
    this.#version += 1;
    this.#compacted = this.#version;
    this.#history = [];
  }

  find(type: ResourceType, key: string): Revision | undefined {
    return this.#objects.get(type.id)?.get(key);
  }

  /** All objects of a type, in the order of their keys, as etcd lists them. */
  revisions(type: ResourceType): readonly Revision[] {
    return sortedByKey(this.#objects.get(type.id)?.values() ?? []);
  }

  /** The same at an earlier version; undefined when history no longer reaches back. */
  revisionsAt(type: ResourceType, version: number): readonly Revision[] | undefined {
    if (version < this.#compacted) return undefined;
    const state = new Map(this.#objects.get(type.id));
    for (const change of this.changesSince(version).toReversed()) {
      if (change.type !== type) continue;
      if (change.before) state.set(change.before.key, change.before);
      else if (change.after) state.delete(change.after.key);
    }
    return sortedByKey(state.values());
  }

  /** Changes after a version, oldest first. Ask `compactedVersion` first. */
  changesSince(version: number): readonly Change[] {
    let start = this.#history.length;
    while (start > 0 && (this.#history[start - 1]?.version ?? 0) > version) start -= 1;
    return this.#history.slice(start);
  }

  subscribe(listener: (change: Change) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Stores an object as it is, under the next resourceVersion. */
  commit(type: ResourceType, object: KubeJson, isUnsettled = false): Revision {
    this.#version += 1;
    const after = new Revision(type, object, this.#version, isUnsettled);
    const objects = this.#objects.get(type.id) ?? new Map<string, Revision>();
    this.#objects.set(type.id, objects);
    const before = objects.get(after.key);
    objects.set(after.key, after);
    if (type.id === 'v1/namespaces') this.#namespacesSeen.add(object.metadata.name);
    this.#record(new Change(type, this.#version, { before, after }));
    return after;
  }

  erase(type: ResourceType, key: string): Revision | undefined {
    const before = this.find(type, key);
    if (before === undefined) return undefined;
    this.#objects.get(type.id)?.delete(key);
    this.#version += 1;
    this.#record(new Change(type, this.#version, { before, after: undefined }));
    return before;
  }

  namespaceState(name: string): NamespaceState {
    const type = typeById('v1/namespaces');
    const found = type && this.find(type, name);
    if (found === undefined) return this.#namespacesSeen.has(name) ? 'gone' : 'never seen';
    const isEnding =
      textAt(found.object, 'metadata', 'deletionTimestamp') !== undefined ||
      textAt(found.object, 'status', 'phase') === 'Terminating';
    return isEnding ? 'terminating' : 'active';
  }

  /** Fills in what the API server owns: uid, creation time, generation, and the order of the type fields. */
  completed(type: ResourceType, object: KubeJson, before: KubeJson | undefined): KubeJson {
    const given = object.metadata;
    const old: Readonly<Record<string, unknown>> = before?.metadata ?? {};
    const filled = withMetadata(object, {
      uid: given['uid'] ?? old['uid'] ?? randomUUID(),
      creationTimestamp: given['creationTimestamp'] ?? old['creationTimestamp'] ?? this.timestamp(),
      ...(type.hasGeneration
        ? { generation: given['generation'] ?? nextGeneration(object, before) }
        : {}),
    });
    const { apiVersion, kind, metadata, ...rest } = filled;
    return type.isCustom
      ? { apiVersion, kind, metadata, ...rest }
      : { kind, apiVersion, metadata, ...rest };
  }

  timestamp(): string {
    return `${new Date(this.#now()).toISOString().slice(0, 19)}Z`;
  }

  #record(change: Change): void {
    this.#history.push(change);
    if (this.#history.length > 2 * this.#historyLimit) {
      const dropped = this.#history.splice(0, this.#history.length - this.#historyLimit);
      this.#compacted = dropped.at(-1)?.version ?? this.#compacted;
    }
    for (const listener of this.#listeners) listener(change);
  }
}

/** Counts changes of everything but metadata and status. */
export function nextGeneration(object: KubeJson, before: KubeJson | undefined): number {
  if (before === undefined) return 1;
  const old = before.metadata['generation'];
  const generation = typeof old === 'number' ? old : 1;
  return isDeepStrictEqual(desiredState(object), desiredState(before))
    ? generation
    : generation + 1;
}

function desiredState(object: KubeJson): unknown {
  return withField(withoutFields(object, ['metadata', 'apiVersion', 'kind']), 'status', undefined);
}

function sortedByKey(revisions: Iterable<Revision>): readonly Revision[] {
  return [...revisions].sort((a, b) => (a.key < b.key ? -1 : 1));
}
