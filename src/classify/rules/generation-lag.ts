import { defineClassifier } from '../define.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { deployment } from '../support/example-workloads.ts';
import { ago } from '../support/examples.ts';
import { standing } from '../support/standing.ts';
import { workloadDetails } from '../support/subject.ts';
import { liveWorkloads } from '../support/workloads.ts';

/** A controller looks within seconds; one that is started anew in a large cluster needs minutes. */
const DWELL_MS = 15 * 60_000;

export default defineClassifier({
  code: 'GenerationLag',
  title: 'Nobody carries out what {workload} asks for',
  severity: 'warning',
  reads: ['workloads'],
  explanation:
    '{workload} was changed more than 15 minutes ago, and the part of Kubernetes that carries such changes out has not looked at it since. Pods that run go on as they are; no new version, no other number of pods and no replacement comes.',
  fix: [
    'Ask the people who run the cluster whether its controller manager runs: without it nothing in the cluster is carried out.',
    'Wait with further changes until it does: they would all come at once.',
  ],
  commands: [
    '{kubectl} get {workloadPath} --output yaml',
    '{kubectl} get leases --namespace kube-system kube-controller-manager',
  ],
  reference: 'https://kubernetes.io/docs/concepts/workloads/controllers/deployment/',
  classify({ once, clock }) {
    return once(liveWorkloads).flatMap(({ workload, root }) => {
      const { kind, name, generation, observedGeneration, unobservedSinceMs } = workload;
      // What nobody is known to have changed may have been changed a second ago.
      if (observedGeneration >= generation || unobservedSinceMs === undefined) return [];
      if (!clock.atLeast(unobservedSinceMs, DWELL_MS)) return [];
      const field = 'status.observedGeneration';
      const value = `${observedGeneration} of ${generation}`;
      return [
        standing({
          subject: { workload: root },
          // Of what is new nothing is there; what is old serves.
          severity: observedGeneration === 0 ? 'error' : 'warning',
          reason: 'GenerationLag',
          details: workloadDetails(root),
          evidence: [fieldEvidence({ kind, name, field, value, timeMs: unobservedSinceMs })],
          sinceMs: unobservedSinceMs,
        }),
      ];
    });
  },
  examples: [
    {
      name: 'a new version that nobody rolls out',
      given: { workloads: [deployment({ generation: 2, unobservedSinceMs: ago(901) })] },
      found: [
        { workload: 'web', confidence: 'confirmed', severity: 'warning', reason: 'GenerationLag' },
      ],
    },
    {
      name: 'a new Deployment that nobody has looked at',
      given: { workloads: [deployment({ observedGeneration: 0, unobservedSinceMs: ago(901) })] },
      found: [
        { workload: 'web', confidence: 'confirmed', severity: 'error', reason: 'GenerationLag' },
      ],
    },
    {
      name: 'a change of ten minutes ago may be looked at when the controller is back',
      given: { workloads: [deployment({ generation: 2, unobservedSinceMs: ago(600) })] },
      found: [],
    },
    {
      name: 'a change of which nobody knows when it was made',
      given: { workloads: [deployment({ generation: 2 })] },
      found: [],
    },
  ],
});
