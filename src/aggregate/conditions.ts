// The conditions of a report. Ready is about the report, Healthy about the service.

import type { HealthWord } from '../api/health.ts';
import type { EpochMs, MissingSource, ReportMemory } from '../facts/index.ts';
import { referenceName } from './groups.ts';
import { type AssessedWorkload, pool } from './roles.ts';
import type { Report, ReportCondition, Rollout } from './types.ts';

type Said = Omit<ReportCondition, 'changedMs'>;

/** What the conditions are made from. */
export interface ConditionInput {
  readonly health: HealthWord;
  readonly summary: string;
  readonly topIssue: string;
  readonly workloads: readonly AssessedWorkload[];
  readonly missing: readonly MissingSource[];
  readonly memory: ReportMemory;
  readonly nowMs: EpochMs;
}

/** All conditions, always in the same order. */
export function conditionsOf(input: ConditionInput): Report['conditions'] {
  const said = [
    readyCondition(input),
    healthyCondition(input),
    availableCondition(input),
    rolloutCondition(input.workloads),
    dataCondition(input.missing),
    condition('Reconciling', 'False', 'ReportCurrent', 'The report is up to date.'),
    condition('Stalled', 'False', 'ReportCurrent', 'Nothing keeps the report from being written.'),
  ];
  return said.map((one) => ({ ...one, changedMs: keptSince(one, input) }));
}

function condition(type: string, status: Said['status'], reason: string, message: string): Said {
  return { type, status, reason, message };
}

/** When the condition got its status: as remembered, unless it has another one now. */
export function keptSince(
  said: Pick<Said, 'type' | 'status'>,
  { memory, nowMs }: Pick<ConditionInput, 'memory' | 'nowMs'>,
): EpochMs {
  const before = memory.conditions.find(({ type }) => type === said.type);
  if (before === undefined || before.status !== said.status) return nowMs;
  return Math.min(before.sinceMs, nowMs);
}

function requiredMissing(missing: readonly MissingSource[]): readonly MissingSource[] {
  return missing.filter(({ required }) => required);
}

function readyCondition({ missing }: ConditionInput): Said {
  if (requiredMissing(missing).length > 0) {
    return condition('Ready', 'False', 'CannotObserve', missingMessage(missing));
  }
  return condition('Ready', 'True', 'ReportCurrent', 'The report is current and complete.');
}

function healthyCondition({ health, summary, topIssue }: ConditionInput): Said {
  const reason = topIssue === '' ? health : topIssue;
  if (health === 'Healthy' || health === 'Suspended') {
    return condition('Healthy', 'True', health, summary);
  }
  if (health === 'Degraded' || health === 'Unhealthy') {
    return condition('Healthy', 'False', reason, summary);
  }
  return condition('Healthy', 'Unknown', reason, summary);
}

function availableCondition({ workloads, missing }: ConditionInput): Said {
  if (requiredMissing(missing).length > 0) {
    return condition('Available', 'Unknown', 'CannotObserve', missingMessage(missing));
  }
  if (workloads.length === 0) {
    return condition('Available', 'Unknown', 'NoWorkloads', 'Nothing carries the label.');
  }
  const serving = workloads.filter(({ assessment }) => assessment.word === undefined);
  const down = [...pool(serving)].filter(([, { available, desired }]) =>
    isDown(available, desired),
  );
  const over = down.find(([, { hasError, isPastBudget }]) => hasError || isPastBudget);
  if (over !== undefined) {
    const message = `No pod of ${whose(over[0])} is available.`;
    return condition('Available', 'False', 'NoAvailablePods', message);
  }
  if (down[0] !== undefined) {
    const message = `No pod of ${whose(down[0][0])} is available yet, and it may still take its time.`;
    return condition('Available', 'Unknown', 'Starting', message);
  }
  return condition('Available', 'True', 'PodsAvailable', 'Every role that serves has a pod.');
}

function isDown(available: number, desired: number): boolean {
  return available === 0 && desired > 0;
}

function whose(role: string): string {
  return role === '' ? 'the service' : `role ${role}`;
}

function rolloutCondition(workloads: readonly AssessedWorkload[]): Said {
  const rollouts = workloads.filter(({ assessment }) => assessment.rollout !== undefined);
  if (rollouts.length === 0) {
    return condition('RolloutComplete', 'Unknown', 'NoRollout', 'No workload rolls out revisions.');
  }
  for (const { rollout, reason, message } of UNFINISHED_ROLLOUTS) {
    const found = rollouts.find(({ assessment }) => assessment.rollout === rollout);
    if (found === undefined) continue;
    const { reference } = found.group;
    return condition(
      'RolloutComplete',
      'False',
      reason,
      message(referenceName(reference), reference.kind),
    );
  }
  return condition(
    'RolloutComplete',
    'True',
    'RolloutComplete',
    'All pods are of the newest revision.',
  );
}

interface UnfinishedRollout {
  readonly rollout: Rollout;
  readonly reason: string;
  readonly message: (workload: string, kind: string) => string;
}

/** Worst first. */
const UNFINISHED_ROLLOUTS: readonly UnfinishedRollout[] = [
  {
    rollout: 'Stuck',
    reason: 'ProgressDeadlineExceeded',
    message: (workload) =>
      `${workload} got no further within its deadline: see the diagnoses, or undo it with kubectl rollout undo.`,
  },
  {
    rollout: 'InProgress',
    reason: 'RolloutInProgress',
    message: (workload) =>
      `${workload} is rolling out: not all of its pods are of the newest revision and available.`,
  },
  {
    rollout: 'Paused',
    reason: 'RolloutPaused',
    message: (workload, kind) =>
      kind === 'Deployment'
        ? `${workload} is paused and keeps pods of an older revision until kubectl rollout resume.`
        : `${workload} keeps pods of an older revision, as its update strategy says: OnDelete until they are deleted, a partition until it is lowered.`,
  },
];

function dataCondition(missing: readonly MissingSource[]): Said {
  if (missing.length === 0) {
    return condition(
      'DataComplete',
      'True',
      'AllSourcesLive',
      'Every watched resource is readable.',
    );
  }
  return condition('DataComplete', 'False', 'SourcesMissing', missingMessage(missing));
}

/** Names verb and resource and gives the role's rule that mends it. */
function missingMessage(missing: readonly MissingSource[]): string {
  const parts = missing.map(({ apiGroup, resource, verb, why, namespace }) => {
    if (why === 'absent') return `The cluster does not serve ${resource}.`;
    const verbs = verb === 'get' ? '"get"' : '"get", "list", "watch"';
    const rule = `{apiGroups: ["${apiGroup}"], resources: ["${resource}"], verbs: [${verbs}]}`;
    const role = namespace === undefined ? 'ClusterRole' : `Role in namespace ${namespace}`;
    return `The operator may not ${verb} ${resource}; add to its ${role}: ${rule}.`;
  });
  return parts.join(' ');
}
