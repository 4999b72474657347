// The commands of every rule, as the report has them: with several clusters each must say which one it is for.
import { describe, expect, test } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { classify } from '../../src/classify/classify.ts';
import { exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { NOW } from '../../src/classify/support/examples.ts';
import { loadRulesWithCases } from '../classify/examples.ts';

const rules = await loadRulesWithCases();

/** All commands that the hits of this rule's examples lead to. */
function commandsOf(code: string, cluster: string): readonly string[] {
  const examples = rules.filter((rule) => rule.code === code).flatMap((rule) => rule.examples);
  return examples.flatMap(({ given }) => {
    const snapshot = exampleSnapshot(given);
    const findings = classify(snapshot, rules);
    const context = { nowMs: NOW, cluster, generation: undefined };
    return aggregate(snapshot, findings, context).diagnoses.flatMap(({ commands }) => commands);
  });
}

const withCommands = rules.filter(({ commands }) => commands.length > 0).map(({ code }) => code);

describe.each(withCommands)('the commands of %s', (code) => {
  test('are for the cluster that --cluster-name names', () => {
    const commands = commandsOf(code, 'prod-eu-1');
    expect(commands.length).toBeGreaterThan(0);
    const begin = 'kubectl --context prod-eu-1 --namespace shop ';
    expect(commands.filter((command) => !command.startsWith(begin))).toStrictEqual([]);
  });

  test('are for the current context without a name', () => {
    const commands = commandsOf(code, '');
    expect(commands.filter((command) => command.includes('--context'))).toStrictEqual([]);
  });
});
