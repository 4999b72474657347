// Where a problem comes from: what its pods share, and which release it came with. Told beside the cause, never instead.

import { BOUNDS } from '../api/bounds.ts';
import type { ReportMemory, ServiceKey } from '../facts/index.ts';
import type { Problem } from './merge.ts';
import type { FindSuspects } from './peers.ts';
import type { FindRelease } from './releases.ts';
import { withSuspects } from './suspect-words.ts';
import type { ReportDiagnosis, ReportRelease } from './types.ts';

/** What is asked about each problem. */
export interface OriginContext {
  readonly service: ServiceKey;
  readonly cluster: string;
  readonly memory: ReportMemory;
  readonly problems: readonly Problem[];
  readonly findSuspects: FindSuspects;
  readonly findRelease: FindRelease;
}

/** The diagnoses with their origins. Those that no report has room for are not looked into. */
export function withOrigins(
  diagnoses: readonly ReportDiagnosis[],
  context: OriginContext,
): readonly ReportDiagnosis[] {
  const problems = new Map(context.problems.map((problem) => [problem.id, problem]));
  return diagnoses.map((diagnosis, index) => {
    const problem = problems.get(diagnosis.id);
    if (problem === undefined || index >= BOUNDS.diagnoses) return diagnosis;
    return withOrigin(diagnosis, problem, context);
  });
}

function withOrigin(
  diagnosis: ReportDiagnosis,
  problem: Problem,
  context: OriginContext,
): ReportDiagnosis {
  const before = context.memory.diagnoses.find(({ id }) => id === problem.id);
  const suspects = context.findSuspects(problem, before);
  const release = context.findRelease(problem, diagnosis.firstSeenMs, before);
  return {
    ...diagnosis,
    ...(suspects.length > 0 && { suspects }),
    ...(release && { release }),
    ...(release && withUndo(diagnosis, problem, { ...context, release })),
    explanation: sentences([
      withSuspects(diagnosis.explanation, suspects),
      release === undefined ? '' : releaseSentence(release),
    ]),
  };
}

function sentences(texts: readonly string[]): string {
  return texts.filter((text) => text !== '').join(' ');
}

function releaseSentence({ revision, previous, images, commit, isBeside }: ReportRelease): string {
  const image = images.length > 0 ? [`image ${images.join(', ')}`] : [];
  const made = [...image, ...(commit === '' ? [] : [`commit ${commit}`])].join(', ');
  const what = made === '' ? `revision ${revision}` : `revision ${revision} (${made})`;
  return isBeside
    ? `It came with ${what}: the pods of revision ${previous} go on without it.`
    : `It came with ${what}: the service was Healthy until then.`;
}

/** Correcting the cause comes first, as it is in the rule; going back is for those who cannot wait. */
function withUndo(
  { fixes, commands }: ReportDiagnosis,
  { workloads: [workload] }: Problem,
  { service, cluster, release }: OriginContext & { readonly release: ReportRelease },
): Pick<ReportDiagnosis, 'fixes' | 'commands'> {
  const context = cluster === '' ? '' : ` --context ${cluster}`;
  const kubectl = `kubectl${context} --namespace ${service.namespace}`;
  const path = pathOf(workload);
  const undo = `${kubectl} rollout undo ${path} --to-revision=${release.previous}`;
  const fix = `Run "${undo}" if revision ${release.revision} cannot be corrected at once; what is kept in Git has to be reverted there.`;
  const history = `${kubectl} rollout history ${path} --revision=${release.revision}`;
  return {
    fixes: [...fixes.slice(0, BOUNDS.fixes - 1), fix],
    commands: [...commands.slice(0, BOUNDS.commands - 1), history],
  };
}

/** "deployment/web" of "Deployment/web". */
function pathOf(workload: string): string {
  const slash = workload.indexOf('/');
  return `${workload.slice(0, slash).toLowerCase()}${workload.slice(slash)}`;
}
