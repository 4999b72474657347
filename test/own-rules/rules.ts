// Rules as a platform team writes them, and what is made of them: through the same projection as in a cluster.

import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { classify } from '../../src/classify/classify.ts';
import { exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import type { Classifier, RuledFinding } from '../../src/classify/types.ts';
import type { HealthRuleFact, ServiceSnapshot } from '../../src/facts/index.ts';
import { type ReadRules, RuleBook } from '../../src/own-rules/rule-book.ts';
import { healthRuleSource } from '../../src/sources/healthrules.ts';
import { Interner } from '../../src/sources/intern.ts';

export const catalogue = await loadCatalogue();

const source = healthRuleSource(new Interner());

/** A spec, as YAML would give it. */
export type Spec = Readonly<Record<string, unknown>>;

export const DIAGNOSIS = {
  title: '{Who} finds the ledger locked',
  explanation: 'The ledger that {workload} needs is locked.',
  fixes: ['Ask #ledger to unlock it.'],
};

/** A rule with a diagnosis of its own. */
export function own(match: Spec, more: Spec = {}): Spec {
  return { code: 'AcmeLedgerLocked', match, diagnosis: DIAGNOSIS, ...more };
}

function ruleObject(name: string, spec: unknown, createdSecond = 0): Spec {
  const second = String(createdSecond % 60).padStart(2, '0');
  const minute = String(Math.floor(createdSecond / 60)).padStart(2, '0');
  return {
    apiVersion: 'servicehealth.dev/v1alpha1',
    kind: 'HealthRule',
    metadata: {
      name,
      uid: `uid-${name}`,
      generation: 1,
      creationTimestamp: `2026-01-01T00:${minute}:${second}Z`,
    },
    spec,
  };
}

export function factOf(name: string, spec: unknown, createdSecond = 0): HealthRuleFact {
  const fact = source.project(ruleObject(name, spec, createdSecond));
  if (fact === undefined) throw new Error('a rule has a name and a uid');
  return fact;
}

/** What is made of these rules, of which the first is the oldest. */
export function read(
  specs: Readonly<Record<string, unknown>>,
  rules: readonly Classifier[] = catalogue,
): ReadRules {
  const facts = Object.entries(specs).map(([name, spec], index) => factOf(name, spec, index));
  return new RuleBook(rules).read(facts);
}

/** "Ready", or the reason and message of the one rule. */
export function verdictOf(spec: unknown): string {
  const verdict = read({ rule: spec }).verdicts.get('uid-rule');
  if (verdict === undefined) return 'nothing is said';
  return verdict.isUsed ? 'Ready' : `${verdict.reason}: ${verdict.message}`;
}

/** All that is found with the rule beside the catalogue. */
export function found(spec: unknown, given: Partial<ServiceSnapshot>): readonly RuledFinding[] {
  const classifiers = read({ rule: spec }).team.classifiers.map(({ what }) => what);
  if (classifiers.length === 0) throw new Error(verdictOf(spec));
  return classify(exampleSnapshot(given), [...catalogue, ...classifiers]);
}
