import { describe, expect, test } from 'vitest';
import { type WordHistoryInput, wordHistory } from '../../src/aggregate/word-history.ts';
import { exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { ago, NOW } from '../../src/classify/support/examples.ts';
import type { ReportMemory } from '../../src/facts/index.ts';

const CHANGE = { timeMs: ago(60), from: 'Healthy', to: 'Degraded', reason: 'OOMKilled' };

/** What is said of a service that is Degraded now. */
function historyAfter(facts: Partial<ReportMemory>) {
  const memory = { ...exampleSnapshot().memory, ...facts };
  const input: WordHistoryInput = { memory, health: 'Degraded', reason: 'AppError', nowMs: NOW };
  return wordHistory(input);
}

describe('since when the word is what it is', () => {
  test.each<[string, Partial<ReportMemory>, number]>([
    ['it began with the first report', {}, NOW],
    ['it stays while the word does', { health: 'Degraded', healthSinceMs: ago(60) }, ago(60)],
    ['it begins anew with another word', { health: 'Healthy', healthSinceMs: ago(60) }, NOW],
    ['it is not in the future', { health: 'Degraded', healthSinceMs: NOW + 1 }, NOW],
    ['it is now where nobody noted it', { health: 'Degraded' }, NOW],
  ])('%s', (_, memory, wanted) => {
    expect(historyAfter(memory).healthSinceMs).toBe(wanted);
  });
});

describe('what the word was before', () => {
  const now = { timeMs: NOW, from: 'Healthy', to: 'Degraded', reason: 'AppError' };
  test.each<[string, Partial<ReportMemory>, readonly unknown[]]>([
    ['a first word is no change', {}, []],
    ['a word that there is not is none', { health: 'Fine', transitions: [CHANGE] }, [CHANGE]],
    ['the same word is no change', { health: 'Degraded', transitions: [CHANGE] }, [CHANGE]],
    [
      'another word is the newest change',
      { health: 'Healthy', transitions: [CHANGE] },
      [now, CHANGE],
    ],
    [
      'a change from what is no word is dropped',
      { transitions: [{ ...CHANGE, from: 'Fine' }, CHANGE] },
      [CHANGE],
    ],
    [
      'so is one to what is no word',
      { transitions: [{ ...CHANGE, to: 'Fine' }, CHANGE] },
      [CHANGE],
    ],
    [
      'one of a clock that is five minutes ahead may be ours',
      { transitions: [{ ...CHANGE, timeMs: NOW + 300_000 }] },
      [{ ...CHANGE, timeMs: NOW + 300_000 }],
    ],
    ['one later than that is not', { transitions: [{ ...CHANGE, timeMs: NOW + 300_001 }] }, []],
    [
      'ten are kept',
      { health: 'Healthy', transitions: Array.from({ length: 10 }, () => CHANGE) },
      [now, ...Array.from({ length: 9 }, () => CHANGE)],
    ],
  ])('%s', (_, memory, wanted) => {
    expect(historyAfter(memory).transitions).toEqual(wanted);
  });
});
