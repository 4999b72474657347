// Sets of leaf paths, in the notation of managedFields (fieldsV1), and values at such paths.
import { isRecord, type Json, withField } from './json.ts';

/** Steps of one path: `f:name` for a field, `k:{"type":"X"}` for a list item, `.` for the item itself. */
export type FieldPath = readonly string[];

/** Paths by their text, so that two sets can be compared. */
export type FieldSet = ReadonlyMap<string, FieldPath>;

function pathKey(path: FieldPath): string {
  return JSON.stringify(path);
}

export function fieldSet(paths: Iterable<FieldPath>): FieldSet {
  return new Map([...paths].map((path) => [pathKey(path), path]));
}

/** Every leaf: scalars, empty maps, and lists, which are atomic but for conditions (keyed by type). */
export function leavesOf(value: unknown, path: FieldPath = []): readonly FieldPath[] {
  if (isRecord(value) && Object.keys(value).length > 0) {
    return Object.entries(value).flatMap(([field, child]) =>
      leavesOf(child, [...path, `f:${field}`]),
    );
  }
  if (path.at(-1) === 'f:conditions' && isKeyedList(value)) {
    return value.flatMap((item) => {
      const itemPath = [...path, `k:${JSON.stringify({ type: item['type'] })}`];
      return [[...itemPath, '.'], ...leavesOf(item, itemPath)];
    });
  }
  return [path];
}

function isKeyedList(value: unknown): value is readonly Json[] {
  if (!Array.isArray(value) || value.length === 0) return false;
  return value.every((item) => isRecord(item) && typeof item['type'] === 'string');
}

/** Maps and keyed lists with something in them: who makes one owns that it is there. */
export function containersOf(value: unknown, path: FieldPath = []): readonly FieldPath[] {
  if (!isRecord(value) || Object.keys(value).length === 0) {
    return path.at(-1) === 'f:conditions' && isKeyedList(value) ? [[...path, '.']] : [];
  }
  return [
    [...path, '.'],
    ...Object.entries(value).flatMap(([field, child]) =>
      containersOf(child, [...path, `f:${field}`]),
    ),
  ];
}

/** Nested form as stored: `{"f:metadata":{"f:labels":{"f:a":{}}}}`. */
export function encodeFields(paths: Iterable<FieldPath>): Json {
  let root: Json = {};
  for (const path of paths) root = withBranch(root, path);
  return withoutLoneDots(root);
}

/** `.` is only said beside other fields. */
function withoutLoneDots(node: Json): Json {
  const entries = Object.entries(node);
  if (entries.length === 1 && entries[0]?.[0] === '.') return {};
  return Object.fromEntries(
    entries.map(([step, child]) => [step, isRecord(child) ? withoutLoneDots(child) : child]),
  );
}

function withBranch(node: unknown, [step, ...rest]: FieldPath): Json {
  const branch = isRecord(node) ? node : {};
  if (step === undefined) return branch;
  const child = Object.hasOwn(branch, step) ? branch[step] : undefined;
  return withField(branch, step, withBranch(child, rest));
}

export function decodeFields(node: unknown, path: FieldPath = []): readonly FieldPath[] {
  const entries = isRecord(node) ? Object.entries(node) : [];
  if (entries.length === 0) return path.length === 0 ? [] : [path];
  return entries.flatMap(([step, child]) => decodeFields(child, [...path, step]));
}

/** The value at a path; undefined when there is none. `.` reads the item itself. */
export function readPath(value: unknown, path: FieldPath): unknown {
  let current = value;
  for (const step of path) {
    if (step === '.') return current === undefined ? undefined : true;
    current = step.startsWith('k:') ? findItem(current, step) : readField(current, step);
  }
  return current;
}

function readField(value: unknown, step: string): unknown {
  const field = step.slice(2);
  return isRecord(value) && Object.hasOwn(value, field) ? value[field] : undefined;
}

function findItem(list: unknown, step: string): unknown {
  return Array.isArray(list) ? list.find((item) => hasKey(item, step)) : undefined;
}

function hasKey(item: unknown, step: string): boolean {
  return isRecord(item) && step === `k:${JSON.stringify({ type: item['type'] })}`;
}

/** A copy with the value set; missing maps, lists and items on the way are made. */
export function writePath(node: unknown, path: FieldPath, value: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return value;
  if (step === '.') return node ?? {};
  if (!step.startsWith('k:')) {
    const fields = isRecord(node) ? node : {};
    return withField(fields, step.slice(2), writePath(readField(fields, step), rest, value));
  }
  const list: readonly unknown[] = Array.isArray(node) ? node : [];
  const at = list.findIndex((item) => hasKey(item, step));
  if (at >= 0) return list.with(at, writePath(list[at], rest, value));
  return [...list, writePath(JSON.parse(step.slice(2)), rest, value)];
}

/** A copy without the leaf; maps and lists that become empty go with it. */
export function removePath(node: unknown, path: FieldPath): unknown {
  const [step, ...rest] = path;
  if (step === undefined || step === '.') return undefined;
  if (step.startsWith('k:')) {
    if (!Array.isArray(node)) return node;
    const items: readonly unknown[] = node.map((item) =>
      hasKey(item, step) ? removePath(item, rest) : item,
    );
    const left = items.filter((item) => item !== undefined);
    return left.length > 0 ? left : undefined;
  }
  if (!isRecord(node) || !Object.hasOwn(node, step.slice(2))) return node;
  const left = withField(node, step.slice(2), removePath(readField(node, step), rest));
  return Object.keys(left).length > 0 ? left : undefined;
}

/** `.status.conditions[type="Ready"].status`, as conflicts name a field. */
export function printPath(path: FieldPath): string {
  return path
    .filter((step) => step !== '.')
    .map((step) => {
      if (!step.startsWith('k:')) return `.${step.slice(2)}`;
      const key: unknown = JSON.parse(step.slice(2));
      return `[type=${JSON.stringify(isRecord(key) ? key['type'] : '')}]`;
    })
    .join('');
}
