import { expect, test } from 'vitest';
import { parseDemoArguments } from './arguments.ts';

const nothing = {
  help: false,
  once: false,
  cluster: false,
  service: { namespace: 'zoo-oom-killed', name: 'oom-killed' },
};

const understood: readonly (readonly [words: string, given: object])[] = [
  ['', {}],
  ['--once', { once: true }],
  ['--cluster', { cluster: true }],
  ['-h', { help: true }],
  ['--help --once', { help: true, once: true }],
  ['--once --service shop/web', { once: true, service: { namespace: 'shop', name: 'web' } }],
  ['--service=shop/web', { service: { namespace: 'shop', name: 'web' } }],
];

test.each(understood)('"%s" is understood', (words, given) => {
  const parsed = parseDemoArguments(words.split(' ').filter((word) => word !== ''));
  expect(parsed).toEqual({ ok: true, arguments: { ...nothing, ...given } });
});

const refused: readonly (readonly [words: string, message: string])[] = [
  ['--service web', '--service needs NAMESPACE/NAME, not "web".'],
  ['--service shop/', '--service needs NAMESPACE/NAME, not "shop/".'],
  ['--service a/b/c', '--service needs NAMESPACE/NAME, not "a/b/c".'],
  ['--twice', "Unknown option '--twice'; see --help."],
  ['--service', "Option '--service <value>' argument missing; see --help."],
];

test.each(refused)('"%s" is refused', (words, message) => {
  expect(parseDemoArguments(words.split(' '))).toEqual({ ok: false, message });
});
