import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderCrd } from '../../crds/generate.ts';

interface Node {
  readonly description?: string;
  readonly pattern?: string;
  readonly type: string;
  readonly required?: readonly string[];
  readonly properties?: Readonly<Record<string, Node>>;
  readonly items?: Node;
  readonly additionalProperties?: Node;
  readonly [keyword: string]: unknown;
}

const FILE = new URL('../../crds/servicehealth.yaml', import.meta.url);
const definition = parse(readFileSync(FILE, 'utf8'));
const version = definition.spec.versions[0];
const root: Node = version.schema.openAPIV3Schema;

/** Every node below spec and status, with its path. */
function nodes(node: Node, path: string): readonly (readonly [string, Node])[] {
  return [
    [path, node],
    ...Object.entries(node.properties ?? {}).flatMap(([name, child]) =>
      nodes(child, `${path}.${name}`),
    ),
    ...(node.items ? nodes(node.items, `${path}[]`) : []),
    ...(node.additionalProperties ? nodes(node.additionalProperties, `${path}{}`) : []),
  ];
}

function part(name: 'spec' | 'status'): readonly (readonly [string, Node])[] {
  const node = root.properties?.[name];
  if (node === undefined) throw new Error(`the schema has no ${name}`);
  return nodes(node, name);
}

const all = [...part('spec'), ...part('status')];

function pathsWhere(isWanted: (node: Node) => boolean): readonly string[] {
  return all.filter(([, node]) => isWanted(node)).map(([path]) => path);
}

function isUnbounded(node: Node): boolean {
  if (node.type === 'array') return node['maxItems'] === undefined;
  if (node.type === 'integer') return node['minimum'] === undefined;
  if (node.additionalProperties !== undefined) return node['maxProperties'] === undefined;
  if (node.type !== 'string') return false;
  return (node['maxLength'] ?? node['enum'] ?? node['format']) === undefined;
}

it('the file is what the generator writes', () => {
  expect(readFileSync(FILE, 'utf8')).toBe(renderCrd());
});

it('every string, list, map and number is bounded', () => {
  expect(pathsWhere(isUnbounded)).toEqual([]);
});

it('every field explains itself in a sentence', () => {
  expect(pathsWhere(({ description }) => !/[.…]$/.test(description ?? ''))).toEqual([]);
});

it('no field of status is required but the key of a condition', () => {
  const required = part('status').flatMap(([path, node]) =>
    (node.required ?? []).map((name) => `${path}.${name}`),
  );
  expect(required).toEqual(['status.conditions[].type']);
});

it('lists are replaced whole but conditions and what teams write', () => {
  const lists = all.filter(([, node]) => node['x-kubernetes-list-type'] !== 'atomic');
  expect(
    lists
      .filter(([, { type }]) => type === 'array')
      .map(([path, node]) => [
        path,
        node['x-kubernetes-list-type'],
        node['x-kubernetes-list-map-keys'],
      ]),
  ).toEqual([
    ['spec.groupBy', 'set', undefined],
    ['spec.ignore', 'map', ['code']],
    ['spec.links', 'map', ['name']],
    ['status.conditions', 'map', ['type']],
  ]);
});

it('before the first report the status says that no spec was observed', () => {
  expect(root.properties?.['status']?.['default']).toEqual({ observedGeneration: -1 });
});

it('kubectl knows the names and columns that the documents promise', () => {
  const columns: readonly { name: string; priority?: number }[] = version.additionalPrinterColumns;
  const { names, scope } = definition.spec;
  expect({
    scope,
    shortNames: names.shortNames,
    categories: names.categories,
    narrow: columns.filter(({ priority }) => !priority).map(({ name }) => name.toUpperCase()),
    wide: columns.filter(({ priority }) => priority === 1).map(({ name }) => name.toUpperCase()),
    selectable: version.selectableFields,
    subresources: version.subresources,
  }).toEqual({
    scope: 'Namespaced',
    shortNames: ['svch'],
    categories: ['all'],
    narrow: ['HEALTH', 'PODS', 'ISSUES', 'TOP-ISSUE', 'SINCE', 'AGE'],
    wide: ['VERSIONS', 'RESTARTS', 'READY', 'SUMMARY'],
    selectable: [{ jsonPath: '.status.health' }, { jsonPath: '.status.topIssue' }],
    subresources: { status: {} },
  });
});

it('every pattern is one that Go can read too', () => {
  // RE2 knows no look-around and no back references.
  const patterns = all.map(([, node]) => node.pattern ?? '');
  expect(patterns.filter((pattern) => /\(\?[=!<]|\\\d/.test(pattern))).toEqual([]);
});
