import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { renderRuleCrd } from '../../crds/generate.ts';
import { isUnbounded, type Node, nodesOf } from './schema-nodes.ts';

const FILE = new URL('../../crds/healthrule.yaml', import.meta.url);
const definition = parse(readFileSync(FILE, 'utf8'));
const version = definition.spec.versions[0];

const text = readFileSync(FILE, 'utf8');
const all = [...nodesOf(text, 'spec'), ...nodesOf(text, 'status')];

function pathsWhere(isWanted: (node: Node) => boolean): readonly string[] {
  return all.filter(([, node]) => isWanted(node)).map(([path]) => path);
}

it('the file is what the generator writes', () => {
  expect(readFileSync(FILE, 'utf8')).toBe(renderRuleCrd());
});

it('has nodes to look at', () => {
  expect(all.map(([path]) => path)).toEqual(
    expect.arrayContaining(['spec.match.logPattern', 'spec.scope.labels{}', 'status.conditions[]']),
  );
});

it('every string, list, map and number is bounded', () => {
  expect(pathsWhere(isUnbounded)).toEqual([]);
});

it('every field explains itself in a sentence', () => {
  expect(pathsWhere(({ description }) => !/[.…]$/.test(String(description)))).toEqual([]);
});

it('is of the whole cluster, with the columns that the documents promise', () => {
  const columns: readonly { name: string; priority?: number }[] = version.additionalPrinterColumns;
  const { scope, names } = definition.spec;
  expect({
    scope,
    plural: names.plural,
    narrow: columns.filter(({ priority }) => !priority).map(({ name }) => name.toUpperCase()),
    wide: columns.filter(({ priority }) => priority === 1).map(({ name }) => name.toUpperCase()),
    subresources: version.subresources,
  }).toEqual({
    scope: 'Cluster',
    plural: 'healthrules',
    narrow: ['CODE', 'SEVERITY', 'READY', 'AGE'],
    wide: ['REASON', 'MESSAGE'],
    subresources: { status: {} },
  });
});

it('refuses by itself what a single look at the spec shows to be none', () => {
  const rules = all.flatMap(([path, node]) => {
    const validations = node['x-kubernetes-validations'];
    return Array.isArray(validations) ? validations.map(({ message }) => [path, message]) : [];
  });
  expect(rules).toEqual([
    ['spec', 'a rule has exactly one of match, annotate and silence'],
    ['spec', 'match and diagnosis go together'],
    ['spec', 'overrides belong to a diagnosis of severity error'],
    [
      'spec.match',
      'match needs one of waitingReasons, terminatedReasons, exitCodes, eventReasons, messagePattern and logPattern',
    ],
    ['spec.annotate', 'annotate needs one of runbookURL, links and sentence'],
  ]);
});

it('links take https and nothing else, also in the words of Go', () => {
  const patterns = all
    .filter(([path]) => /(URL|url|link)$/.test(path))
    .map(([, node]) => String(node['pattern']));
  expect(patterns).toHaveLength(3);
  expect(new Set(patterns).size).toBe(1);
  const link = new RegExp(patterns[0] ?? '');
  const good = ['https://a.example', 'https://a.example:8443/x?q=1#y', 'https://[::1]/a@b'];
  const bad = [
    'http://a.example',
    'javascript:alert(1)',
    'https://user:pw@a.example/',
    'https://a.example/"onclick',
    'https://a.example/<b>',
    'https://a.example/\u202Ecod.exe',
    'https://a.example/ b',
    'https://',
  ];
  expect([...good, ...bad].filter((url) => link.test(url))).toEqual(good);
  expect(patterns[0]).not.toMatch(/\(\?[=!<]|\\\d/);
});
