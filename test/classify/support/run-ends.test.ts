// Which ends of runs count as the same, and how they are told.
import { describe, expect, test } from 'vitest';
import { crashed } from '../../../src/classify/support/examples.ts';
import { commonEnd, endOf, endWords, type RunEnd } from '../../../src/classify/support/run-ends.ts';
import type { TerminationFact } from '../../../src/facts/index.ts';

describe('the end of a run', () => {
  test.each<[string, Partial<TerminationFact>, RunEnd]>([
    ['is for lack of memory, whatever the code', { exitCode: 1, reason: 'OOMKilled' }, 'memory'],
    ['is a kill from outside', { exitCode: 137 }, 'stopped'],
    ['is a stop from outside', { exitCode: 143 }, 'stopped'],
    ['is an error of its own', { exitCode: 1 }, 'error'],
    ['is the work done', { exitCode: 0, reason: 'Completed' }, 'done'],
    ['is no work done when a signal ended it', { exitCode: 0, signal: 6 }, 'error'],
    ['is an error when code and signal say so', { exitCode: 1, signal: 6 }, 'error'],
  ])('%s', (_, run, wanted) => {
    expect(endOf(crashed(run))).toBe(wanted);
  });
});

describe('the end that runs have in common', () => {
  test.each<[string, readonly number[], RunEnd | undefined]>([
    ['is that of more than half', [1, 137, 1], 'error'],
    ['is told though the codes differ', [1, 2, 3], 'error'],
    ['is none when half ended otherwise', [1, 1, 137, 137], undefined],
    ['is none without runs', [], undefined],
    ['need not be the first', [0, 143, 137], 'stopped'],
  ])('%s', (_, codes, wanted) => {
    expect(commonEnd(codes.map((exitCode) => crashed({ exitCode })))).toBe(wanted);
  });
});

describe('in words it', () => {
  test.each<[string, Partial<TerminationFact>, string]>([
    [
      'ran out of memory, whatever the code',
      { exitCode: 0, reason: 'OOMKilled' },
      'ran out of memory and was killed (OOMKilled)',
    ],
    ['was ended by a signal', { exitCode: 0, signal: 6 }, 'was ended by signal 6'],
    ['ended without an error', { exitCode: 0 }, 'ended without an error (exit code 0)'],
    ['was killed', { exitCode: 137 }, 'was killed from outside (exit code 137)'],
    [
      'ended by an error, which counts more than the signal',
      { exitCode: 134, signal: 6 },
      'ended with exit code 134: the process aborted itself (SIGABRT), often after a failed check in native code',
    ],
    [
      'did not start',
      { exitCode: 128, reason: 'StartError' },
      'ended with exit code 128: the container runtime could not start its command, so it wrote no log',
    ],
    [
      'ended with the plain 128, which is no failed start',
      { exitCode: 128 },
      'ended with exit code 128: the process reported an error and stopped',
    ],
  ])('%s', (_, run, wanted) => {
    expect(endWords(crashed(run))).toBe(wanted);
  });
});
