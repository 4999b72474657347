import { expect, test } from 'vitest';
import { helpText, parseSettings, settingsSchema } from '../src/config.ts';

function wrong(argv: readonly string[], environment: Record<string, string> = {}): string {
  const parsed = parseSettings(argv, environment);
  return parsed.kind === 'wrong' ? parsed.message : `not refused: ${parsed.kind}`;
}

test.each([
  {
    name: 'a number out of range names flag, value and bounds',
    argv: ['--write-qps', '0'],
    message: '--write-qps: got "0", allowed: a number from 0.1 to 1000',
  },
  {
    name: 'a word that is no number',
    argv: ['--write-burst=many'],
    message: '--write-burst: got "many", allowed: a whole number from 1 to 10000',
  },
  {
    name: 'a choice names the choices',
    argv: ['--unlabelled', 'maybe'],
    message: '--unlabelled: got "maybe", allowed: owners or ignore',
  },
  {
    name: 'a label key with a space',
    argv: ['--service-labels', 'app,my label'],
    message:
      '--service-labels: got "app,my label", allowed: label keys, two joined by + for a pair',
  },
  {
    name: 'an empty list',
    argv: ['--service-labels', ' , '],
    message: '--service-labels: got " , ", allowed: at least one entry',
  },
  {
    name: 'a namespace with a capital letter',
    argv: ['--namespaces', 'shop,Shop'],
    message: '--namespaces: got "shop,Shop", allowed: names of namespaces',
  },
  {
    name: 'no namespace at all',
    argv: ['--namespaces='],
    message: '--namespaces: got "", allowed: at least one entry',
  },
  {
    name: 'more namespaces than one operator has watches for',
    argv: [`--namespaces=${'n,'.repeat(33)}`],
    message: `--namespaces: got "${'n,'.repeat(33)}", allowed: at most 32 entries`,
  },
  {
    name: 'namespaces that are all left out again',
    argv: ['--namespaces', 'shop,bank', '--exclude-namespaces=bank,shop,other'],
    message:
      '--namespaces: got "shop,bank", allowed: at least one that exclude-namespaces does not leave out',
  },
  {
    name: 'a label pattern with a star in the middle',
    argv: ['--copy-labels', 'team,a*b'],
    message:
      '--copy-labels: got "team,a*b", allowed: label keys, a * at the end stands for anything',
  },
  {
    name: 'a pattern for all labels',
    argv: ['--copy-labels=*'],
    message: '--copy-labels: got "*", allowed: label keys, a * at the end stands for anything',
  },
  {
    name: 'no service per namespace',
    argv: ['--max-services-per-namespace=0'],
    message: '--max-services-per-namespace: got "0", allowed: a whole number from 1 to 100000',
  },
  {
    name: 'a version from a place that nobody knows',
    argv: ['--version-from=image-tag,env:VERSION'],
    message:
      '--version-from: got "image-tag,env:VERSION", allowed: image-tag, label:KEY or annotation:KEY',
  },
  {
    name: 'an address without a port',
    argv: ['--health-address', 'localhost'],
    message:
      '--health-address: got "localhost", allowed: HOST:PORT, or :PORT for all addresses, up to port 65535',
  },
  {
    name: 'a port that no machine has',
    argv: ['--health-address', ':99999'],
    message:
      '--health-address: got ":99999", allowed: HOST:PORT, or :PORT for all addresses, up to port 65535',
  },
  {
    name: 'three labels joined',
    argv: ['--service-labels=a+b+c'],
    message: '--service-labels: got "a+b+c", allowed: label keys, two joined by + for a pair',
  },
  {
    name: 'half a pair',
    argv: ['--service-labels=app,a+'],
    message: '--service-labels: got "app,a+", allowed: label keys, two joined by + for a pair',
  },
  {
    name: 'an empty flag is a value, and no number',
    argv: ['--write-qps='],
    message: '--write-qps: got "", allowed: a number from 0.1 to 1000',
  },
  {
    name: 'an unknown flag',
    argv: ['--wrong'],
    message: "Unknown option '--wrong'; see --help for the flags that exist",
  },
  {
    name: 'a positional argument',
    argv: ['start'],
    message: "Unexpected argument 'start'; see --help for the flags that exist",
  },
])('is refused in one line: $name', ({ argv, message }) => {
  expect(wrong(argv)).toBe(message);
});

test('a wrong environment variable is named as such', () => {
  expect(wrong([], { SERVICEHEALTH_LOG_LEVEL: 'loud' })).toBe(
    'SERVICEHEALTH_LOG_LEVEL: got "loud", allowed: debug, info, warn, error',
  );
});

test('a hostile value is quoted and cut, so that the message stays one line', () => {
  const message = wrong(['--log-level', `a\nb${'x'.repeat(10_000)}`]);
  expect(message.split('\n')).toHaveLength(1);
  expect(message.length).toBeLessThan(300);
});

test('a flag beats the environment, which beats the default', () => {
  const parsed = parseSettings(['--cluster-name=prod'], {
    SERVICEHEALTH_CLUSTER_NAME: 'test',
    SERVICEHEALTH_WRITE_QPS: '5',
  });
  expect(parsed).toMatchObject({
    kind: 'run',
    settings: { clusterName: 'prod', writeQps: 5, writeBurst: 100, unlabelled: 'owners' },
  });
});

test('namespaces and labels to copy are lists, and no label is one too', () => {
  const argv = ['--namespaces', 'shop, bank', '--exclude-namespaces=kube-system', '--copy-labels='];
  expect(parseSettings(argv, {})).toMatchObject({
    kind: 'run',
    settings: {
      namespaces: ['shop', 'bank'],
      excludeNamespaces: ['kube-system'],
      copyLabels: [],
    },
  });
});

test('an empty variable is none', () => {
  const names = settingsSchema.keyof().options.map((name) => {
    const flag = name.replaceAll(/[A-Z]/g, (letter) => `_${letter}`);
    return [`SERVICEHEALTH_${flag.toUpperCase()}`, ''];
  });
  expect(parseSettings([], Object.fromEntries(names))).toStrictEqual(parseSettings([], {}));
});

test('of two flags alike the last one holds', () => {
  const parsed = parseSettings(['--log-level', 'debug', '--log-level=warn'], {});
  expect(parsed).toMatchObject({ kind: 'run', settings: { logLevel: 'warn' } });
});

test('--help says each default once', () => {
  expect(helpText()).not.toContain('Default: \n');
  for (const line of helpText().split('\n')) {
    expect(line.split('Default:').length, line).toBeLessThanOrEqual(2);
  }
});

test('--help names every setting with its flag and its variable', () => {
  const parsed = parseSettings(['--help'], {});
  expect(parsed).toStrictEqual({ kind: 'help', text: helpText() });
  for (const name of settingsSchema.keyof().options) {
    const flag = name.replaceAll(/[A-Z]/g, (letter) => `-${letter.toLowerCase()}`);
    expect(helpText()).toContain(`--${flag} VALUE`);
    expect(helpText()).toContain(`SERVICEHEALTH_${flag.replaceAll('-', '_').toUpperCase()}`);
  }
});
