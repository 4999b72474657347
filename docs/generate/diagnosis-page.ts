// One page per diagnosis, from its rule: the prose as the rule has it, filled with what its first example reports.
import { aggregate } from '../../src/aggregate/aggregate.ts';
import type { ReportDiagnosis } from '../../src/aggregate/types.ts';
import { classify } from '../../src/classify/classify.ts';
import { exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { NOW } from '../../src/classify/support/examples.ts';
import type { Classifier, Example, Input } from '../../src/classify/types.ts';

/** Evidence is quoted here to show its kind; the report itself has it whole. */
const MAX_QUOTE = 200;

/** The page of a rule whose examples include the further ones. Throws when no example is a hit. */
export function diagnosisPage(rule: Classifier): string {
  const told = exampleReport(rule);
  return [
    `<!-- Generated from src/classify/rules by "npm run generate". Do not edit. -->`,
    `# ${rule.code}`,
    '',
    `> ${told.title}`,
    '',
    factsLine(rule),
    '',
    '## What it means',
    '',
    told.explanation,
    '',
    '## How we know',
    '',
    ...told.evidence.map(({ object, field, value }) => {
      return `- \`${field}\` of \`${object}\`: ${quote(value)}`;
    }),
    '',
    'It is reported for:',
    '',
    ...names(rule, ({ found }) => found.length > 0),
    '',
    '## What to do',
    '',
    ...told.fixes.map((step, index) => `${index + 1}. ${step}`),
    '',
    ...commandLines(told.commands),
    '## What looks similar but is not',
    '',
    ...names(rule, ({ found }) => found.length === 0),
    '',
    `Kubernetes documentation: <${rule.reference}>`,
    '',
  ].join('\n');
}

function exampleReport(rule: Classifier): ReportDiagnosis {
  const hit = rule.examples.find(({ found }) => found.length > 0);
  const snapshot = exampleSnapshot(hit?.given);
  const findings = classify(snapshot, [rule]);
  const context = { nowMs: NOW, cluster: '', generation: undefined };
  const [first] = aggregate(snapshot, findings, context).diagnoses;
  if (first === undefined) throw new Error(`${rule.code}: no example is a hit`);
  return first;
}

const SEVERITIES = {
  error: 'An error: it changes the health word.',
  warning: 'A warning: it never changes the health word.',
  info: 'For information: it is no issue and never changes the health word.',
} as const;

function factsLine(rule: Classifier): string {
  const { severity, reads, isConsequence, yieldsTo = [], sharedCause } = rule;
  const sentences = [SEVERITIES[severity], `It is read from ${reads.join(', ')}.`];
  if (isConsequence === true) {
    sentences.push('It is listed under its cause when that is known.');
  }
  if (sharedCause !== undefined) {
    sentences.push(
      `It says how many other services have trouble with the same ${sharedCause.kind}.`,
    );
  }
  const codes = yieldsTo.filter((code) => code !== '*');
  if (codes.length > 0) sentences.push(`It gives way to ${codes.map(linked).join(', ')}.`);
  if (yieldsTo.includes('*')) sentences.push('It gives way to every other diagnosis.');
  return sentences.join(' ');
}

function linked(code: string): string {
  return `[${code}](${code}.md)`;
}

function names(rule: Classifier, isWanted: (example: Example<Input>) => boolean): string[] {
  return rule.examples.filter(isWanted).map(({ name }) => `- ${name}`);
}

function quote(value: string): string {
  const line = value.replaceAll(/\s+/g, ' ').replaceAll('`', "'");
  return line.length <= MAX_QUOTE ? `\`${line}\`` : `\`${line.slice(0, MAX_QUOTE)}\` …`;
}

function commandLines(commands: readonly string[]): readonly string[] {
  if (commands.length === 0) return [];
  return [...commands.map((command) => `    ${command}`), ''];
}

/** The list of all pages, by severity and code. */
export function diagnosesIndex(rules: readonly Classifier[]): string {
  const order = Object.keys(SEVERITIES);
  const sorted = rules.toSorted(
    (one, other) => order.indexOf(one.severity) - order.indexOf(other.severity),
  );
  return [
    `<!-- Generated from src/classify/rules by "npm run generate". Do not edit. -->`,
    '# Diagnoses',
    '',
    `Each has a rule of its own in \`src/classify/rules/\`. There are ${rules.length}.`,
    '',
    '| code | severity | what is said |',
    '|---|---|---|',
    ...sorted.map((rule) => {
      const { title } = exampleReport(rule);
      return `| ${linked(rule.code)} | ${rule.severity} | ${title.replaceAll('|', '\\|')} |`;
    }),
    '',
  ].join('\n');
}
