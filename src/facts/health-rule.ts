import type { EpochMs, Labels } from './common.ts';

/** Which services a rule speaks of; what is absent asks for nothing. */
export interface RuleScope {
  readonly namespaces?: readonly string[];
  readonly services?: readonly string[];
  /** Of the workloads of the service, as the report copies them. */
  readonly labels?: Labels;
}

/** What has to be true of one container, pod or workload; all that is given, of the same one. Patterns are RE2. */
export interface RuleMatch {
  readonly waitingReasons?: readonly string[];
  readonly terminatedReasons?: readonly string[];
  readonly exitCodes?: readonly number[];
  readonly eventReasons?: readonly string[];
  readonly messagePattern?: string;
  readonly logPattern?: string;
  readonly containerPattern?: string;
  readonly workloadKinds?: readonly string[];
}

/** What the report says where a rule matches: sanitised and redacted, placeholders not yet filled. */
export interface RuleDiagnosis {
  readonly title: string;
  readonly explanation: string;
  readonly fixes: readonly string[];
  readonly commands: readonly string[];
  /** With https; absent when there is none. */
  readonly link?: string;
  readonly severity: 'error' | 'warning' | 'info';
}

/** A page of the platform team. */
export interface RuleLink {
  readonly name: string;
  /** With https. */
  readonly url: string;
}

/** What is added to a diagnosis. */
export interface RuleAnnotation {
  readonly runbookURL?: string;
  readonly links: readonly RuleLink[];
  /** Sanitised and redacted; empty when there is none. */
  readonly sentence: string;
}

/** The same for diagnoses of one code. */
export interface CodeAnnotation extends RuleAnnotation {
  readonly code: string;
}

/** A diagnosis that is to count for nothing for a while. */
export interface RuleSilence {
  readonly untilMs: EpochMs;
  readonly justification: string;
  /** Who decided so; empty when nobody says. */
  readonly owner: string;
}

/** What a platform team asks for: one of match with diagnosis, annotate, and silence. */
export interface RuleSpecFact {
  readonly code: string;
  readonly scope: RuleScope;
  readonly match?: RuleMatch;
  readonly diagnosis?: RuleDiagnosis;
  readonly overrides: readonly string[];
  readonly annotate?: RuleAnnotation;
  readonly silence?: RuleSilence;
}

/** One condition that a rule's status holds, as far as the next write needs it. */
export interface HeldRuleCondition {
  readonly type: string;
  readonly status: string;
  readonly sinceMs?: EpochMs;
}

/** A HealthRule, as the API server holds it. */
export interface HealthRuleFact {
  readonly kind: 'HealthRule';
  readonly name: string;
  readonly uid: string;
  readonly createdMs: EpochMs;
  readonly generation: number;
  /** Undefined when it is none: then `problem` says why. */
  readonly spec: RuleSpecFact | undefined;
  /** Empty when the spec can be read. */
  readonly problem: string;
  /** Equal when a write of the status would change nothing. */
  readonly statusHash: string;
  readonly conditions: readonly HeldRuleCondition[];
}
