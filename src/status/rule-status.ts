// What a HealthRule's status says: used, or not and why.

import type { RuleStatus } from '../api/health-rule.ts';
import { RULE_BOUNDS } from '../api/rule-bounds.ts';
import type { EpochMs, HealthRuleFact } from '../facts/index.ts';
import { freeText } from '../logs/text/free-text.ts';
import type { RuleVerdict } from '../own-rules/types.ts';
import { isoTime } from './iso-time.ts';

/** A parser quotes the pattern, and the reason of a refused spec may quote all of it. */
const MAX_MESSAGE = RULE_BOUNDS.pattern * 2;

/** The status as it should be. A condition that stays as it is keeps its time. */
export function ruleStatus(
  { generation, conditions }: HealthRuleFact,
  verdict: RuleVerdict,
  nowMs: EpochMs,
): RuleStatus {
  const said = verdict.isUsed
    ? { reason: 'RuleInUse', message: 'The rule is used.' }
    : { reason: verdict.reason, message: freeText(verdict.message, MAX_MESSAGE) };
  function condition(type: string, isTrue: boolean) {
    const status: 'True' | 'False' = isTrue ? 'True' : 'False';
    const held = conditions.find((it) => it.type === type && it.status === status);
    return {
      type,
      status,
      observedGeneration: generation,
      lastTransitionTime: isoTime(held?.sinceMs ?? nowMs),
      ...said,
    };
  }
  return {
    observedGeneration: generation,
    conditions: [condition('Ready', verdict.isUsed), condition('Stalled', !verdict.isUsed)],
  };
}
