// Between the index and the judgement: what stands in HealthRules becomes what is used of it, and a verdict for each.
import { HEALTH_WORDS } from '../api/health.ts';
import { RULE_BOUNDS } from '../api/rule-bounds.ts';
import { RETIRED_CODES } from '../classify/retired.ts';
import type { Classifier } from '../classify/types.ts';
import type { HealthRuleFact, RuleSpecFact } from '../facts/index.ts';
import { type ClassifierParts, compileClassifier, stalled } from './classifier.ts';
import { GENERAL_CODES } from './general-codes.ts';
import type { CompiledRule, RuleVerdict, TeamRules } from './types.ts';

/** What is never silent: whoever silenced it would take "nothing to see" for health. */
const NEVER_SILENT = 'CannotObserve';
/** Said by the operator about itself, by no rule of the catalogue. */
const RESERVED = ['ClassifierFailed', 'ReportSuspended'];

/** What is used of the rules, and what is said of each, by uid. */
export interface ReadRules {
  readonly team: TeamRules;
  readonly verdicts: ReadonlyMap<string, RuleVerdict>;
}

/** What was compiled is kept as long as the spec that it was compiled from. The catalogue is only read. */
export class RuleBook {
  readonly #codes: ReadonlySet<string>;
  readonly #taken: ReadonlySet<string>;
  readonly #specific: readonly string[];
  readonly #compiled = new WeakMap<RuleSpecFact, CompiledRule>();

  constructor(catalogue: readonly Classifier[]) {
    const codes = catalogue.map(({ code }) => code);
    this.#codes = new Set(codes);
    this.#taken = new Set([...codes, ...RETIRED_CODES, ...HEALTH_WORDS, ...RESERVED]);
    // What only follows from a cause hides none.
    this.#specific = catalogue
      .filter(({ code, isConsequence }) => !GENERAL_CODES.includes(code) && isConsequence !== true)
      .map(({ code }) => code);
  }

  /** Oldest first: a rule that is in use is not pushed out by a newer one. */
  read(facts: readonly HealthRuleFact[]): ReadRules {
    const rules = facts.map((fact) => ({ fact, compiled: this.#compile(fact) }));
    const own = new Map<string, string>();
    const verdicts = new Map<string, RuleVerdict>();
    const used: CompiledRule[] = [];
    // Own diagnoses first: older rules may silence what a newer one says.
    for (const isOwn of [true, false]) {
      for (const { fact, compiled } of rules) {
        if ((compiled.kind === 'classifier') !== isOwn) continue;
        const verdict = this.#verdict(fact, compiled, {
          own,
          isFull: used.length >= RULE_BOUNDS.rules,
        });
        verdicts.set(fact.uid, verdict);
        if (!verdict.isUsed) continue;
        used.push(compiled);
        if (isOwn && fact.spec !== undefined) own.set(fact.spec.code, fact.name);
      }
    }
    return { team: teamOf(used), verdicts };
  }

  #compile(fact: HealthRuleFact): CompiledRule {
    const { spec, problem } = fact;
    if (spec === undefined) return stalled('InvalidSpec', `${problem}.`);
    const known = this.#compiled.get(spec);
    if (known !== undefined) return known;
    const compiled = this.#compileSpec(fact.name, spec);
    this.#compiled.set(spec, compiled);
    return compiled;
  }

  #compileSpec(name: string, spec: RuleSpecFact): CompiledRule {
    const { match, diagnosis, annotate, silence, overrides } = spec;
    const parts = [match, annotate, silence].filter((part) => part !== undefined);
    if (parts.length !== 1) {
      return stalled('InvalidSpec', 'spec has to have one of match, annotate and silence.');
    }
    if (match !== undefined && diagnosis !== undefined) {
      return this.#compileOwn({ name, spec, match, diagnosis, specific: this.#specific });
    }
    if (match !== undefined || diagnosis !== undefined || overrides.length > 0) {
      return stalled('InvalidSpec', 'spec.match and spec.diagnosis go together.');
    }
    return silence === undefined ? annotationOf(spec) : silenceOf(name, spec, silence);
  }

  #compileOwn(parts: ClassifierParts): CompiledRule {
    const { code, overrides } = parts.spec;
    if (this.#taken.has(code)) {
      return stalled('CodeIsBuiltIn', `The operator has the code ${code} itself: choose another.`);
    }
    const unknown = overrides.find((other) => !this.#codes.has(other));
    if (unknown !== undefined) {
      return stalled('UnknownCode', `spec.overrides: the operator has no diagnosis ${unknown}.`);
    }
    if (overrides.length > 0 && parts.diagnosis.severity !== 'error') {
      return stalled('InvalidSpec', 'spec.overrides belong to a diagnosis of severity error.');
    }
    return compileClassifier(parts);
  }

  #verdict(
    { spec }: HealthRuleFact,
    compiled: CompiledRule,
    { own, isFull }: { readonly own: ReadonlyMap<string, string>; readonly isFull: boolean },
  ): RuleVerdict {
    if (compiled.kind === 'stalled') return compiled.verdict;
    const code = spec?.code ?? '';
    const holder = own.get(code);
    if (compiled.kind === 'classifier' && holder !== undefined) {
      const message = `HealthRule ${holder}, which is older, has the code ${code}.`;
      return { isUsed: false, reason: 'CodeInUse', message };
    }
    if (compiled.kind !== 'classifier' && holder === undefined && !this.#codes.has(code)) {
      const message = `There is no diagnosis ${code}, neither of the operator nor of a HealthRule.`;
      return { isUsed: false, reason: 'UnknownCode', message };
    }
    if (!isFull) return { isUsed: true };
    const message = `${RULE_BOUNDS.rules} rules are used, of which none is newer.`;
    return { isUsed: false, reason: 'TooManyRules', message };
  }
}

function annotationOf({ code, scope, annotate }: RuleSpecFact): CompiledRule {
  const { links = [], sentence = '', runbookURL } = annotate ?? {};
  if (links.length === 0 && sentence === '' && runbookURL === undefined) {
    return stalled('InvalidSpec', 'spec.annotate adds nothing.');
  }
  const what = { code, links, sentence, ...(runbookURL !== undefined && { runbookURL }) };
  return { kind: 'annotation', rule: { scope, what } };
}

function silenceOf(
  name: string,
  { code, scope }: RuleSpecFact,
  silence: NonNullable<RuleSpecFact['silence']>,
): CompiledRule {
  if (code === NEVER_SILENT) {
    return stalled('NotSilenceable', `${code} is about what can be seen, not about a service.`);
  }
  const { untilMs, justification, owner } = silence;
  const by = owner === '' ? `HealthRule/${name}` : `HealthRule/${name} (${owner})`;
  return { kind: 'silence', rule: { scope, what: { code, untilMs, justification, by } } };
}

function teamOf(used: readonly CompiledRule[]): TeamRules {
  return Object.freeze({
    classifiers: used.flatMap((it) => (it.kind === 'classifier' ? [it.rule] : [])),
    annotations: used.flatMap((it) => (it.kind === 'annotation' ? [it.rule] : [])),
    silences: used.flatMap((it) => (it.kind === 'silence' ? [it.rule] : [])),
  });
}
