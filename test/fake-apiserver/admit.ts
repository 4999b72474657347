// A written object against the schema of its custom type: cut, filled in, and refused.
import { isRecord, type Json, recordAt, valueAt } from './json.ts';
import { childSchema, pruned, withDefaults } from './schema.ts';
import { duplicates, schemaFaults } from './schema-faults.ts';
import type { WriteRequest } from './shape.ts';
import { badRequest, invalid, StatusError } from './status.ts';
import type { KubeJson } from './types.ts';

/** The body without unknown fields, which are warned of or refused, as the request wants it. */
export function withoutUnknown(request: WriteRequest, body: Json): Json {
  const { type, schema, query } = request;
  if (schema === undefined) return body;
  const unknown: string[] = [];
  const kept = pruned(body, schema, '', (path) => unknown.push(`unknown field "${path}"`));
  if (query['fieldValidation'] === 'Strict' && unknown.length > 0) {
    const why = `strict decoding error: ${unknown.join(', ')}`;
    const { kind, version } = type;
    throw badRequest(`${kind} in version "${version}" cannot be handled as a ${kind}: ${why}`);
  }
  if (query['fieldValidation'] !== 'Ignore') request.warn(unknown);
  return isRecord(kept) ? kept : body;
}

/** The object with the defaults of its schema; throws what the schema refuses. */
export function admitted({ type, schema, subresource }: WriteRequest, object: KubeJson): KubeJson {
  if (schema === undefined) return object;
  const fields = withDefaults(withoutNulls(object, schema), schema);
  const filled = { ...recordAt({ fields }, 'fields'), metadata: object.metadata };
  const { apiVersion, kind, metadata } = object;
  const { name } = metadata;
  const faults = ['spec', 'status']
    // Through /status only the status is looked at, and messages begin there.
    .filter((part) => subresource === undefined || part === subresource)
    .flatMap((part) => {
      const value = valueAt(filled, part);
      const declared = childSchema(schema, part);
      if (value === undefined || declared === undefined) return [];
      const told = subresource === undefined ? part : '';
      return schemaFaults(value, declared, { field: part, told });
    });
  if (faults.length > 0) throw invalid({ group: type.group, kind: type.kind, name }, faults);
  return { ...filled, apiVersion, kind, metadata };
}

function withoutNulls(object: KubeJson, schema: Json): unknown {
  return pruned(object, schema, '', () => undefined);
}

/** An apply has to fit the schema before anything is merged: structured-merge-diff/typed. */
export function checkApplied({ type, schema }: WriteRequest, configuration: KubeJson): void {
  if (schema === undefined) return;
  const { name } = configuration.metadata;
  const fault = ['spec', 'status']
    .map((part) => {
      const declared = childSchema(schema, part);
      return declared && typedFault(configuration[part], declared, `.${part}`);
    })
    .find((found) => found !== undefined);
  if (fault === undefined) return;
  const message = `failed to create typed patch object (/${name}; ${type.apiVersion}, Kind=${type.kind}): ${fault}`;
  throw new StatusError({ code: 500, reason: '', message });
}

function typedFault(value: unknown, schema: Json, path: string): string | undefined {
  if (Array.isArray(value)) return listFault(value, schema, path);
  if (isRecord(value)) return mapFault(value, schema, path);
  const isNumeric = schema['type'] === 'integer' || schema['type'] === 'number';
  if (isNumeric && typeof value === 'string') {
    return `${path}: expected numeric (int or float), got string`;
  }
  return undefined;
}

function listFault(value: readonly unknown[], schema: Json, path: string): string | undefined {
  const [twice] = duplicates(value, schema);
  const key: unknown = twice && JSON.parse(twice.key);
  if (isRecord(key)) {
    const printed = Object.entries(key).map(([field, text]) => `${field}=${JSON.stringify(text)}`);
    return `${path}: duplicate entries for key [${printed.join(',')}]`;
  }
  const items = childSchema(schema, 0);
  return value
    .map((item, at) => items && typedFault(item, items, `${path}[${at}]`))
    .find((found) => found !== undefined);
}

function mapFault(value: Json, schema: Json, path: string): string | undefined {
  return Object.entries(value)
    .map(([field, child]) => {
      const declared = childSchema(schema, field);
      if (declared === undefined) return `${path}.${field}: field not declared in schema`;
      return typedFault(child, declared, `${path}.${field}`);
    })
    .find((found) => found !== undefined);
}
