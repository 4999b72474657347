import { expect, test } from 'vitest';
import { commitOf } from '../../src/sources/commits.ts';
import { Interner } from '../../src/sources/intern.ts';

const OCI = 'org.opencontainers.image.revision';
const FULL = '0123456789abcdef0123456789abcdef01234567';

type Case = readonly [
  claim: string,
  labels: Readonly<Record<string, string>>,
  annotations: unknown,
  commit: string | undefined,
];

const cases: readonly Case[] = [
  ['a label says', { 'git-commit': 'abc1234' }, {}, 'abc1234'],
  ['an annotation says', {}, { [OCI]: FULL }, FULL],
  [
    'the label of the image specification comes first',
    { commit: 'abc1234', [OCI]: FULL },
    {},
    FULL,
  ],
  [
    'a label comes before the annotation of its name',
    { [OCI]: 'abc1234' },
    { [OCI]: FULL },
    'abc1234',
  ],
  ['what is no commit does not hide one', { [OCI]: 'main' }, { 'git-sha': 'ABC1234' }, 'ABC1234'],
  ['a branch is no commit', { [OCI]: 'main' }, {}, undefined],
  ['six digits are none', { commit: 'abc123' }, {}, undefined],
  ['sixty-five digits are none', {}, { commit: 'a'.repeat(65) }, undefined],
  ['a sentence is none', {}, { commit: 'fix the build, abc1234' }, undefined],
  ['a number is none', {}, { commit: 1234567 }, undefined],
  ['another key says nothing', { 'example.com/commit': 'abc1234' }, {}, undefined],
  ['annotations that are none say nothing', {}, ['abc1234'], undefined],
];

test.each(cases)('%s', (_, labels, annotations, commit) => {
  const facts = new Map(Object.entries(labels));
  expect(commitOf({ annotations }, facts, new Interner())).toBe(commit);
});
