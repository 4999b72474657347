// The table of what is told apart: for each way of going wrong its diagnosis, and what holds that to its word.
import type { Classifier } from '../../../src/classify/types.ts';
import { fileOf } from '../../../test/classify/examples.ts';
import type { Scenario } from '../../../test/zoo/scenario.ts';
import type { Area, Row } from './types.ts';

/** The rules with all their examples, and the scenarios whose recordings show them. */
export interface Shown {
  readonly rules: readonly Classifier[];
  readonly scenarios: readonly Scenario[];
}

/** The names of the scenarios that expect a diagnosis at some moment, by its code. */
export function scenariosByCode(scenarios: readonly Scenario[]): ReadonlyMap<string, string[]> {
  const shown = scenarios.flatMap(({ name, expected }) => {
    const steps = expected.services.flatMap((service) => service.steps);
    const diagnoses = steps.flatMap((step) => step.diagnoses);
    const codes = [
      ...steps.map(({ topIssue = '' }) => topIssue).filter((code) => code !== ''),
      ...diagnoses.flatMap(({ code, consequences = [] }) => [code, ...consequences]),
    ];
    return [...new Set(codes)].map((code) => ({ code, name }));
  });
  const byCode = Map.groupBy(shown, ({ code }) => code);
  return new Map([...byCode].map(([code, all]) => [code, all.map(({ name }) => name)]));
}

export function cataloguePage(areas: readonly Area[], { rules, scenarios }: Shown): string {
  const byCode = new Map(rules.map((rule) => [rule.code, rule]));
  const recorded = scenariosByCode(scenarios);
  const rows = areas.flatMap((area) => area.rows);
  return [
    '<!-- Generated from docs/generate/catalogue, src/classify/rules and test/zoo by "npm run generate". Do not edit. -->',
    '# What goes wrong, and what is said',
    '',
    'Each line is one way in which a service goes wrong, or seems to. Hits and near misses are the examples by which the rule is',
    'tested. Recordings are scenarios in `test/zoo` from a real cluster that expect the diagnosis; where one machine with one node',
    'cannot make it, the reason stands there. What has no rule has a reason, too.',
    '',
    ...totals(rows, byCode, recorded),
    '',
    ...areas.flatMap((area) => [
      `## ${area.title}`,
      '',
      '| what happens | diagnosis | rule | hits | near misses | recordings |',
      '|---|---|---|---|---|---|',
      ...area.rows.flatMap((row) => linesOf(row, byCode, recorded)),
      '',
    ]),
  ].join('\n');
}

type Rules = ReadonlyMap<string, Classifier>;
type Recorded = ReadonlyMap<string, readonly string[]>;

function totals(rows: readonly Row[], rules: Rules, recorded: Recorded): readonly string[] {
  const withReason = rows.filter(({ reason }) => reason !== undefined);
  const recordedCodes = [...rules.keys()].filter((code) => recorded.has(code));
  return [
    `- ways of going wrong: ${rows.length}, of which ${rows.length - withReason.length} have a diagnosis`,
    ...kinds(withReason),
    `- diagnoses: ${rules.size}, of which ${recordedCodes.length} are shown by a recording`,
  ];
}

/** "not built yet: 3". */
function kinds(rows: readonly Row[]): readonly string[] {
  const byKind = Map.groupBy(rows, ({ reason = '' }) => reason.slice(0, reason.indexOf(':')));
  return [...byKind].map(([kind, all]) => `- ${kind}: ${all.length}`);
}

function linesOf(row: Row, rules: Rules, recorded: Recorded): readonly string[] {
  const { scenario, codes, reason = '' } = row;
  if (codes.length === 0) return [`| ${scenario} | ${reason} | | | | |`];
  return codes.map((code, index) => {
    const what = index === 0 ? scenario : '';
    const rule = rules.get(code);
    if (rule === undefined) return `| ${what} | ${reason} | | | | |`;
    const hits = rule.examples.filter(({ found }) => found.length > 0).length;
    const cells = [
      `[${code}](diagnoses/${code}.md)`,
      `\`${fileOf(code)}\``,
      String(hits),
      String(rule.examples.length - hits),
      recorded.get(code)?.join(', ') ?? row.unrecorded ?? '',
    ];
    return `| ${what} | ${cells.join(' | ')} |`;
  });
}
