import { defineClassifier } from '../define.ts';
import { announcedNode } from '../support/autoscaler-words.ts';
import { eventEvidence } from '../support/evidence.ts';
import { podEvent, unscheduledPod } from '../support/example-pods.ts';
import { ago } from '../support/examples.ts';
import { NODE_CODES } from '../support/scheduler-reasons.ts';
import { unplacedFinding, unplacedPods } from '../support/unplaced.ts';

const FULL = '0/3 nodes are available: 3 Insufficient cpu.';

export default defineClassifier({
  code: 'WaitingForAutoscaler',
  title: 'A new node is on its way for the pods of {workload}',
  severity: 'info',
  reads: ['pods', 'events', 'capacity'],
  explanation:
    'No present node has a place for a pod of {workload}, so the cluster is adding one. What rules out the present ones: {why}.',
  fix: [
    'Wait a few minutes: the pod starts once the new node has joined.',
    'Ask the platform team why no node comes if this lasts longer than a quarter of an hour.',
  ],
  commands: ['{kubectl} describe pod {pod}', '{kubectl} get nodes'],
  reference: 'https://kubernetes.io/docs/concepts/cluster-administration/node-autoscaling/',
  outranks: NODE_CODES,
  classify(snapshot) {
    return snapshot.once(unplacedPods).flatMap((unplaced) => {
      const event = announcedNode(unplaced.servicePod.pod, snapshot);
      if (event === undefined) return [];
      const finding = unplacedFinding(unplaced, snapshot);
      return [
        { ...finding, severity: 'info', evidence: [...finding.evidence, eventEvidence(event)] },
      ];
    });
  },
  examples: [
    {
      name: 'the autoscaler has asked for a node two minutes ago',
      given: {
        pods: [unscheduledPod(FULL, 130)],
        events: [
          podEvent('TriggeredScaleUp', 'pod triggered scale-up: [{pool-1 1->2 (max: 5)}]', {
            type: 'Normal',
            lastMs: ago(120),
          }),
        ],
      },
      found: [
        {
          confidence: 'confirmed',
          reason: 'Pending',
          details: { why: '3 nodes: too little free CPU' },
        },
      ],
    },
    {
      name: 'an autoscaler that adds no node is not waited for',
      given: {
        pods: [unscheduledPod(FULL, 130)],
        events: [
          podEvent('NotTriggerScaleUp', "pod didn't trigger scale-up: 1 Insufficient cpu", {
            type: 'Normal',
          }),
        ],
      },
      found: [],
    },
  ],
});
