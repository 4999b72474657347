import { expect, test } from 'vitest';
import { type E2eArguments, parseE2eArguments } from './arguments.ts';

const plain: E2eArguments = {
  help: false,
  install: false,
  yes: false,
  keep: false,
  kubeconfig: undefined,
  state: '/state',
  scenarios: [],
};

test.each<readonly [claim: string, words: readonly string[], expected: Partial<E2eArguments>]>([
  ['nothing means the whole zoo', [], {}],
  ['names are scenarios', ['healthy', 'oom-killed'], { scenarios: ['healthy', 'oom-killed'] }],
  [
    'switches may stand anywhere',
    ['a', '--keep', '--install'],
    { scenarios: ['a'], keep: true, install: true },
  ],
  ['a given cluster has a file', ['--kubeconfig', '/k', '--yes'], { kubeconfig: '/k', yes: true }],
])('%s', (_claim, words, expected) => {
  expect(parseE2eArguments(['--state', '/state', ...words])).toEqual({ ...plain, ...expected });
});

test('an unknown flag is refused', () => {
  expect(() => parseE2eArguments(['--fast'])).toThrow("Unknown option '--fast'; see --help.");
});
