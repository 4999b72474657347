import type { CronJobFact } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { labelsOf } from './object-fact.ts';
import { defined, fields, instant, integer } from './read.ts';
import type { Source } from './source.ts';
import { workloadParts } from './workload-fact.ts';

/** CronJobs: whether a run is wanted at all, and when one last ended well. */
export function cronJobSource(intern: Interner): Source<CronJobFact> {
  return {
    resource: 'cronjobs',
    apiGroup: 'batch',
    version: 'v1',
    isRequired: true,
    project: (object) => projectCronJob(object, intern),
  };
}

function projectCronJob(object: unknown, intern: Interner): CronJobFact | undefined {
  const parts = workloadParts(object, intern, false);
  if (parts === undefined) return undefined;
  const { common, spec, status } = parts;
  const jobs = fields(spec['jobTemplate']);
  const pods = fields(fields(jobs['spec'])['template']);
  return {
    ...common,
    kind: 'CronJob',
    templateLabels: labelsOf(fields(pods['metadata'])['labels'], intern),
    jobLabels: labelsOf(fields(jobs['metadata'])['labels'], intern),
    suspended: spec['suspend'] === true,
    failedHistoryLimit: integer(spec['failedJobsHistoryLimit'], 1),
    ...defined({ lastSuccessMs: instant(status['lastSuccessfulTime']) }),
  };
}
