import {
  type DisruptionBudgetFact,
  type EpochMs,
  isBudgetOf,
  type ServicePod,
} from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { briefList } from '../support/brief-texts.ts';
import { conditionEvidence, fieldEvidence } from '../support/evidence.ts';
import { budget, portPod } from '../support/example-routes.ts';
import { selectorText } from '../support/label-difference.ts';
import { livePods } from '../support/pods.ts';
import { quoted } from '../support/repeated-warnings.ts';
import { routeSubject } from '../support/routes.ts';
import { standing } from '../support/standing.ts';
import { podDetails, UNKNOWN_MS } from '../support/subject.ts';
import { joinWords, plural } from '../support/text.ts';
import type { Evidence, RuleSnapshot } from '../types.ts';

/** Who changes a workload and its budget does so within a minute or two, and the controller looks again each minute. */
const DWELL_MS = 120_000;

/** Why a budget allows no disruption, ever. */
interface Block {
  readonly why: string;
  readonly remedy: string;
  readonly sinceMs: EpochMs;
  readonly evidence: readonly Evidence[];
  /** What no other number in the budget would mend is nothing to be warned of before somebody is held up by it. */
  readonly isIdle?: boolean;
}

const RELAX =
  'Lower minAvailable of the budget, or raise maxUnavailable to at least 1, or run one pod more';
const ONE_BUDGET =
  'Keep one budget for these pods and delete the others, or narrow their selectors';
const READABLE =
  'Make the budget select only pods of workloads that have a scale, such as a Deployment or StatefulSet';

/** While pods are missing or start, none can be spared, and that passes. */
function wantsAll(it: DisruptionBudgetFact): Block | undefined {
  const { kind, name, blocked, desiredHealthy, expectedPods } = it;
  if (blocked === undefined || expectedPods === 0 || desiredHealthy < expectedPods)
    return undefined;
  const value = String(desiredHealthy);
  const sinceMs = blocked.sinceMs ?? UNKNOWN_MS;
  return {
    why: `it wants ${desiredHealthy} of ${plural(expectedPods, 'pod')} to be there at any time`,
    remedy: RELAX,
    sinceMs,
    evidence: [
      fieldEvidence({ kind, name, field: 'status.desiredHealthy', value, timeMs: sinceMs }),
    ],
    isIdle: expectedPods === 1,
  };
}

/** Whether somebody has closed a node of these pods, as a drain does first: then it waits for the budget. */
function isDraining(
  it: DisruptionBudgetFact,
  { once, nodes }: RuleSnapshot<'pods' | 'nodes'>,
): boolean {
  const closed = new Set(nodes.flatMap((node) => (node.isUnschedulable ? [node.name] : [])));
  return once(livePods).some(({ pod }) => closed.has(pod.nodeName) && isBudgetOf(it, pod.labels));
}

/** pkg/controller/disruption: failSafe, after which no disruption is allowed. */
function cannotSync(it: DisruptionBudgetFact): Block | undefined {
  const { blocked } = it;
  if (blocked?.reason !== 'SyncFailed') return undefined;
  return {
    why: `its controller cannot work out how many pods there should be: "${quoted(blocked.message)}"`,
    remedy: READABLE,
    sinceMs: blocked.sinceMs ?? UNKNOWN_MS,
    evidence: [conditionEvidence(it, blocked)],
  };
}

/** pkg/registry/core/pod/storage/eviction.go: "This pod has more than one PodDisruptionBudget, which the eviction subresource does not support." */
function isOneOfSeveral(
  it: DisruptionBudgetFact,
  { pod }: ServicePod,
  budgets: readonly DisruptionBudgetFact[],
): Block | undefined {
  const both = budgets.filter((other) => isBudgetOf(other, pod.labels));
  // Said of the first of them.
  if (both.length < 2 || both[0] !== it) return undefined;
  const names = briefList(joinWords(both.map(({ name }) => name)));
  return {
    why: `budgets ${names} select the same pods, and Kubernetes then refuses every eviction`,
    remedy: ONE_BUDGET,
    sinceMs: Math.max(...both.map(({ createdMs }) => createdMs)),
    evidence: both.slice(0, 3).map(selectorEvidence),
  };
}

function selectorEvidence({ kind, name, selector }: DisruptionBudgetFact): Evidence {
  const value = selectorText(selector) || 'no matchLabels';
  return fieldEvidence({ kind, name, field: 'spec.selector.matchLabels', value });
}

function findingOf(
  it: DisruptionBudgetFact,
  snapshot: RuleSnapshot<'disruptionBudgets' | 'pods' | 'nodes'>,
) {
  const { once, disruptionBudgets, clock } = snapshot;
  const first = once(livePods).find(({ pod }) => isBudgetOf(it, pod.labels));
  if (first === undefined || it.deletionMs !== undefined) return [];
  const block = isOneOfSeveral(it, first, disruptionBudgets) ?? cannotSync(it) ?? wantsAll(it);
  if (block === undefined || !clock.atLeast(block.sinceMs, DWELL_MS)) return [];
  const { why, remedy, sinceMs, evidence, isIdle = false } = block;
  return [
    standing({
      subject: routeSubject(first.workload, it),
      reason: 'PDBBlocksDrain',
      details: { ...podDetails(first), budget: it.name, why, remedy },
      evidence,
      sinceMs,
      severity: isIdle && !isDraining(it, snapshot) ? 'info' : 'warning',
    }),
  ];
}

export default defineClassifier({
  code: 'PDBBlocksDrain',
  title: 'No pod of {workload} may be taken away, so its nodes cannot be drained',
  severity: 'warning',
  reads: ['disruptionBudgets', 'pods', 'nodes'],
  explanation:
    'PodDisruptionBudget {budget} allows no pod of {workload} to be moved, because {why}. The service runs; but an update of a node that it is on waits, or ends its pods by force.',
  fix: [
    '{remedy}.',
    'Ask the people who run the cluster before the next maintenance if all pods have to stay.',
  ],
  commands: ['{kubectl} describe poddisruptionbudget {budget}'],
  reference: 'https://kubernetes.io/docs/tasks/run-application/configure-pdb/',
  classify: (snapshot) => snapshot.disruptionBudgets.flatMap((it) => findingOf(it, snapshot)),
  examples: [
    {
      name: 'the budget wants all of the pods',
      given: { disruptionBudgets: [budget()], pods: [portPod()] },
      found: [
        {
          workload: 'web',
          confidence: 'confirmed',
          reason: 'PDBBlocksDrain',
          details: { why: 'it wants 3 of 3 pods to be there at any time', remedy: RELAX },
        },
      ],
    },
    {
      name: 'a pod is missing, as in a rollout, and none can be spared meanwhile',
      given: { disruptionBudgets: [budget({ desiredHealthy: 2 })], pods: [portPod()] },
      found: [],
    },
  ],
});
