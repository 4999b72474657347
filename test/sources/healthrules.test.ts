import { describe, expect, test } from 'vitest';
import { healthRuleSource } from '../../src/sources/healthrules.ts';
import { Interner } from '../../src/sources/intern.ts';

const source = healthRuleSource(new Interner());

function project(spec: unknown, status: unknown = {}) {
  const metadata = {
    name: 'r',
    uid: 'u',
    generation: 3,
    creationTimestamp: '2026-01-01T00:00:00Z',
  };
  return source.project({ metadata, spec, status });
}

const DIAGNOSIS = { title: 'a', explanation: 'b', fixes: ['c'] };

test('a rule becomes its fact, with what the schema fills in', () => {
  const spec = { code: 'Acme', match: { exitCodes: [42] }, diagnosis: DIAGNOSIS };
  expect(project(spec)).toEqual({
    kind: 'HealthRule',
    name: 'r',
    uid: 'u',
    createdMs: 1_767_225_600_000,
    generation: 3,
    spec: {
      code: 'Acme',
      scope: {},
      match: { exitCodes: [42] },
      diagnosis: { ...DIAGNOSIS, commands: [], severity: 'error' },
      overrides: [],
    },
    problem: '',
    statusHash: expect.stringMatching(/^[0-9a-f]{64}$/),
    conditions: [],
  });
});

test('a silence is an instant, whatever its time zone', () => {
  const silence = { untilTime: '2026-02-01T02:00:00+02:00', justification: 'j' };
  expect(project({ code: 'OOMKilled', silence })?.spec?.silence).toEqual({
    untilMs: Date.UTC(2026, 1, 1),
    justification: 'j',
    owner: '',
  });
});

describe('texts go into the reports of everybody, so', () => {
  const texts: readonly (readonly [string, string, string])[] = [
    ['secrets are taken out', 'use password=hunter2hunter2 now', 'use password=[redacted] now'],
    ['escapes are taken out', '\u001B[31mred\u001B[0m', 'red'],
    ['what turns the reading direction is taken out', 'a\u202Eb', 'ab'],
  ];

  test.each(texts)('%s', (_, text, kept) => {
    const diagnosis = { title: text, explanation: text, fixes: [text], commands: [text] };
    const own = project({ code: 'Acme', match: { exitCodes: [1] }, diagnosis })?.spec;
    expect(own?.diagnosis).toEqual({
      title: kept,
      explanation: kept,
      fixes: [kept],
      commands: [kept],
      severity: 'error',
    });
    const links = [{ name: text, url: 'https://a.example/' }];
    const annotate = { sentence: text, links };
    expect(project({ code: 'OOMKilled', annotate })?.spec?.annotate).toEqual({
      sentence: kept,
      links: [{ name: kept, url: 'https://a.example/' }],
    });
    const silence = { untilTime: '2026-02-01T00:00:00Z', justification: text, owner: text };
    expect(project({ code: 'OOMKilled', silence })?.spec?.silence).toMatchObject({
      justification: kept,
      owner: kept,
    });
  });
});

test('a label called __proto__ is asked for like any other', () => {
  const labels: unknown = JSON.parse('{"__proto__":"x","team":"a"}');
  const spec = { code: 'OOMKilled', scope: { labels }, annotate: { sentence: 's' } };
  expect(project(spec)?.spec?.scope.labels).toEqual(
    new Map([
      ['__proto__', 'x'],
      ['team', 'a'],
    ]),
  );
});

test('what is too large is not parsed, and what is too deep neither', () => {
  const wide = { code: 'Acme', match: { exitCodes: Array.from({ length: 100_000 }, () => 1) } };
  let deep: unknown = 1;
  for (let level = 0; level < 100_000; level += 1) deep = { deep };
  for (const spec of [wide, { code: 'Acme', match: deep }]) {
    expect(project(spec)).toMatchObject({
      spec: undefined,
      problem: 'spec has more than 65536 characters',
    });
  }
});

/** Of a status with these conditions. */
function hash(...conditions: readonly object[]) {
  return project(undefined, { observedGeneration: 3, conditions })?.statusHash;
}

test('the status counts as the same whenever and in whichever order it was said', () => {
  const ready = { type: 'Ready', status: 'True', reason: 'A', message: 'b', observedGeneration: 3 };
  const stalled = { ...ready, type: 'Stalled', status: 'False' };
  const said = hash(ready, stalled);
  expect(hash(stalled, { ...ready, lastTransitionTime: '2026-01-01T00:00:00Z' })).toBe(said);
  expect(hash(ready, { ...stalled, message: 'c' })).not.toBe(said);
  expect(hash(ready)).not.toBe(said);
});
