// Tables, the rows kubectl shows: pods as kubectl knows them, custom resources by their printer columns.
import { ageOf } from './human-duration.ts';
import { arrayAt, isRecord, type Json, textAt, valueAt } from './json.ts';
import { podCells } from './print-pod.ts';
import type { ResourceType } from './resources.ts';
import type { KubeJson } from './types.ts';

/** One column: how it is announced and what stands in it. */
interface Column {
  readonly name: string;
  readonly type: string;
  readonly format?: string;
  readonly priority?: number;
  readonly description?: string;
}

interface Layout {
  readonly columns: readonly Column[];
  cells(object: KubeJson): readonly unknown[];
}

/** What a table shows of a type besides its objects. */
export interface TableSource {
  readonly type: ResourceType;
  /** The CustomResourceDefinition of a custom type, if one is known. */
  readonly definition: unknown;
  readonly nowMs: number;
  readonly includeObject: string;
}

const NAME: Column = { name: 'Name', type: 'string', format: 'name' };
const AGE: Column = { name: 'Age', type: 'string' };
const POD_COLUMNS: readonly Column[] = [
  NAME,
  { name: 'Ready', type: 'string' },
  { name: 'Status', type: 'string' },
  { name: 'Restarts', type: 'string' },
  AGE,
  { name: 'IP', type: 'string', priority: 1 },
  { name: 'Node', type: 'string', priority: 1 },
  { name: 'Nominated Node', type: 'string', priority: 1 },
  { name: 'Readiness Gates', type: 'string', priority: 1 },
];

export function renderTable(
  source: TableSource,
  objects: readonly KubeJson[],
  metadata: Json,
): string {
  const layout = layoutOf(source);
  return JSON.stringify({
    kind: 'Table',
    apiVersion: 'meta.k8s.io/v1',
    metadata,
    columnDefinitions: layout.columns.map(({ name, type, format, description, priority }) => ({
      name,
      type,
      format: format ?? '',
      description: description ?? '',
      priority: priority ?? 0,
    })),
    rows: objects.map((object) => ({
      cells: layout.cells(object),
      object: partOf(object, source.includeObject),
    })),
  });
}

function partOf(object: KubeJson, part: string): unknown {
  if (part === 'None') return null;
  return part === 'Object' ? object : partial(object);
}

/** PartialObjectMetadata: an object without spec and status. */
export function partial(object: KubeJson): Json {
  return {
    kind: 'PartialObjectMetadata',
    apiVersion: 'meta.k8s.io/v1',
    metadata: object.metadata,
  };
}

function layoutOf({ type, definition, nowMs }: TableSource): Layout {
  if (type.id === 'v1/pods') {
    return { columns: POD_COLUMNS, cells: (pod) => podCells(pod, nowMs) };
  }
  const printed = type.isCustom ? printerColumns(definition, type.version) : [];
  if (printed.length > 0) return customLayout(printed, nowMs);
  return { columns: [NAME, AGE], cells: (object) => [object.metadata.name, age(object, nowMs)] };
}

function customLayout(printed: readonly Json[], nowMs: number): Layout {
  const columns = printed.map((column) => ({
    name: textAt(column, 'name') ?? '',
    type: textAt(column, 'type') ?? 'string',
    description: textAt(column, 'description') ?? '',
    priority: Number(column['priority'] ?? 0),
  }));
  return {
    columns: [NAME, ...columns],
    cells: (object) => [
      object.metadata.name,
      ...printed.map((column) => customCell(object, column, nowMs)),
    ],
  };
}

function printerColumns(definition: unknown, version: string): readonly Json[] {
  const served = arrayAt(definition, 'spec', 'versions').find(
    (candidate) => textAt(candidate, 'name') === version,
  );
  return arrayAt(served, 'additionalPrinterColumns').filter(isRecord);
}

function customCell(object: KubeJson, column: Json, nowMs: number): unknown {
  const value = readJsonPath(object, textAt(column, 'jsonPath') ?? '');
  if (value === undefined) return null;
  if (column['type'] !== 'date') return value;
  return ageOf(typeof value === 'string' ? value : undefined, nowMs);
}

/** `.a.b`, and one filter on the way: `.status.conditions[?(@.type=="Ready")].status`. */
export function readJsonPath(object: unknown, path: string): unknown {
  const filter = /^([.\w-]*)\[\?\(@\.(\w+)\s*==\s*["'](\w+)["']\)\]([.\w-]*)$/.exec(path);
  if (filter === null) return valueAt(object, ...fieldsOf(path));
  const [, before = '', field = '', wanted, after = ''] = filter;
  const items = arrayAt(object, ...fieldsOf(before));
  const item = items.find((candidate) => textAt(candidate, field) === wanted);
  return valueAt(item, ...fieldsOf(after));
}

function fieldsOf(path: string): readonly string[] {
  return path.split('.').filter((field) => field !== '');
}

function age(object: KubeJson, nowMs: number): string {
  return ageOf(textAt(object, 'metadata', 'creationTimestamp'), nowMs);
}
