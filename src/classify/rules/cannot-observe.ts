import type { MissingSource } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { deployment } from '../support/example-workloads.ts';
import { serviceSubject, UNKNOWN_MS } from '../support/subject.ts';
import { brief, joinWords } from '../support/text.ts';

const REFUSED: MissingSource = {
  resource: 'pods',
  apiGroup: '',
  verb: 'list',
  required: true,
  why: 'refused',
};

/** "list pods", "list deployments.apps": as kubectl auth can-i takes it. */
function rightTo({ verb, resource, apiGroup }: MissingSource): string {
  return `${verb} ${resource}${apiGroup === '' ? '' : `.${apiGroup}`}`;
}

export default defineClassifier({
  code: 'CannotObserve',
  title: 'The operator may not see what it needs to judge this service',
  severity: 'error',
  reads: ['missingSources', 'workloads', 'pods'],
  explanation:
    'The operator cannot {rights} here, because {why}. Without that nobody can say whether the service is well: it may be.',
  fix: ['Ask the people who run the operator to {remedy}.'],
  commands: [],
  reference: 'https://kubernetes.io/docs/reference/access-authn-authz/rbac/',
  classify(snapshot) {
    const missing = snapshot.missingSources.filter(({ required }) => required);
    const [first] = missing;
    if (first === undefined) return [];
    const isRefused = missing.some(({ why }) => why === 'refused');
    return [
      {
        subject: serviceSubject(snapshot),
        confidence: 'confirmed',
        state: 'active',
        reason: 'CannotObserve',
        details: {
          rights: brief(joinWords(missing.map(rightTo)), 300),
          why: isRefused ? 'its role does not allow it' : 'this cluster does not serve it',
          remedy: isRefused ? 'add these rights to its role' : 'check the version of the cluster',
        },
        evidence: missing.slice(0, 5).map((source) => ({
          object: `Source/${source.resource}`,
          field: source.verb,
          value: source.why,
        })),
        sinceMs: UNKNOWN_MS,
        lastMs: UNKNOWN_MS,
        count: 1,
      },
    ];
  },
  examples: [
    {
      name: 'a role without the right to list pods',
      given: { missingSources: [REFUSED], workloads: [deployment()] },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'CannotObserve',
          details: { rights: 'list pods', why: 'its role does not allow it' },
        },
      ],
    },
    {
      name: 'an optional source costs only its own diagnoses',
      given: { missingSources: [{ ...REFUSED, required: false }] },
      found: [],
    },
  ],
});
