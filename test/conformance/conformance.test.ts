import { describe, expect, test } from 'vitest';
import { accepted } from './accepted.ts';
import { areas } from './calls/all.ts';
import { complaintsOf, differencesOf } from './compare.ts';
import { daysSince, readRecording } from './recording.ts';
import { fakeAnswers } from './servers.ts';

const recording = readRecording(areas);
/** What `calls/tables.ts` makes says that it is of this day. */
const OLD_MS = Date.parse('2020-01-01T00:00:00Z');

describe('the recording of a real API server', () => {
  test('is of these calls, and as it was written; else run `node test/conformance/record.ts`', () => {
    expect(recording.complaints).toEqual([]);
  });

  test('has an answer for every call', () => {
    const names = areas.flatMap(({ name, calls }) => calls.map((call) => `${name}: ${call.name}`));
    expect([...recording.answers.keys()]).toEqual(names);
    expect(new Set(names).size).toBe(names.length);
  });
});

test('the fake API server differs from a real one only where the list says so', async () => {
  const differences = differencesOf(
    await fakeAnswers(recording.definition, daysSince(recording.answers, OLD_MS)),
    recording.answers,
  );
  expect(complaintsOf(differences, accepted).join('\n')).toBe('');
}, 60_000);
