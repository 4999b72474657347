// The structural schema of a custom type: what it cuts away and what it fills in.
import { arrayAt, isRecord, type Json, recordAt, textAt, valueAt } from './json.ts';
import type { ResourceType } from './resources.ts';

/** Every object has these, whatever its schema says of them. */
const IDENTITY = ['apiVersion', 'kind', 'metadata'];

/** Of the served version; undefined when no definition is known. */
export function schemaOf(definition: unknown, type: ResourceType): Json | undefined {
  const version = arrayAt(definition, 'spec', 'versions').find(
    (candidate) => textAt(candidate, 'name') === type.version,
  );
  const schema = valueAt(version, 'schema', 'openAPIV3Schema');
  return isRecord(schema) ? schema : undefined;
}

/** The schema of an item, property or value; undefined when none is declared. */
export function childSchema(schema: Json, step: string | number): Json | undefined {
  const child =
    typeof step === 'number'
      ? schema['items']
      : (valueAt(schema, 'properties', step) ?? schema['additionalProperties']);
  return isRecord(child) ? child : undefined;
}

export function joined(path: string, step: string | number): string {
  if (typeof step === 'number') return `${path}[${step}]`;
  return path === '' ? step : `${path}.${step}`;
}

/** Without the fields that the schema does not declare; `onUnknown` is told of each. */
export function pruned(
  value: unknown,
  schema: Json,
  path: string,
  onUnknown: (path: string) => void,
): unknown {
  if (Array.isArray(value)) {
    const items = childSchema(schema, 0);
    if (items === undefined) return value;
    return value.map((item, at) => pruned(item, items, joined(path, at), onUnknown));
  }
  if (!isRecord(value)) return value;
  const kept = Object.entries(value).flatMap(([field, child]) => {
    if (path === '' && IDENTITY.includes(field)) return [[field, child] as const];
    const declared = childSchema(schema, field);
    if (declared === undefined) onUnknown(joined(path, field));
    // A field that must not be null is one that is not there.
    if (declared === undefined || child === null) return [];
    return [[field, pruned(child, declared, joined(path, field), onUnknown)] as const];
  });
  return Object.fromEntries(kept);
}

/** With the defaults of the schema, wherever their parent is there. */
export function withDefaults(value: unknown, schema: Json): unknown {
  if (Array.isArray(value)) {
    const items = childSchema(schema, 0);
    return items === undefined ? value : value.map((item) => withDefaults(item, items));
  }
  if (!isRecord(value)) return value;
  const filled = new Map(Object.entries(value));
  for (const [field, declared] of Object.entries(recordAt(schema, 'properties'))) {
    if (!filled.has(field) && isRecord(declared) && declared['default'] !== undefined) {
      filled.set(field, declared['default']);
    }
  }
  const entries = [...filled].map(([field, child]) => {
    const declared = childSchema(schema, field);
    return [field, declared === undefined ? child : withDefaults(child, declared)] as const;
  });
  return Object.fromEntries(entries);
}
