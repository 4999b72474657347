// What real runtimes print when they die, as OpenJDK 17, Python 3.11, Node.js 24, Go 1.26 and Rust 1.95 printed it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findCrash } from '../../src/logs/crash/find-crash.ts';
import { readLog } from '../../src/logs/read-log.ts';

const folder = join(import.meta.dirname, 'traces');

function trace(name: string): string {
  return readFileSync(join(folder, `${name}.txt`), 'utf8');
}

interface Expected {
  readonly language: string;
  /** Type and message, what ended the process first. */
  readonly chain: readonly string[];
  /** Calls in own code, innermost first, of each. */
  readonly own: readonly (readonly string[])[];
}

const traces: Readonly<Record<string, Expected>> = {
  java: {
    language: 'java',
    chain: [
      'Shop$SettingsException: no port for web',
      'java.lang.NumberFormatException: Cannot parse null string',
    ],
    own: [['Shop.lambda$start$0', 'Shop.start', 'Shop.main'], ['Shop.port']],
  },
  'python-cause': {
    language: 'python',
    chain: [
      'ConfigError: no settings at /etc/app/settings.json',
      "FileNotFoundError: [Errno 2] No such file or directory: '/etc/app/settings.json'",
    ],
    own: [[':load', ':main', ':<module>'], [':load']],
  },
  'python-context': {
    language: 'python',
    chain: ["ValueError: invalid literal for int() with base 10: 'xa'", "KeyError: 'a'"],
    own: [[':h', ':<module>'], [':h']],
  },
  'node-cause': {
    language: 'node',
    chain: ['Error: no database', 'Error: connect ECONNREFUSED 10.0.0.7:5432'],
    own: [
      ['start /app/a.js'],
      ['connect /app/a.js', 'start /app/a.js', 'Object.<anonymous> /app/a.js'],
    ],
  },
  node: {
    language: 'node',
    chain: ["TypeError: Cannot read properties of undefined (reading 'length')"],
    own: [['total /app/b.js', 'Object.<anonymous> /app/b.js']],
  },
  go: {
    language: 'go',
    chain: ['panic: assignment to entry in nil map'],
    own: [['main.(*server).put', 'main.main']],
  },
  'go-signal': {
    language: 'go',
    chain: ['panic: runtime error: invalid memory address or nil pointer dereference'],
    own: [['main.f', 'main.main']],
  },
  rust: {
    language: 'rust',
    chain: [
      'panic: called `Result::unwrap()` on an `Err` value: Os { code: 2, kind: NotFound, message: "No such file or directory" }',
    ],
    own: [['main.rs']],
  },
  'rust-backtrace': {
    language: 'rust',
    chain: [
      'panic: called `Result::unwrap()` on an `Err` value: Os { code: 2, kind: NotFound, message: "No such file or directory" }',
    ],
    own: [['main.rs', 'main::load', 'main::main']],
  },
};

function told(text: string): Expected | undefined {
  const crash = findCrash(text.split('\n'));
  return (
    crash && {
      language: crash.language,
      chain: crash.chain.map(({ type, message }) => `${type}: ${message}`),
      own: crash.chain.map(({ frames }) => {
        return frames
          .filter(({ isOwn }) => isOwn)
          .map(({ at }) => at.replace(/^\/app\/\w+\.py/, ''));
      }),
    }
  );
}

test.each(Object.entries(traces))('%s', (name, expected) => {
  expect(told(trace(name))).toEqual(expected);
});

test('the excerpt holds both exceptions and the own code, and not the runtime', () => {
  const { lines, failure, cause } = readLog({
    text: trace('java'),
    isHeadCut: false,
    isTailCut: false,
    maxLines: 6,
  });
  expect(lines).toEqual([
    'Exception in thread "main" Shop$SettingsException: no port for web',
    '\tat Shop.lambda$start$0(Shop.java:5)',
    '\tat Shop.start(Shop.java:5)',
    '\tat Shop.main(Shop.java:6)',
    'Caused by: java.lang.NumberFormatException: Cannot parse null string',
    '\tat Shop.port(Shop.java:4)',
  ]);
  expect(failure?.type).toBe('Shop$SettingsException');
  expect(cause?.type).toBe('java.lang.NumberFormatException');
});
