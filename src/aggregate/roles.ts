// Workloads of one role stand in for each other; across roles the worst word wins.

import type { HealthWord } from '../api/health.ts';
import { type Labels, type NetworkServiceFact, selects, type Thresholds } from '../facts/index.ts';
import type { WorkloadGroup } from './groups.ts';
import { compareText } from './merge.ts';
import { type Assessment, wordFor } from './workload-health.ts';

const COMPONENT_LABEL = 'app.kubernetes.io/component';

/** Worst first. */
export const WORST_FIRST: readonly HealthWord[] = [
  'Unhealthy',
  'Unknown',
  'Degraded',
  'Progressing',
  'Healthy',
  'Suspended',
];

/** A workload with what the table was asked and what it said. */
export interface AssessedWorkload {
  readonly group: WorkloadGroup;
  readonly role: string;
  readonly assessment: Assessment;
  readonly word: HealthWord;
}

/**
 * The role of a workload: its component label, else the name of the first Service that selects its pods, else empty
 * (all the rest together). A Job is a role of its own kind: it stands in for nothing.
 */
export function roleOf(
  group: WorkloadGroup,
  networkServices: readonly NetworkServiceFact[],
): string {
  if (isJobLike(group)) return `${group.reference.kind}/${group.reference.name}`;
  const labels = podLabels(group);
  const component = labels?.get(COMPONENT_LABEL);
  if (component !== undefined && component !== '') return component;
  const selecting = networkServices
    .filter((service) => labels !== undefined && selects(service.selector, labels))
    .map((service) => service.name)
    .sort(compareText);
  return selecting[0] ?? '';
}

/** The word of the service from the words of its roles. */
export function serviceWord(
  workloads: readonly AssessedWorkload[],
  thresholds: Thresholds,
): HealthWord {
  const serving = workloads.filter(({ group }) => !isJobLike(group));
  const words = [...pool(serving).values()].map((pooled) => wordFor(pooled, thresholds));
  const isServing = words.some((word) => word !== 'Suspended');
  for (const { group, word } of workloads) {
    if (isJobLike(group)) words.push(jobWordBeside(group, word, isServing));
  }
  return worst(words);
}

/** A failed Job beside something that serves makes it Degraded; a busy one is nobody's worry. */
function jobWordBeside(group: WorkloadGroup, word: HealthWord, isServing: boolean): HealthWord {
  if (!isServing) return word;
  if (word === 'Unhealthy') return 'Degraded';
  return word === 'Progressing' && group.reference.kind === 'Job' ? 'Healthy' : word;
}

function worst(words: readonly HealthWord[]): HealthWord {
  return WORST_FIRST.find((word) => words.includes(word)) ?? 'Unknown';
}

function isJobLike(group: WorkloadGroup): boolean {
  return group.reference.kind === 'Job' || group.reference.kind === 'CronJob';
}

function podLabels(group: WorkloadGroup): Labels | undefined {
  return group.fact?.templateLabels ?? group.pods[0]?.pod.labels;
}

/** Adds up the assessments of each role: a canary at 0/1 beside 10/10 is 10 of 11. */
export function pool(workloads: readonly AssessedWorkload[]): ReadonlyMap<string, Assessment> {
  const roles = new Map<string, Assessment>();
  for (const { role, assessment } of workloads) {
    const before = roles.get(role);
    roles.set(role, before === undefined ? assessment : add(before, assessment));
  }
  return roles;
}

function add(left: Assessment, right: Assessment): Assessment {
  return {
    desired: left.desired + right.desired,
    available: left.available + right.available,
    hasError: left.hasError || right.hasError,
    isPastBudget: left.isPastBudget || right.isPastBudget,
    isInFlight: left.isInFlight || right.isInFlight,
  };
}
