import type { NetworkServiceFact } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { labelsOf, objectFact } from './object-fact.ts';
import { fields } from './read.ts';
import type { Source } from './source.ts';

/** Services: which pods are meant to get traffic. */
export function networkServiceSource(intern: Interner): Source<NetworkServiceFact> {
  return {
    resource: 'services',
    apiGroup: '',
    version: 'v1',
    // Without them only the diagnoses about traffic are missing.
    isRequired: false,
    project: (object) => projectService(object, intern),
  };
}

function projectService(object: unknown, intern: Interner): NetworkServiceFact | undefined {
  const common = objectFact(object, intern);
  if (common === undefined) return undefined;
  const spec = fields(fields(object)['spec']);
  return { ...common, kind: 'Service', selector: labelsOf(spec['selector'], intern) };
}
