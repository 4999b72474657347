import { defineClassifier } from '../define.ts';
import { deployment } from '../support/example-workloads.ts';
import { missingSource } from '../support/examples.ts';
import { rightTo, sourceEvidence } from '../support/missing-sources.ts';
import { standing } from '../support/standing.ts';
import { serviceSubject, UNKNOWN_MS } from '../support/subject.ts';
import { brief, joinWords } from '../support/text.ts';

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
  speaksAtTheEnd: true,
  classify(snapshot) {
    const missing = snapshot.missingSources.filter(({ required }) => required);
    const [first] = missing;
    if (first === undefined) return [];
    const isRefused = missing.some(({ why }) => why === 'refused');
    return [
      standing({
        subject: serviceSubject(snapshot),
        reason: 'CannotObserve',
        details: {
          rights: brief(joinWords(missing.map(rightTo)), 300),
          why: isRefused ? 'its role does not allow it' : 'this cluster does not serve it',
          remedy: isRefused ? 'add these rights to its role' : 'check the version of the cluster',
        },
        evidence: missing.slice(0, 5).map(sourceEvidence),
        sinceMs: UNKNOWN_MS,
      }),
    ];
  },
  examples: [
    {
      name: 'a role without the right to list pods',
      given: { missingSources: [missingSource()], workloads: [deployment()] },
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
      given: { missingSources: [missingSource({ required: false })] },
      found: [],
    },
  ],
});
