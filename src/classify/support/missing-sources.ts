import type { MissingSource } from '../../facts/index.ts';
import type { Evidence } from '../types.ts';

/** "list pods", "list deployments.apps": as kubectl auth can-i takes it. */
export function rightTo({ verb, resource, apiGroup }: MissingSource): string {
  return `${verb} ${resource}${apiGroup === '' ? '' : `.${apiGroup}`}`;
}

/** Quotes what came of the question. */
export function sourceEvidence({ resource, verb, why }: MissingSource): Evidence {
  return { object: `Source/${resource}`, field: verb, value: why };
}
