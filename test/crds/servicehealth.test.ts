import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderCrd } from '../../crds/generate.ts';
import { isUnbounded, type Node, nodesOf } from './schema-nodes.ts';

const FILE = new URL('../../crds/servicehealth.yaml', import.meta.url);
const definition = parse(readFileSync(FILE, 'utf8'));
const version = definition.spec.versions[0];
const root: Node = version.schema.openAPIV3Schema;

const text = readFileSync(FILE, 'utf8');
const all = [...nodesOf(text, 'spec'), ...nodesOf(text, 'status')];

function pathsWhere(isWanted: (node: Node) => boolean): readonly string[] {
  return all.filter(([, node]) => isWanted(node)).map(([path]) => path);
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
  const required = nodesOf(text, 'status').flatMap(([path, node]) =>
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
