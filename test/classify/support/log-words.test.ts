// How a sentence about the end of a run goes on with what its log says.
import { expect, test } from 'vitest';
import { crashLog } from '../../../src/classify/support/example-logs.ts';
import { ago } from '../../../src/classify/support/examples.ts';
import { lastWords, sayingOf } from '../../../src/classify/support/log-words.ts';

test.each([
  ['FATAL ERROR: JavaScript heap out of memory', '; by its log it used up the heap of Node.js'],
  [
    'listen tcp :8080: bind: address already in use',
    '; by its log it could not listen on port 8080',
  ],
  ['x509: certificate has expired', '; by its log a certificate has expired'],
  ['Error: getaddrinfo ENOTFOUND redis', '; by its log it did not find host "redis"'],
  ['Error: connect ECONNREFUSED 10.0.0.7:5432', '; by its log it did not reach 10.0.0.7:5432'],
  ['mkdir /data: read-only file system', '; by its log the file system at "/data" is read-only'],
  ['DATABASE_URL is not set', '; by its log the setting DATABASE_URL is missing'],
  ['order 17 is not known', ''],
  ['', ''],
])('%j: %j', (line, expected) => {
  expect(sayingOf(crashLog([line]))).toBe(expected);
});

function quoted(...given: Parameters<typeof crashLog>): readonly string[] {
  return lastWords(crashLog(...given)).map(({ value }) => value);
}

test.each([
  [
    'the words that are known',
    [['DATABASE_URL is not set', 'bye'], {}],
    ['DATABASE_URL is not set'],
  ],
  ['the last line where none are', [['order 17 is not known', 'bye'], {}], ['bye']],
  [
    'the exception where a runtime tells one',
    [
      ['Error: no order', '    at f (/app/a.js:1:1)'],
      { failure: { type: 'Error', message: 'no order' } },
    ],
    ['Error: no order'],
  ],
  ['nothing of a run that wrote nothing', [[], {}], []],
  ['nothing of an empty line', [[' '], {}], []],
] as const)('quotes %s', (_claim, [lines, facts], expected) => {
  expect(quoted(lines, facts)).toEqual(expected);
});

test('names pod, container and when', () => {
  expect(lastWords(crashLog(['bye']))).toEqual([
    { object: 'Pod/web-7c9d-x2x1q', field: 'log app', value: 'bye', timeMs: ago(20) },
  ]);
});
