import type { AutoscalerFact, ConditionFact } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { conditionsOf, MAX_NAME, objectFact, reasonOf } from './object-fact.ts';
import { compact, defined, type Fields, fields, instant, integer, word } from './read.ts';
import type { Source } from './source.ts';

/** HorizontalPodAutoscalers: who decides how many pods a workload has, and whether they can. */
export function autoscalerSource(intern: Interner): Source<AutoscalerFact> {
  return {
    resource: 'horizontalpodautoscalers',
    apiGroup: 'autoscaling',
    version: 'v2',
    // Without them only the diagnoses about scaling are missing.
    isRequired: false,
    project: (object) => projectAutoscaler(object, intern),
  };
}

function projectAutoscaler(object: unknown, intern: Interner): AutoscalerFact | undefined {
  const common = objectFact(object, intern);
  if (common === undefined) return undefined;
  const spec = fields(fields(object)['spec']);
  const status = fields(fields(object)['status']);
  return {
    ...common,
    kind: 'HorizontalPodAutoscaler',
    target: targetOf(fields(spec['scaleTargetRef']), intern),
    min: integer(spec['minReplicas'], 1),
    max: integer(spec['maxReplicas'], 0),
    current: integer(status['currentReplicas'], 0),
    desired: integer(status['desiredReplicas'], 0),
    ...defined({ lastScaleMs: instant(status['lastScaleTime']) }),
    conditions: compact(conditionsOf(status['conditions'], intern).filter(isTelling)),
  };
}

function targetOf(reference: Fields, intern: Interner): AutoscalerFact['target'] {
  const apiVersion = word(reference['apiVersion'], MAX_NAME);
  const slash = apiVersion.indexOf('/');
  return {
    group: slash < 0 ? '' : intern.string(apiVersion.slice(0, slash)),
    kind: reasonOf(reference['kind'], intern),
    name: intern.string(word(reference['name'], MAX_NAME)),
  };
}

function isTelling({ type, status }: ConditionFact): boolean {
  if (type === 'AbleToScale') return status === 'False';
  return type === 'ScalingActive' || type === 'ScalingLimited';
}
