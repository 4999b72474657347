import { GROUP, VERSION } from '../api/constants.ts';
import { RULE_PLURAL, type RuleSpec, ruleSpecSchema } from '../api/health-rule.ts';
import { RULE_BOUNDS } from '../api/rule-bounds.ts';
import type {
  HealthRuleFact,
  HeldRuleCondition,
  RuleDiagnosis,
  RuleSpecFact,
} from '../facts/index.ts';
import { freeText } from '../logs/text/free-text.ts';
import { ruleStatusHash } from './content-hash.ts';
import type { Interner } from './intern.ts';
import { labelsOf, objectFact } from './object-fact.ts';
import { defined, type Fields, fields, instant, integer, items, word } from './read.ts';
import type { Source } from './source.ts';

/** What the bounds of all fields together amount to, and room for escapes: beyond this nothing is parsed. */
const MAX_SPEC_CHARACTERS = 64 * 1_024;
/** Nothing in the schema lies deeper. */
const MAX_DEPTH = 6;
const MAX_PROBLEM = 300;
const MAX_CONDITIONS = 5;

/** Rules of the platform team. */
export function healthRuleSource(intern: Interner): Source<HealthRuleFact> {
  return {
    resource: RULE_PLURAL,
    apiGroup: GROUP,
    version: VERSION,
    // Without them the operator knows what it knows by itself.
    isRequired: false,
    isClusterScoped: true,
    project: (object) => projectRule(object, intern),
  };
}

function projectRule(object: unknown, intern: Interner): HealthRuleFact | undefined {
  const common = objectFact(object, intern);
  if (common === undefined) return undefined;
  const { name, uid, createdMs } = common;
  const { metadata, spec, status } = fields(object);
  return {
    kind: 'HealthRule',
    name,
    uid,
    createdMs,
    generation: integer(fields(metadata)['generation'], 0),
    ...readSpec(spec, intern),
    statusHash: ruleStatusHash(status),
    conditions: items(fields(status)['conditions'], MAX_CONDITIONS).map((item) =>
      conditionOf(fields(item)),
    ),
  };
}

/**
 * The API server has checked the spec against the schema of its day, which may not be ours. Here nothing is repaired: a
 * rule of which a part was left out would match more than was meant.
 */
function readSpec(spec: unknown, intern: Interner): Pick<HealthRuleFact, 'spec' | 'problem'> {
  if (sizeOf(spec, MAX_DEPTH) > MAX_SPEC_CHARACTERS) {
    return { spec: undefined, problem: `spec has more than ${MAX_SPEC_CHARACTERS} characters` };
  }
  const parsed = ruleSpecSchema.safeParse(spec);
  if (parsed.success) return { spec: specOf(parsed.data, fields(spec), intern), problem: '' };
  const [issue] = parsed.error.issues;
  const path = ['spec', ...(issue?.path ?? [])].map(String).join('.');
  return { spec: undefined, problem: freeText(`${path}: ${issue?.message}`, MAX_PROBLEM) };
}

/** Characters of all names and values, or so many that it is too large. */
function sizeOf(value: unknown, depth: number): number {
  if (typeof value === 'string') return value.length;
  if (typeof value !== 'object' || value === null) return 1;
  if (depth === 0) return Infinity;
  let size = 1;
  for (const [key, part] of Object.entries(value)) size += key.length + sizeOf(part, depth - 1);
  return size;
}

function specOf(spec: RuleSpec, raw: Fields, intern: Interner): RuleSpecFact {
  const { code, scope = {}, match, diagnosis, overrides = [], annotate, silence } = spec;
  const { labels, ...names } = scope;
  // From the object itself: as keys of another object, names such as __proto__ would be lost.
  const pairs = labels && labelsOf(fields(raw['scope'])['labels'], intern);
  return {
    code,
    scope: defined({ ...names, labels: pairs }),
    overrides,
    ...defined({
      match: match && defined(match),
      diagnosis: diagnosis && diagnosisOf(diagnosis),
      annotate: annotate && {
        links: (annotate.links ?? []).map(({ name, url }) => ({
          name: freeText(name, RULE_BOUNDS.linkName),
          url,
        })),
        sentence: freeText(annotate.sentence, RULE_BOUNDS.sentence),
        ...defined({ runbookURL: annotate.runbookURL }),
      },
      silence: silence && {
        // Over long ago, should the schema take a time that cannot be read: nothing may be silent for good.
        untilMs: instant(silence.untilTime) ?? 0,
        justification: freeText(silence.justification, RULE_BOUNDS.justification),
        owner: freeText(silence.owner, RULE_BOUNDS.owner),
      },
    }),
  };
}

function diagnosisOf(said: NonNullable<RuleSpec['diagnosis']>): RuleDiagnosis {
  const { title, explanation, fixes, commands = [], link, severity } = said;
  return {
    title: freeText(title, RULE_BOUNDS.title),
    explanation: freeText(explanation, RULE_BOUNDS.explanation),
    fixes: fixes.map((fix) => freeText(fix, RULE_BOUNDS.fix)),
    commands: commands.map((command) => freeText(command, RULE_BOUNDS.command)),
    severity,
    ...defined({ link }),
  };
}

function conditionOf(item: Fields): HeldRuleCondition {
  return {
    type: word(item['type'], RULE_BOUNDS.word),
    status: word(item['status'], RULE_BOUNDS.word),
    ...defined({ sinceMs: instant(item['lastTransitionTime']) }),
  };
}
