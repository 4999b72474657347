// One answer against one step of expected.json: does it hold, and how to say both to a person.
import type { Diagnosis } from '../../src/api/diagnosis.ts';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import type { ExpectedDiagnosis, ExpectedStep } from './scenario.ts';

function sameSet(one: readonly string[], other: readonly string[]): boolean {
  return one.length === other.length && one.every((item) => other.includes(item));
}

/** The report has no field for the kind: the path in the evidence tells init containers from the others. */
function isOfKind(diagnosis: Diagnosis, { container, containerKind }: ExpectedDiagnosis): boolean {
  if (containerKind === undefined) return true;
  const fields = (diagnosis.evidence ?? []).map(({ field }) => field ?? '');
  const path = `initContainerStatuses[${container === undefined ? '' : `${container}]`}`;
  const isInit = fields.some((field) => field.includes(path));
  return isInit === (containerKind !== 'main');
}

function isWhere({ affected }: Diagnosis, { workload, container }: ExpectedDiagnosis): boolean {
  const { workloads = [], containers = [] } = affected ?? {};
  return (
    workloads.includes(workload) && (container === undefined || containers.includes(container))
  );
}

function matches(diagnosis: Diagnosis, expected: ExpectedDiagnosis): boolean {
  const { consequences = [], sharedCause } = diagnosis;
  const said = { ...diagnosis, otherServices: sharedCause?.otherServices ?? 0 };
  const plain = ['code', 'reason', 'severity', 'confidence', 'state', 'otherServices'] as const;
  return (
    plain.every((key) => expected[key] === undefined || expected[key] === said[key]) &&
    (expected.consequences === undefined || sameSet(expected.consequences, consequences)) &&
    isWhere(diagnosis, expected) &&
    isOfKind(diagnosis, expected)
  );
}

function describeDiagnosis(diagnosis: Diagnosis): string {
  const { code, reason, severity, confidence, state, affected, consequences = [] } = diagnosis;
  const where = [...(affected?.workloads ?? []), ...(affected?.containers ?? [])].join(' ');
  const follows = consequences.length === 0 ? '' : `, consequences ${consequences.join(' ')}`;
  return `${code} (${state}, ${severity}, ${confidence}, reason ${reason}) on ${where}${follows}`;
}

export function describeStatus(status: ServiceHealthStatus | undefined): string {
  if (status === undefined) return 'nothing: the service is not mentioned';
  const lines = (status.diagnoses ?? []).map(
    (item) => `\n              ${describeDiagnosis(item)}`,
  );
  const head = `${status.health}, topIssue "${status.topIssue ?? ''}", summary "${status.summary ?? ''}"`;
  return `${head}${lines.join('')}`;
}

export function describeStep(step: ExpectedStep): string {
  const top = step.topIssue === undefined ? '' : `, topIssue "${step.topIssue}"`;
  const lines = step.diagnoses.map((item) => {
    return `\n              ${JSON.stringify(item)}`;
  });
  const exact = step.exact ? '\n              and no other diagnosis' : '';
  return `${step.health.join(' or ')}${top}${lines.join('')}${exact}`;
}

/** What is wrong with a status by a step; empty when nothing is. */
export function differences(
  step: ExpectedStep,
  status: ServiceHealthStatus | undefined,
): readonly string[] {
  if (status?.health === undefined) return ['health'];
  const found = status.diagnoses ?? [];
  const wrong: string[] = [];
  if (!step.health.includes(status.health)) wrong.push('health');
  if (step.topIssue !== undefined && step.topIssue !== (status.topIssue ?? ''))
    wrong.push('topIssue');
  for (const expected of step.diagnoses) {
    if (!found.some((item) => matches(item, expected))) wrong.push(`diagnosis ${expected.code}`);
  }
  const extra = found.filter((item) => !step.diagnoses.some((expected) => matches(item, expected)));
  if (step.exact) wrong.push(...extra.map(({ code }) => `${code} is one too many`));
  return wrong;
}
