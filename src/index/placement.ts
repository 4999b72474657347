import type { OwnerReference } from '../facts/index.ts';
import { isRetired, type Lineage, labelSetsOf, type MemberFact } from './owners.ts';
import { type IdentityConfig, ownerNaming, serviceNameOf } from './service-key.ts';

/**
 * Where an object belongs: to a service; to the crew of a controller we do not know, which is a service only
 * while it has more than one live pod; or nowhere.
 */
export type Placement =
  | { readonly kind: 'service'; readonly name: string }
  | { readonly kind: 'crew'; readonly owner: OwnerReference }
  | { readonly kind: 'nowhere' };

const NOWHERE: Placement = { kind: 'nowhere' };

/** Labels first, nearest object first; then, if the settings allow, the name of the top owner. */
export function placementOf(
  fact: MemberFact,
  lineage: Lineage,
  identity: IdentityConfig,
): Placement {
  if (isRetired(fact)) return NOWHERE;
  for (const labels of labelSetsOf(fact, lineage)) {
    const name = serviceNameOf(labels, identity);
    if (name !== undefined) return { kind: 'service', name };
  }
  // An owner on its way may carry the label: to guess now would make a report that nobody wants later.
  if (identity.unlabelled === 'ignore' || !lineage.isComplete) return NOWHERE;
  const naming = ownerNaming(lineage.top.kind);
  if (naming === 'never') return NOWHERE;
  return naming === 'always'
    ? { kind: 'service', name: lineage.top.name }
    : { kind: 'crew', owner: lineage.top };
}
