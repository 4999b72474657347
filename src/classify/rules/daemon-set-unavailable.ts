import { defineClassifier } from '../define.ts';
import { podsOf } from '../support/controllers.ts';
import { readyEvidence } from '../support/evidence.ts';
import { agentPod, ready, unready } from '../support/example-pods.ts';
import { daemonSet } from '../support/example-workloads.ts';
import { latePods, nodeNames } from '../support/late-pods.ts';
import { livePods } from '../support/pods.ts';
import { standing } from '../support/standing.ts';
import { workloadDetails } from '../support/subject.ts';
import { plural } from '../support/text.ts';
import { liveWorkloads } from '../support/workloads.ts';

/** Nodes start anew and pods move on by themselves: what is back after a quarter of an hour was no problem. */
const GRACE_MS = 15 * 60_000;
/** More names than these do not help. */
const MAX_NODES = 3;

export default defineClassifier({
  code: 'DaemonSetUnavailable',
  title: '{workload} is down on {count}',
  severity: 'error',
  reads: ['workloads', 'pods'],
  explanation:
    '{count} of {desired} have had no ready pod of {workload} for at least 15 minutes: {nodes}. What it does for a node is not done there.',
  fix: [
    'Look at the other diagnoses of the service first: they say why the pods do not become ready.',
    'Look at the nodes: a fault of one node shows on that node alone.',
    'Roll back to the last version that worked if it began with a new one.',
  ],
  commands: [
    '{kubectl} rollout status {workloadPath} --timeout=10s',
    '{kubectl} get pods --output=wide',
    '{kubectl} get nodes',
  ],
  reference: 'https://kubernetes.io/docs/tasks/manage-daemon/update-daemon-set/#troubleshooting',
  isConsequence: true,
  classify({ once, clock }) {
    return once(liveWorkloads).flatMap(({ workload, root }) => {
      if (workload.kind !== 'DaemonSet' || workload.desired === 0) return [];
      const own = podsOf(root, once(livePods));
      const late = latePods(own, (sinceMs) => clock.atLeast(sinceMs, GRACE_MS));
      if (late.length === 0) return [];
      return [
        standing({
          subject: { workload: root },
          reason: 'Unavailable',
          details: {
            ...workloadDetails(root),
            count: plural(late.length, 'node'),
            desired: String(workload.desired),
            nodes: nodeNames(late, MAX_NODES),
          },
          evidence: late.slice(0, MAX_NODES).map((it) => readyEvidence(it.pod, it.sinceMs)),
          sinceMs: Math.min(...late.map((it) => it.sinceMs)),
        }),
      ];
    });
  },
  examples: [
    {
      name: 'two of three nodes go without for a quarter of an hour',
      given: {
        workloads: [daemonSet()],
        pods: [agentPod('b', unready(920)), agentPod('a', unready(1000)), agentPod('c', ready())],
      },
      found: [
        {
          workload: 'agent',
          confidence: 'confirmed',
          reason: 'Unavailable',
          details: { count: '2 nodes', desired: '3', nodes: 'a and b' },
        },
      ],
    },
    {
      name: 'a node that starts anew has its time',
      given: {
        workloads: [daemonSet()],
        pods: [agentPod('a', unready(890)), agentPod('c', ready())],
      },
      found: [],
    },
  ],
});
