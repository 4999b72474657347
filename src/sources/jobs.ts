import type { JobFact } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { defined, instant, integer } from './read.ts';
import type { Source } from './source.ts';
import { workloadParts } from './workload-fact.ts';

/** Jobs: work that ends. A Job past its deadline deletes its pods, so only the Job tells. */
export function jobSource(intern: Interner): Source<JobFact> {
  return {
    resource: 'jobs',
    apiGroup: 'batch',
    version: 'v1',
    isRequired: true,
    project: (object) => projectJob(object, intern),
  };
}

function projectJob(object: unknown, intern: Interner): JobFact | undefined {
  const parts = workloadParts(object, intern, false);
  if (parts === undefined) return undefined;
  const { common, spec, status } = parts;
  return {
    ...common,
    kind: 'Job',
    suspended: spec['suspend'] === true,
    completions: integer(spec['completions'], 1),
    backoffLimit: integer(spec['backoffLimit'], 6),
    active: integer(status['active'], 0),
    succeeded: integer(status['succeeded'], 0),
    failed: integer(status['failed'], 0),
    ...defined({
      startedMs: instant(status['startTime']),
      completedMs: instant(status['completionTime']),
    }),
  };
}
