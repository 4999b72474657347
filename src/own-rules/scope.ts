import { type Labels, type RuleScope, type ServiceKey, selects } from '../facts/index.ts';
import type { Scoped } from './types.ts';

/** Those of the rules that speak of this service. `labelsOf` is only asked where a rule asks for labels. */
export function inScope<T>(
  rules: readonly Scoped<T>[],
  service: ServiceKey,
  labelsOf: () => Labels,
): readonly T[] {
  return rules.filter(({ scope }) => speaksOf(scope, service, labelsOf)).map(({ what }) => what);
}

function speaksOf(
  { namespaces, services, labels }: RuleScope,
  { namespace, name }: ServiceKey,
  labelsOf: () => Labels,
): boolean {
  if (namespaces !== undefined && !namespaces.includes(namespace)) return false;
  if (services !== undefined && !services.includes(name)) return false;
  // Without pairs, as with `labels: {}`, nothing is asked for.
  return labels === undefined || labels.size === 0 || selects(labels, labelsOf());
}
