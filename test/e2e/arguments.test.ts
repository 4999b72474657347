import { expect, test } from 'vitest';
import { type E2eArguments, parseE2eArguments } from './arguments.ts';

const plain: E2eArguments = {
  help: false,
  all: false,
  install: false,
  yes: false,
  keep: false,
  outage: true,
  stretchMs: 160_000,
  kubeconfig: undefined,
  state: '/state',
  scenarios: [],
};

test.each<readonly [claim: string, words: readonly string[], expected: Partial<E2eArguments>]>([
  ['nothing means the scenarios that are marked', [], {}],
  [
    'of all of them writes are counted longer, without outage',
    ['--all'],
    { all: true, outage: false, stretchMs: 600_000 },
  ],
  ['and with it', ['--all', '--outage'], { all: true, stretchMs: 600_000 }],
  [
    'names are scenarios, and the long proofs are left out',
    ['healthy', 'oom-killed'],
    { scenarios: ['healthy', 'oom-killed'], outage: false, stretchMs: 0 },
  ],
  [
    'the long proofs may be asked for',
    ['healthy', '--outage', '--stretch', '10m'],
    { scenarios: ['healthy'], outage: true, stretchMs: 600_000 },
  ],
  [
    'switches may stand anywhere',
    ['--stretch=30s', '--keep', '--install'],
    { keep: true, install: true, stretchMs: 30_000 },
  ],
  ['a given cluster has a file', ['--kubeconfig', '/k', '--yes'], { kubeconfig: '/k', yes: true }],
])('%s', (_claim, words, expected) => {
  expect(parseE2eArguments(['--state', '/state', ...words])).toEqual({ ...plain, ...expected });
});

test('an unknown flag is refused', () => {
  expect(() => parseE2eArguments(['--fast'])).toThrow("Unknown option '--fast'; see --help.");
});

test('a stretch that is no duration is refused', () => {
  expect(() => parseE2eArguments(['--stretch', 'ten'])).toThrow('--stretch: "ten" is no duration');
});
