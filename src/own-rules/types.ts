import type { Classifier } from '../classify/types.ts';
import type { CodeAnnotation, IgnoredDiagnosis, RuleScope } from '../facts/index.ts';

/** What a rule does, and to which services. */
export interface Scoped<T> {
  readonly scope: RuleScope;
  readonly what: T;
}

/** Why a rule is not used, in one word for its status. */
export type StallReason =
  /** The spec is not what the schema asks for. */
  | 'InvalidSpec'
  | 'BadPattern'
  | 'PatternTooLarge'
  | 'UnknownPlaceholder'
  /** The operator has, had or needs this code itself. */
  | 'CodeIsBuiltIn'
  /** An older rule has it. */
  | 'CodeInUse'
  /** There is no such diagnosis to annotate, silence or override. */
  | 'UnknownCode'
  /** It is about what can be seen: silence would pass for health. */
  | 'NotSilenceable'
  | 'TooManyRules';

/** What the status of one rule has to say. */
export type RuleVerdict =
  | { readonly isUsed: true }
  | { readonly isUsed: false; readonly reason: StallReason; readonly message: string };

/** One rule, ready to be used or with the reason why it is not. */
export type CompiledRule =
  | { readonly kind: 'classifier'; readonly rule: Scoped<Classifier> }
  | { readonly kind: 'annotation'; readonly rule: Scoped<CodeAnnotation> }
  | { readonly kind: 'silence'; readonly rule: Scoped<IgnoredDiagnosis> }
  | { readonly kind: 'stalled'; readonly verdict: RuleVerdict & { readonly isUsed: false } };

/** Everything that the platform team adds to the judgement. Frozen: a change of a rule makes another one. */
export interface TeamRules {
  readonly classifiers: readonly Scoped<Classifier>[];
  readonly annotations: readonly Scoped<CodeAnnotation>[];
  readonly silences: readonly Scoped<IgnoredDiagnosis>[];
}
