// The table of what goes wrong against the rules and the recordings, both ways.
import { describe, expect, test } from 'vitest';
import { complaintsAbout } from '../../docs/generate/catalogue/complaints.ts';
import { scenariosByCode } from '../../docs/generate/catalogue/page.ts';
import { AREAS } from '../../docs/generate/catalogue/rows.ts';
import type { Row } from '../../docs/generate/catalogue/types.ts';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { loadScenario, scenarioNames } from '../zoo/scenario.ts';

const rules = await loadCatalogue();
const recorded = scenariosByCode(scenarioNames().map(loadScenario));
const rows = AREAS.flatMap((area) => area.rows);

test('every diagnosis is in a row, and every row has its diagnosis or a reason', () => {
  const existing = {
    rules: new Set(rules.map(({ code }) => code)),
    recorded: new Set(recorded.keys()),
  };
  expect(complaintsAbout(AREAS, existing)).toEqual([]);
});

test('every row is a sentence, and none is there twice', () => {
  const scenarios = rows.map(({ scenario }) => scenario);
  expect(scenarios.filter((text) => !/^[A-Z][^.|]*\.$/.test(text))).toEqual([]);
  expect(scenarios).toEqual([...new Set(scenarios)]);
});

test('nothing waits to be built but what needs the logs of containers', () => {
  const waiting = rows.filter(({ reason = '' }) => reason.startsWith('not built yet: '));
  expect(waiting.filter(({ reason = '' }) => !reason.includes('log lines'))).toEqual([]);
});

describe('a row', () => {
  const existing = { rules: new Set(['OOMKilled']), recorded: new Set(['OOMKilled']) };

  function complaints(...some: readonly Omit<Row, 'scenario'>[]): readonly string[] {
    const file = 'crashes.ts';
    const given = some.map((row) => ({ scenario: 'It breaks.', ...row }));
    return complaintsAbout([{ title: 'Crashes', file, rows: given }], existing);
  }

  const known: Omit<Row, 'scenario'> = { codes: ['OOMKilled'] };
  const where = 'docs/generate/catalogue/crashes.ts, "It breaks.": ';

  test.each<[claim: string, row: Omit<Row, 'scenario'>, said: readonly string[]]>([
    ['whose code has a rule needs nothing more', known, []],
    [
      'without a rule may wait with a reason',
      { codes: ['Segfault'], reason: 'not built yet: only the symptom is told' },
      [],
    ],
    ['may have no code at all', { codes: [], reason: 'left out: nothing is wrong' }, []],
    [
      'without a rule says why',
      { codes: ['Segfault'] },
      [`${where}say in a reason why there is no rule for Segfault`],
    ],
    [
      'without a code says why',
      { codes: [] },
      [`${where}say in a reason why there is no rule for it`],
    ],
    [
      'that waits for a rule which is there is told so',
      { codes: ['OOMKilled'], reason: 'not built yet: later' },
      [`${where}OOMKilled has a rule: remove the reason`],
    ],
    [
      'has a reason of a known kind',
      { codes: [], reason: 'no time' },
      [
        `${where}the reason must begin with one of not built yet: | cannot be observed: | left out: `,
      ],
    ],
    [
      'that cannot be recorded is told of its recording',
      { codes: ['OOMKilled'], unrecorded: 'one node' },
      [`${where}a recording shows OOMKilled: remove what says that none can`],
    ],
  ])('%s', (_, row, said) => {
    expect(complaints(known, row)).toEqual(said);
  });

  test.each<[claim: string, row: Omit<Row, 'scenario'>, said: readonly string[]]>([
    [
      'that nobody has recorded says why',
      known,
      [`${where}record OOMKilled, or say in unrecorded why one node cannot make it`],
    ],
    [
      'that one node cannot make needs no recording',
      { ...known, unrecorded: 'one node cannot make it' },
      [],
    ],
  ])('%s', (_, row, said) => {
    const some = [{ scenario: 'It breaks.', ...row }];
    const areas = [{ title: 'Crashes', file: 'crashes.ts', rows: some }];
    expect(complaintsAbout(areas, { rules: existing.rules, recorded: new Set() })).toEqual(said);
  });

  test('is missing for a rule that no row names', () => {
    expect(complaints({ codes: [], reason: 'left out: nothing is wrong' })).toEqual([
      'OOMKilled is in no row: add one to a file in docs/generate/catalogue',
    ]);
  });
});
