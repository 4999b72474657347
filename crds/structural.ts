// From the JSON Schema that zod writes to the subset that a CustomResourceDefinition takes ("structural schema").
import { z } from 'zod';

/** One node of an `openAPIV3Schema`. */
export interface StructuralSchema {
  [keyword: string]: unknown;
}

/**
 * What `required` says. `keysOnly`: nothing but the keys of map lists, so that a report written by another version of
 * the operator is never refused as a whole for one field.
 */
export type RequiredFields = 'asDeclared' | 'keysOnly';

/**
 * The keywords this resource needs, in the order they are written. Whatever else zod emits stops the
 * generator: a bound that was dropped in silence would only be missed when a status is refused.
 */
const KEYWORDS = [
  'description',
  'type',
  'format',
  'default',
  'enum',
  'pattern',
  'minimum',
  'maximum',
  'minLength',
  'maxLength',
  'minItems',
  'maxItems',
  'maxProperties',
  'x-kubernetes-list-type',
  'x-kubernetes-list-map-keys',
  'x-kubernetes-map-type',
  'x-kubernetes-validations',
];

/** Converted on their own. */
const NESTED = ['required', 'properties', 'items', 'additionalProperties'];

/** `$schema` names the dialect, of which a CRD knows one; `propertyNames` is not part of a structural schema. */
const DROPPED = ['$schema', 'propertyNames'];

const KNOWN = new Set([...KEYWORDS, ...NESTED, ...DROPPED]);
const INT32_MAX = 2_147_483_647;

/** The schema of one part of the resource; fields with a default may be left out. */
export function toStructural(schema: z.ZodType, required: RequiredFields): StructuralSchema {
  const source = z.toJSONSchema(schema, { io: 'input', unrepresentable: 'throw' });
  return convert(source, required, '');
}

function convert(source: StructuralSchema, required: RequiredFields, path: string) {
  refuseUnknown(source, path);
  const result: StructuralSchema = {};
  for (const keyword of KEYWORDS) {
    const value = keywordValue(source, keyword);
    if (value !== undefined) result[keyword] = value;
  }
  return { ...result, ...convertNested(source, required, path) };
}

function refuseUnknown(source: StructuralSchema, path: string): void {
  const unknown = Object.keys(source).filter((keyword) => !KNOWN.has(keyword));
  if (unknown.length > 0) {
    throw new Error(`${path || 'schema'}: a CRD cannot say ${unknown.join(', ')}`);
  }
  if (typeof source['type'] !== 'string') {
    throw new TypeError(`${path || 'schema'}: a CRD needs exactly one type here`);
  }
}

function keywordValue(source: StructuralSchema, keyword: string): unknown {
  const value = source[keyword];
  if (keyword === 'format' && source['type'] === 'integer') return integerFormat(source);
  // zod spells out the calendar; the API server parses RFC 3339 by itself.
  if (keyword === 'pattern' && source['format'] === 'date-time') return undefined;
  // The safe-integer bounds are JavaScript's, not ours.
  if (Math.abs(Number(value)) === Number.MAX_SAFE_INTEGER) return undefined;
  // Atomic unless the schema says otherwise: one writer replaces the whole list.
  if (keyword === 'x-kubernetes-list-type' && source['type'] === 'array') return value ?? 'atomic';
  return value;
}

function integerFormat(source: StructuralSchema): string {
  return Number(source['maximum']) <= INT32_MAX ? 'int32' : 'int64';
}

function convertNested(source: StructuralSchema, required: RequiredFields, path: string) {
  const { properties, items, additionalProperties } = source;
  const result: StructuralSchema = {};
  if (required === 'asDeclared' && isFilled(source['required'])) {
    result['required'] = source['required'];
  }
  if (isSchema(properties)) result['properties'] = convertEach(properties, required, path);
  if (isSchema(items)) {
    const keys = source['x-kubernetes-list-map-keys'];
    result['items'] = {
      ...convert(items, required, `${path}[]`),
      // The API server wants the keys of a map list to be required or to have a default.
      ...(required === 'keysOnly' && isFilled(keys) ? { required: keys } : {}),
    };
  }
  // `false` is what pruning does anyway, and a structural schema may not say it.
  if (isSchema(additionalProperties)) {
    result['additionalProperties'] = convert(additionalProperties, required, `${path}{}`);
  }
  return result;
}

function convertEach(properties: StructuralSchema, required: RequiredFields, path: string) {
  const result: StructuralSchema = {};
  for (const [name, schema] of Object.entries(properties)) {
    if (!isSchema(schema)) throw new TypeError(`${path}.${name}: not a schema`);
    result[name] = convert(schema, required, `${path}.${name}`);
  }
  return result;
}

function isFilled(value: unknown): value is readonly unknown[] {
  return Array.isArray(value) && value.length > 0;
}

function isSchema(value: unknown): value is StructuralSchema {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
