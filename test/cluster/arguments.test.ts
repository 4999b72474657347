import { resolve } from 'node:path';
import { describe, expect, it } from 'vitest';
import { cacheFolder, parseArguments } from './arguments.ts';

const environment = { XDG_CACHE_HOME: '/cache' };
const defaults = {
  verb: 'up',
  state: '/cache/servicehealth/cluster',
  kubeconfig: undefined,
  provider: 'auto',
  yes: false,
  install: false,
  forceRebuild: false,
};

function understood(changes: object) {
  return { ok: true, arguments: { ...defaults, ...changes } };
}

function refused(message: string) {
  return { ok: false, message };
}

const cases: readonly (readonly [string, readonly string[], object])[] = [
  ['a verb alone takes every default', ['up'], understood({})],
  ['flags may come before the verb', ['--install', 'up'], understood({ install: true })],
  [
    'every switch is off unless given',
    ['up', '--yes', '--install', '--force-rebuild'],
    understood({ yes: true, install: true, forceRebuild: true }),
  ],
  ['a path follows its flag', ['down', '--state', '/s'], understood({ verb: 'down', state: '/s' })],
  ['a path may be joined with =', ['up', '--state=/s'], understood({ state: '/s' })],
  ['a path may hold a =', ['up', '--state=/a=b'], understood({ state: '/a=b' })],
  ['a relative path is made absolute', ['up', '--state', 's'], understood({ state: resolve('s') })],
  ['a kubeconfig goes with up', ['up', '--kubeconfig', '/k'], understood({ kubeconfig: '/k' })],
  [
    'a kubeconfig does not go with down, which would take another cluster down',
    ['down', '--kubeconfig', '/k'],
    refused('--kubeconfig goes with "up": a given cluster is left as it is.'),
  ],
  ['a provider is named', ['up', '--provider', 'kind'], understood({ provider: 'kind' })],
  [
    'a provider may be joined with =',
    ['up', '--provider=built'],
    understood({ provider: 'built' }),
  ],
  [
    'an unknown provider is refused',
    ['up', '--provider', 'minikube'],
    refused('--provider takes auto, given, kind, built.'),
  ],
  [
    'a provider at the end is refused',
    ['up', '--provider'],
    refused('--provider takes auto, given, kind, built.'),
  ],
  ['help needs no verb', ['--help'], understood({ verb: 'help' })],
  ['help wins over a verb before it', ['up', '--help'], understood({ verb: 'help' })],
  ['help wins over a verb after it', ['-h', 'down'], understood({ verb: 'help' })],
  ['no verb is refused', ['--yes'], refused('Say up, down or status; see --help.')],
  [
    'two verbs are refused',
    ['up', 'down'],
    refused('Both "up" and "down" were asked for; give one.'),
  ],
  [
    'an unknown flag is named',
    ['up', '--force'],
    refused('Unknown argument "--force"; see --help.'),
  ],
  [
    'a switch takes no value',
    ['up', '--yes=1'],
    refused('Unknown argument "--yes=1"; see --help.'),
  ],
  [
    'a flag of every object is no switch',
    ['up', 'toString'],
    refused('Unknown argument "toString"; see --help.'),
  ],
  ['a path flag at the end is refused', ['up', '--state'], refused('--state needs a path.')],
  ['an empty path is refused', ['up', '--state='], refused('--state needs a path.')],
];

describe('parseArguments', () => {
  it.each(cases)('%s', (_, words, expected) => {
    expect(parseArguments(words, environment)).toEqual(expected);
  });
});

describe('cacheFolder', () => {
  it.each([
    ['the XDG folder when there is one', { XDG_CACHE_HOME: '/x' }, /^\/x\/servicehealth$/],
    [
      'the home folder when the XDG one is empty',
      { XDG_CACHE_HOME: '' },
      /\/\.cache\/servicehealth$/,
    ],
    ['the home folder when there is no XDG one', {}, /\/\.cache\/servicehealth$/],
  ])('is %s', (_, given, expected) => {
    expect(cacheFolder(given)).toMatch(expected);
  });
});
