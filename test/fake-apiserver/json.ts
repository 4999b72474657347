// Looking into JSON of unknown shape without trusting it.
import type { KubeJson } from './types.ts';

/** A JSON object whose fields nobody has checked yet. */
export type Json = Readonly<Record<string, unknown>>;

export function isRecord(value: unknown): value is Json {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/** What lies at a path of own fields; undefined as soon as one is missing. */
export function valueAt(value: unknown, ...path: readonly string[]): unknown {
  let current = value;
  for (const field of path) {
    if (!isRecord(current) || !Object.hasOwn(current, field)) return undefined;
    current = current[field];
  }
  return current;
}

export function recordAt(value: unknown, ...path: readonly string[]): Json {
  const found = valueAt(value, ...path);
  return isRecord(found) ? found : {};
}

export function textAt(value: unknown, ...path: readonly string[]): string | undefined {
  const found = valueAt(value, ...path);
  return typeof found === 'string' ? found : undefined;
}

export function arrayAt(value: unknown, ...path: readonly string[]): readonly unknown[] {
  const found = valueAt(value, ...path);
  return Array.isArray(found) ? found : [];
}

/** Copies through entries, so that a field named `__proto__` stays a field. */
export function withField(object: Json, field: string, value: unknown): Json {
  const entries = new Map(Object.entries(object));
  if (value === undefined) entries.delete(field);
  else entries.set(field, value);
  return Object.fromEntries(entries);
}

export function withoutFields(object: Json, fields: readonly string[]): Json {
  return Object.fromEntries(Object.entries(object).filter(([field]) => !fields.includes(field)));
}

/** `metadata` with some fields replaced; undefined takes a field away. */
export function withMetadata(object: KubeJson, changes: Json): KubeJson {
  let metadata: Json = object.metadata;
  for (const [field, value] of Object.entries(changes))
    metadata = withField(metadata, field, value);
  return { ...object, metadata: { ...metadata, name: object.metadata.name } };
}

export function isKubeJson(value: unknown): value is KubeJson {
  return (
    isRecord(value) &&
    typeof value['apiVersion'] === 'string' &&
    typeof value['kind'] === 'string' &&
    textAt(value, 'metadata', 'name') !== undefined
  );
}
