import { defineClassifier } from '../define.ts';
import { fieldEvidence } from '../support/evidence.ts';
import { unscheduledPod } from '../support/example-pods.ts';
import { LARGER, NODE_CODES } from '../support/scheduler-reasons.ts';
import { tooLargeFor } from '../support/too-large.ts';
import { unplacedFinding, unplacedPods } from '../support/unplaced.ts';

/** An autoscaler that has larger nodes to add says so within a minute; then it is waited for. */
const CERTAIN_MS = 60_000;

const FULL = '0/1 nodes are available: 1 Insufficient cpu.';
const LARGEST = { cpuMillis: 4000, memoryBytes: 2 ** 34, storageBytes: 2 ** 36 };
const ASKED = { cpuMillis: 500_000, memoryBytes: 2 ** 23, storageBytes: 0 };

export default defineClassifier({
  code: LARGER,
  title: 'The pods of {workload} ask for more than any node has',
  severity: 'error',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'A pod of {workload} requests {asked} of {resource}, and the largest node of the cluster has {offered} for pods. Not even an empty node could take it, so waiting does not help.',
  fix: [
    'Check the unit of the {resource} requests in the pod template of {workload}: "500" means 500 CPUs, "500m" half a CPU.',
    'Lower the requests of its containers so that their sum is less than {offered}.',
    'Ask the platform team for larger nodes if the service needs that much.',
  ],
  commands: ['{kubectl} get {workloadPath} --output=yaml', '{kubectl} describe nodes'],
  reference: 'https://kubernetes.io/docs/concepts/configuration/manage-resources-containers/',
  outranks: NODE_CODES,
  classify(snapshot) {
    return snapshot.once(unplacedPods).flatMap((unplaced) => {
      const { pod } = unplaced.servicePod;
      const tooLarge = tooLargeFor(pod, snapshot.capacity);
      if (tooLarge === undefined) return [];
      const finding = unplacedFinding(unplaced, snapshot);
      const { resource, asked } = tooLarge;
      const field = `spec.containers[*].resources.requests.${resource}`;
      const evidence = fieldEvidence({ kind: 'Pod', name: pod.name, field, value: asked });
      const isCertain = snapshot.clock.atLeast(unplaced.sinceMs, CERTAIN_MS);
      return [
        {
          ...finding,
          severity: isCertain ? 'error' : 'warning',
          details: { ...finding.details, ...tooLarge },
          evidence: [...finding.evidence, evidence],
        },
      ];
    });
  },
  examples: [
    {
      name: 'nobody has 500 CPUs: somebody forgot the "m"',
      given: {
        pods: [unscheduledPod(FULL, 60, { requests: ASKED })],
        capacity: { largest: LARGEST, unready: 0 },
      },
      found: [
        {
          confidence: 'confirmed',
          severity: 'error',
          reason: 'Pending',
          details: { resource: 'cpu', asked: '500', offered: '4' },
        },
      ],
    },
    {
      name: 'a pod that an empty node could take waits for room',
      given: {
        pods: [unscheduledPod(FULL, 60, { requests: LARGEST })],
        capacity: { largest: LARGEST, unready: 0 },
      },
      found: [],
    },
  ],
});
