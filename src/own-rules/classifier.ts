// A rule of the platform team becomes a classifier like those of the catalogue.
import { defineClassifier } from '../classify/define.ts';
import type { Classifier, Finding } from '../classify/types.ts';
import type { RuleDiagnosis, RuleMatch, RuleSpecFact } from '../facts/index.ts';
import { containerFindings } from './container-findings.ts';
import { GENERAL_CODES } from './general-codes.ts';
import { boundedSearch, compilePattern, type Pattern } from './pattern.ts';
import { asksContainer, unknownPlaceholder } from './placeholders.ts';
import { eventFindings, messageFindings } from './told-findings.ts';
import type { CompiledRule, StallReason } from './types.ts';
import { type CompiledMatch, OWN_INPUTS, type OwnSnapshot, type Searches } from './witness.ts';

/** What a match and its diagnosis are compiled with. */
export interface ClassifierParts {
  /** `metadata.name` of the HealthRule. */
  readonly name: string;
  readonly spec: RuleSpecFact;
  readonly match: RuleMatch;
  readonly diagnosis: RuleDiagnosis;
  /** Codes of the catalogue that name a cause. */
  readonly specific: readonly string[];
}

/** The classifier, or why there is none. */
export function compileClassifier(parts: ClassifierParts): CompiledRule {
  const { match, diagnosis } = parts;
  if (
    !asksContainer(match) &&
    match.eventReasons === undefined &&
    match.messagePattern === undefined
  ) {
    return stalled(
      'InvalidSpec',
      'spec.match asks for nothing: it needs a reason, an exit code or a pattern.',
    );
  }
  const unknown = unknownPlaceholder(diagnosis, match);
  if (unknown !== '') {
    return stalled(
      'UnknownPlaceholder',
      `{${unknown}} is filled by nothing there; docs/health-rules.md lists the placeholders.`,
    );
  }
  if (diagnosis.commands.some((command) => command.includes('\n'))) {
    return stalled('InvalidSpec', 'spec.diagnosis.commands: a command has to be on one line.');
  }
  const compiled = compileMatch(match);
  return 'kind' in compiled
    ? compiled
    : {
        kind: 'classifier',
        rule: { scope: parts.spec.scope, what: classifierOf(parts, compiled) },
      };
}

/** Why a rule is not used. */
export function stalled(reason: StallReason, message: string): CompiledRule {
  return { kind: 'stalled', verdict: { isUsed: false, reason, message } };
}

function compileMatch(match: RuleMatch): CompiledMatch | (CompiledRule & { kind: 'stalled' }) {
  const patterns: { message?: Pattern; log?: Pattern; container?: Pattern } = {};
  for (const part of ['message', 'log', 'container'] as const) {
    const expression = match[`${part}Pattern`];
    if (expression === undefined) continue;
    const compiled = compilePattern(expression);
    if (compiled.kind === 'bad') {
      const message = `spec.match.${part}Pattern: ${compiled.message}`;
      return { kind: 'stalled', verdict: { isUsed: false, reason: compiled.why, message } };
    }
    patterns[part] = compiled.pattern;
  }
  return { match, ...patterns };
}

function classifierOf(
  { name, spec, diagnosis, specific }: ClassifierParts,
  compiled: CompiledMatch,
): Classifier {
  const { title, explanation, fixes, commands, link, severity } = diagnosis;
  // A milder rule stands beside what the operator says. In its place it would make a service look better than it is.
  const isRanked = severity === 'error';
  return defineClassifier({
    code: spec.code,
    title,
    severity,
    reads: [...OWN_INPUTS],
    explanation,
    fix: fixes,
    commands,
    reference: '',
    team: { rule: name, ...(link !== undefined && { link }) },
    outranks: isRanked ? [...GENERAL_CODES, ...spec.overrides] : [],
    yieldsTo: isRanked ? specific.filter((code) => !spec.overrides.includes(code)) : [],
    classify: (snapshot) => findings(compiled, snapshot).map((it) => withNames(it, snapshot)),
    examples: [
      { name: 'a service without pods has nothing that matches', given: { pods: [] }, found: [] },
      {
        name: 'a service without events has nothing that matches',
        given: { events: [] },
        found: [],
      },
    ],
  });
}

function findings(compiled: CompiledMatch, snapshot: OwnSnapshot): readonly Finding[] {
  const { match, message, log } = compiled;
  const searches: Searches = {
    ...(message && { message: boundedSearch(message) }),
    ...(log && { log: boundedSearch(log) }),
  };
  if (asksContainer(match)) return containerFindings(compiled, snapshot, searches);
  if (match.eventReasons !== undefined) return eventFindings(compiled, snapshot, searches);
  return messageFindings(compiled, snapshot, searches);
}

/** What every text may name, whatever the finding is about; what it has not is empty. */
function withNames(finding: Finding, { service }: OwnSnapshot): Finding {
  const { workload, pod = '', container = '', containerKind = '' } = finding.subject;
  const names = {
    service: service.name,
    namespace: service.namespace,
    workloadName: workload.name,
    pod,
    container,
    containerKind,
  };
  return { ...finding, details: { ...names, ...finding.details, reason: finding.reason } };
}
