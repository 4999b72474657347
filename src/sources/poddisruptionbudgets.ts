import type { DisruptionBudgetFact, LabelExpression } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { conditionsOf, labelsOf, MAX_LABEL_KEY, MAX_NAME, objectFact } from './object-fact.ts';
import { compact, defined, fields, integer, isObject, items, word } from './read.ts';
import type { Source } from './source.ts';

const MAX_EXPRESSIONS = 32;
const MAX_VALUES = 64;

/** An empty selector selects every pod of the namespace, but none at all selects none. */
const NOTHING: readonly LabelExpression[] = [{ key: '', operator: 'In', values: [] }];

/** PodDisruptionBudgets: whether somebody may take pods away, as a drain does. */
export function disruptionBudgetSource(intern: Interner): Source<DisruptionBudgetFact> {
  return {
    resource: 'poddisruptionbudgets',
    apiGroup: 'policy',
    version: 'v1',
    // Without them only the diagnoses about drains are missing.
    isRequired: false,
    project: (object) => projectBudget(object, intern),
  };
}

function projectBudget(object: unknown, intern: Interner): DisruptionBudgetFact | undefined {
  const common = objectFact(object, intern);
  if (common === undefined) return undefined;
  const spec = fields(fields(object)['spec']);
  const selector = fields(spec['selector']);
  const status = fields(fields(object)['status']);
  const allowed = conditionsOf(status['conditions'], intern).find(
    ({ type }) => type === 'DisruptionAllowed',
  );
  return {
    ...common,
    kind: 'PodDisruptionBudget',
    selector: labelsOf(selector['matchLabels'], intern),
    ...defined({
      expressions: isObject(spec['selector'])
        ? expressionsOf(selector['matchExpressions'], intern)
        : NOTHING,
    }),
    desiredHealthy: integer(status['desiredHealthy'], 0),
    expectedPods: integer(status['expectedPods'], 0),
    ...(allowed?.status === 'False' && { blocked: allowed }),
  };
}

function expressionsOf(value: unknown, intern: Interner): readonly LabelExpression[] | undefined {
  const expressions = items(value, MAX_EXPRESSIONS).map((item) => {
    const { key, operator, values } = fields(item);
    return {
      key: intern.string(word(key, MAX_LABEL_KEY)),
      operator: intern.string(word(operator, MAX_NAME)),
      values: intern.list(items(values, MAX_VALUES).map((one) => word(one, MAX_NAME))),
    };
  });
  return expressions.length === 0 ? undefined : compact(expressions);
}
