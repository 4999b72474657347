// What a schema refuses, in the words of k8s.io/apiextensions-apiserver and go-openapi/validate.
import { isRecord, type Json, textAt } from './json.ts';
import { childSchema, joined } from './schema.ts';
import type { StatusCause } from './status.ts';

type Fault = Required<StatusCause>;

/** Where a value lies: in the object, and in what is validated, which for /status begins at the status. */
export interface Place {
  readonly field: string;
  readonly told: string;
}

export function schemaFaults(value: unknown, schema: Json, place: Place): readonly Fault[] {
  const wanted = textAt(schema, 'type') ?? '';
  const found = typeOf(value);
  if (wanted !== '' && !isOfType(found, wanted)) {
    return [typeFault(place, { found: JSON.stringify(found), wanted })];
  }
  return [
    ...textFaults(value, schema, place),
    ...numberFaults(value, schema, place),
    ...listFaults(value, schema, place),
    ...mapFaults(value, schema, place),
  ];
}

function typeOf(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'array';
  if (typeof value === 'number') return Number.isInteger(value) ? 'integer' : 'number';
  return typeof value;
}

function isOfType(found: string, wanted: string): boolean {
  return found === wanted || (found === 'integer' && wanted === 'number');
}

function typeFault({ field, told }: Place, type: { found: string; wanted: string }): Fault {
  const { found, wanted } = type;
  return {
    reason: 'FieldValueTypeInvalid',
    message: `Invalid value: ${found}: ${told} in body must be of type ${wanted}: ${found}`,
    field,
  };
}

function bad({ field, told }: Place, value: unknown, why: string): Fault {
  const message = `Invalid value: ${JSON.stringify(value)}: ${told} in body ${why}`;
  return { reason: 'FieldValueInvalid', message, field };
}

function textFaults(value: unknown, schema: Json, place: Place): readonly Fault[] {
  if (typeof value !== 'string') return [];
  const { maxLength, minLength, pattern, format, enum: words } = schema;
  const length = Array.from(value).length;
  const faults: Fault[] = [];
  if (typeof maxLength === 'number' && length > maxLength) {
    const message = `Too long: may not be more than ${maxLength} bytes`;
    faults.push({ reason: 'FieldValueTooLong', message, field: place.field });
  }
  if (typeof minLength === 'number' && length < minLength) {
    faults.push(bad(place, value, `should be at least ${minLength} chars long`));
  }
  if (typeof pattern === 'string' && !new RegExp(pattern).test(value)) {
    faults.push(bad(place, value, `should match '${pattern}'`));
  }
  if (format === 'date-time' && !isInstant(value)) {
    faults.push(typeFault(place, { found: JSON.stringify(value), wanted: 'date-time' }));
  }
  if (Array.isArray(words) && !words.includes(value)) {
    const list = words.map((word) => JSON.stringify(word)).join(', ');
    const message = `Unsupported value: ${JSON.stringify(value)}: supported values: ${list}`;
    faults.push({ reason: 'FieldValueNotSupported', message, field: place.field });
  }
  return faults;
}

function isInstant(text: string): boolean {
  return /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d/i.test(text) && !Number.isNaN(Date.parse(text));
}

function numberFaults(value: unknown, schema: Json, place: Place): readonly Fault[] {
  if (typeof value !== 'number') return [];
  const { minimum, maximum } = schema;
  if (typeof minimum === 'number' && value < minimum) {
    return [bad(place, value, `should be greater than or equal to ${minimum}`)];
  }
  if (typeof maximum === 'number' && value > maximum) {
    return [bad(place, value, `should be less than or equal to ${maximum}`)];
  }
  return [];
}

function tooMany(place: Place, size: number, most: unknown): readonly Fault[] {
  if (typeof most !== 'number' || size <= most) return [];
  const message = `Too many: ${size}: must have at most ${most} items`;
  return [{ reason: 'FieldValueTooMany', message, field: place.field }];
}

function listFaults(value: unknown, schema: Json, place: Place): readonly Fault[] {
  if (!Array.isArray(value)) return [];
  const items = childSchema(schema, 0);
  return [
    ...tooMany(place, value.length, schema['maxItems']),
    ...value.flatMap((item, at) =>
      items === undefined ? [] : schemaFaults(item, items, within(place, at)),
    ),
    ...duplicates(value, schema).map(({ at, key }) => ({
      reason: 'FieldValueDuplicate',
      message: `Duplicate value: ${key}`,
      field: joined(place.field, at),
    })),
  ];
}

/** Items of a set, or of a map by its keys, that are there already. */
export function duplicates(
  items: readonly unknown[],
  schema: Json,
): readonly { readonly at: number; readonly key: string }[] {
  const type = schema['x-kubernetes-list-type'];
  if (type !== 'set' && type !== 'map') return [];
  const names: readonly unknown[] = Array.isArray(schema['x-kubernetes-list-map-keys'])
    ? schema['x-kubernetes-list-map-keys']
    : [];
  const keys = items.map((item) => {
    if (type === 'set' || !isRecord(item)) return JSON.stringify(item);
    return JSON.stringify(Object.fromEntries(names.map((name) => [name, item[String(name)]])));
  });
  return keys.flatMap((key, at) => (keys.indexOf(key) < at ? [{ at, key }] : []));
}

function mapFaults(value: unknown, schema: Json, place: Place): readonly Fault[] {
  if (!isRecord(value)) return [];
  const required: readonly unknown[] = Array.isArray(schema['required']) ? schema['required'] : [];
  const missing = required.map(String).filter((field) => !Object.hasOwn(value, field));
  return [
    ...tooMany(place, Object.keys(value).length, schema['maxProperties']),
    ...missing.map((field) => ({
      reason: 'FieldValueRequired',
      message: 'Required value',
      field: joined(place.field, field),
    })),
    ...Object.entries(value).flatMap(([field, child]) => {
      const declared = childSchema(schema, field);
      return declared === undefined ? [] : schemaFaults(child, declared, within(place, field));
    }),
  ];
}

function within({ field, told }: Place, step: string | number): Place {
  return { field: joined(field, step), told: joined(told, step) };
}
