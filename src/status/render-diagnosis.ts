import type { ReportDiagnosis } from '../aggregate/types.ts';
import { BOUNDS } from '../api/bounds.ts';
import type { Diagnosis, Evidence } from '../api/diagnosis.ts';
import { RULE_BOUNDS } from '../api/rule-bounds.ts';
import type { IgnoredDiagnosis, ReportedCause } from '../facts/index.ts';
import { isoTime } from './iso-time.ts';
import { renderLogs } from './render-logs.ts';
import { renderRelease, renderSuspect } from './render-origin.ts';
import { codeOr, count, cut, cutAll, onlyWhole, optional } from './render-text.ts';

type Affected = NonNullable<Diagnosis['affected']>;
type Ignored = NonNullable<Diagnosis['ignored']>;
type TeamWords = Pick<Diagnosis, 'rule' | 'runbookURL' | 'links' | 'note' | 'ignored'>;
type SharedCause = NonNullable<Diagnosis['sharedCause']>;

// What a diagnosis shrinks to when the object grows too large: still what, why, and the first thing to do.
const BRIEF = {
  explanation: 320,
  fixes: 1,
  commands: 1,
  evidence: 1,
  evidenceValue: 256,
  names: 1,
};

/** One diagnosis as it is stored. */
export function renderDiagnosis(diagnosis: ReportDiagnosis): Diagnosis {
  const { fixes, commands, docURL, evidence, consequences, sharedCause } = diagnosis;
  return {
    id: cut(diagnosis.id, BOUNDS.id),
    code: codeOr(diagnosis.code, 'Unclassified'),
    reason: cut(diagnosis.reason, BOUNDS.statusReason),
    severity: diagnosis.severity,
    state: diagnosis.state,
    confidence: diagnosis.confidence,
    title: cut(diagnosis.title, BOUNDS.line),
    explanation: cut(diagnosis.explanation, BOUNDS.explanation),
    ...optional('fixes', cutAll(fixes, BOUNDS.fixes, BOUNDS.fix)),
    ...optional('commands', onlyWhole(commands, BOUNDS.commands, BOUNDS.command)),
    ...optional('docURL', onlyWhole([docURL], 1, BOUNDS.url)[0]),
    ...renderTeamWords(diagnosis),
    ...optional('evidence', evidence.slice(0, BOUNDS.evidence).map(renderEvidence)),
    affected: renderAffected(diagnosis.affected),
    ...optional('consequences', onlyWhole(consequences, BOUNDS.consequences, BOUNDS.shortName)),
    ...(sharedCause && { sharedCause: renderSharedCause(sharedCause) }),
    ...optional('logs', renderLogs(diagnosis.logs)),
    ...optional('suspects', diagnosis.suspects?.slice(0, BOUNDS.suspects).map(renderSuspect)),
    ...(diagnosis.release && { release: renderRelease(diagnosis.release) }),
    firstSeenTime: isoTime(diagnosis.firstSeenMs),
    lastSeenTime: isoTime(diagnosis.lastSeenMs),
    count: count(diagnosis.count),
  };
}

/** Half an address is another one: those too long are left out. */
function renderTeamWords(diagnosis: ReportDiagnosis): TeamWords {
  const { rule = '', runbookURL = '', links = [], note = '', ignored } = diagnosis;
  const whole = links.filter(({ url }) => url.length <= BOUNDS.url).slice(0, RULE_BOUNDS.links);
  return {
    ...optional('rule', cut(rule, BOUNDS.name)),
    ...optional('runbookURL', onlyWhole([runbookURL], 1, BOUNDS.url)[0]),
    ...optional(
      'links',
      whole.map(({ name, url }) => ({ name: cut(name, RULE_BOUNDS.linkName), url })),
    ),
    ...optional('note', cut(note, BOUNDS.note)),
    ...(ignored && { ignored: renderIgnored(ignored) }),
  };
}

function renderIgnored({ by = 'spec.ignore', untilMs, justification }: IgnoredDiagnosis): Ignored {
  return {
    by: cut(by, BOUNDS.reference),
    ...(untilMs !== undefined && { untilTime: isoTime(untilMs) }),
    ...optional('justification', cut(justification, RULE_BOUNDS.justification)),
  };
}

function renderSharedCause({ kind, name, otherServices }: ReportedCause): SharedCause {
  return {
    kind,
    name: cut(name, BOUNDS.name),
    ...(otherServices > 0 && { otherServices: count(otherServices) }),
  };
}

/** The same problem in fewer words. */
export function briefDiagnosis(diagnosis: Diagnosis): Diagnosis {
  const { consequences: _consequences, logs: _logs, release: _release, ...whole } = diagnosis;
  const { links: _links, note: _note, ...kept } = whole;
  const { fixes, commands, evidence, affected, ...rest } = kept;
  return {
    ...rest,
    explanation: cut(diagnosis.explanation, BRIEF.explanation),
    ...optional('fixes', fixes?.slice(0, BRIEF.fixes)),
    ...optional('commands', commands?.slice(0, BRIEF.commands)),
    ...optional('evidence', evidence?.slice(0, BRIEF.evidence).map(briefEvidence)),
    ...optional('affected', affected && briefAffected(affected)),
    ...optional('suspects', diagnosis.suspects?.slice(0, BRIEF.names)),
  };
}

function briefEvidence(evidence: Evidence): Evidence {
  return { ...evidence, value: cut(evidence.value, BRIEF.evidenceValue) };
}

function briefAffected(affected: Affected): Affected {
  const { sample, workloads, containers, ...counts } = affected;
  return {
    ...counts,
    ...optional('sample', sample?.slice(0, BRIEF.names)),
    ...optional('workloads', workloads?.slice(0, BRIEF.names)),
    ...optional('containers', containers?.slice(0, BRIEF.names)),
  };
}

function renderEvidence({
  object,
  field,
  value,
  timeMs,
}: ReportDiagnosis['evidence'][number]): Evidence {
  return {
    object: cut(object, BOUNDS.reference),
    ...optional('field', cut(field, BOUNDS.evidenceField)),
    value: cut(value, BOUNDS.evidenceValue),
    ...(timeMs === undefined ? {} : { time: isoTime(timeMs) }),
  };
}

function renderAffected(affected: ReportDiagnosis['affected']): Affected {
  const { pods, sample, workloads, containers } = affected;
  return {
    pods: count(pods),
    ...optional('sample', onlyWhole(sample, BOUNDS.sample, BOUNDS.name)),
    ...optional('workloads', onlyWhole(workloads, BOUNDS.affected, BOUNDS.reference)),
    ...optional('containers', onlyWhole(containers, BOUNDS.affected, BOUNDS.shortName)),
  };
}
