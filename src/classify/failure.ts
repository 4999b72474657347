import { serviceSubject, UNKNOWN_MS } from './support/subject.ts';
import { brief } from './support/text.ts';
import type { Classifier, Input, RuledFinding, RuleSnapshot } from './types.ts';

/** What a rule that throws says about itself. It is no file in rules/, because no snapshot alone can cause it. */
const CLASSIFIER_FAILED: Classifier = {
  code: 'ClassifierFailed',
  title: 'The check for {code} failed',
  severity: 'info',
  reads: [],
  explanation:
    'A check of this operator stopped with an error, so {code} would not be found here. The service itself may be fine.',
  fix: ['Report the error to the people who run the operator.'],
  commands: [],
  reference: 'https://kubernetes.io/docs/tasks/debug/debug-application/',
  classify: () => [],
  examples: [
    { name: 'an empty service causes no failure', given: {}, found: [] },
    { name: 'a service without pods causes no failure', given: { pods: [] }, found: [] },
  ],
};

/** The finding that takes the place of those the rule would have made. */
export function ruleFailure(
  rule: Classifier,
  error: unknown,
  snapshot: RuleSnapshot<Input>,
): RuledFinding {
  const text = brief(
    error instanceof Error ? `${error.name}: ${error.message}` : String(error),
    300,
  );
  return {
    rule: CLASSIFIER_FAILED,
    finding: {
      subject: serviceSubject(snapshot),
      confidence: 'confirmed',
      state: 'active',
      reason: 'ClassifierFailed',
      details: { code: rule.code },
      evidence: [{ object: `Classifier/${rule.code}`, field: 'error', value: text }],
      sinceMs: UNKNOWN_MS,
      lastMs: UNKNOWN_MS,
      count: 1,
    },
  };
}
