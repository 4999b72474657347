import { expect, test } from 'vitest';
import { clusterRole, ownNamespaceRole } from '../../charts/rbac.ts';
import { SOURCE_VERBS } from '../../src/sources/source.ts';
import { quoted, readRepositoryFile, sectionOf, tablesOf } from './tables.ts';

const page = readRepositoryFile('SECURITY.md');
const [rights = []] = tablesOf(sectionOf(page, '## What the operator may do'));
const [sources, ...others] = rights.map(([verbs = '', on = '']) => ({
  verbs,
  resources: quoted(on),
}));

test('all that is watched may be read, as the sources declare it', () => {
  expect(sources).toEqual({ verbs: SOURCE_VERBS.join(', '), resources: ['src/sources/'] });
});

test('the rights besides those of the sources are those of the roles', () => {
  const rules = [...clusterRole().rules, ...ownNamespaceRole().rules]
    .map(({ verbs, resources }) => ({ verbs: verbs.join(', '), resources }))
    .filter(({ verbs }) => verbs !== SOURCE_VERBS.join(', '));
  expect(others).toEqual(rules);
});
