// How the last try of a failed Job ended, in words and as evidence: from the newest failed pod that is still there, else
// from the last report.

import type {
  ContainerFact,
  EpochMs,
  JobFact,
  LogCaptureFact,
  PodFact,
  ServicePod,
  ServiceSnapshot,
} from '../../facts/index.ts';
import type { Evidence, LogPointer, Subject } from '../types.ts';
import { fieldEvidence, statusPath } from './evidence.ts';
import { exitWords } from './exit-codes.ts';
import { allContainers } from './pods.ts';
import { isCause, type RememberedEnd, rememberedEnd } from './remembered-ends.ts';

const OOM = 'OOMKilled';

/** The end completes a sentence of its own; the advice is an imperative without its period. */
interface LastTryWords extends Record<string, string> {
  readonly lastTry: string;
  readonly advice: string;
}

/** The Job controller deletes the pod of a Job it gives up when that was restarted in place. */
const GONE: LastTryWords = {
  lastTry: 'How its last try ended is not known, as no failed pod of it is left',
  advice:
    'Look where logs are collected, and set restartPolicy: Never if it is OnFailure: then the pods of failed tries stay',
};

/** What is known of the tries of a Job. */
export type TryInputs = Pick<ServiceSnapshot, 'pods' | 'memory'>;

const LOG_GONE =
  'Look where logs are collected: the pod of the last try is gone, and its log with it';

/** Details for the texts of rules about failed Jobs. */
export function lastTryWords(job: JobFact, { pods, memory }: TryInputs): LastTryWords {
  const failed = lastFailure(job, pods)?.container;
  if (failed !== undefined) return endWords(failed);
  const end = rememberedEnd(job, memory);
  if (end === undefined) return GONE;
  return { ...endWords(endedAs(end)), ...(end.reason !== OOM && { advice: LOG_GONE }) };
}

/** The container that failed in the last try, as far as it is known: cause, fix and log are its. */
export function lastTryContainer(
  job: JobFact,
  { pods, memory }: TryInputs,
): Pick<Subject, 'container' | 'containerKind'> {
  const failed = lastFailure(job, pods)?.container ?? rememberedEnd(job, memory);
  if (failed === undefined) return {};
  const container = 'container' in failed ? failed.container : failed.name;
  return { container, containerKind: failed.kind };
}

/** Where its log is, while its pod is there. */
export function lastTryPointer(
  job: JobFact,
  { pods }: Pick<TryInputs, 'pods'>,
): { readonly log?: LogPointer } {
  const failed = lastFailure(job, pods);
  if (failed === undefined) return {};
  return { log: { run: 'ended', pod: failed.pod.name, container: failed.container.name } };
}

/** What the words are taken from. */
export function lastTryEvidence(job: JobFact, { pods, memory }: TryInputs): readonly Evidence[] {
  const failed = lastFailure(job, pods);
  if (failed !== undefined) return endEvidence(failed.pod, failed.container);
  return rememberedEnd(job, memory)?.evidence ?? [];
}

/** Its last words, as far as its log could be read. */
export function lastTryLog(
  job: JobFact,
  { pods, logs }: Pick<ServiceSnapshot, 'pods' | 'logs'>,
): LogCaptureFact | undefined {
  const failed = lastFailure(job, pods);
  if (failed === undefined) return undefined;
  const { pod, container } = failed;
  return logs.find((it) => {
    const isOf = it.podUid === pod.uid && it.container === container.name;
    // The log of an earlier run of the same container says nothing of this one.
    return isOf && it.run === 'ended' && [container.state.containerId, ''].includes(it.containerId);
  });
}

/**
 * Of the newest pod that has one: a part that succeeded later says nothing of it. Pods that are ended because the Job is
 * given up come last, as their ends are no cause.
 */
function lastFailure(job: JobFact, pods: readonly ServicePod[]) {
  return pods
    .map(({ pod }) => pod)
    .filter(({ owner }) => owner?.uid === job.uid)
    .toSorted((left, right) => rankOf(right) - rankOf(left) || right.createdMs - left.createdMs)
    .flatMap((pod) => failedContainers(pod).map((container) => ({ pod, container })))
    .find(({ container }) => isCause(container.state.finishedMs, job));
}

function rankOf({ deletionMs }: PodFact): number {
  return deletionMs === undefined ? 1 : 0;
}

/** What the report keeps of an end; the limit is not part of it. */
function endedAs({ container: name, exitCode, reason }: RememberedEnd): EndedContainer {
  return { name, memoryLimit: '', state: { kind: 'terminated', exitCode, reason } };
}

/** What the words need. */
interface EndedContainer extends Pick<ContainerFact, 'name' | 'memoryLimit'> {
  readonly state: {
    readonly kind: 'terminated';
    readonly exitCode: number;
    readonly reason: string;
    readonly finishedMs?: EpochMs;
  };
}

/** One that is restarted in place shows its failure in the run before, and waits for the next. */
function failedContainers(pod: PodFact): readonly (ContainerFact & EndedContainer)[] {
  return allContainers(pod).flatMap((it) => {
    const { state, last } = it;
    if (state.kind === 'terminated') return state.exitCode === 0 ? [] : [{ ...it, state }];
    if (last === undefined || last.exitCode === 0) return [];
    return [{ ...it, state: { ...last, kind: 'terminated' as const } }];
  });
}

function endWords({ name, state, memoryLimit }: EndedContainer): LastTryWords {
  if (state.reason === OOM) {
    const limit = memoryLimit === '' ? '' : ` of ${memoryLimit}`;
    return {
      lastTry: `In its last try container "${name}" used more memory than its limit${limit} and was killed (OOMKilled)`,
      advice: `Raise the memory limit of container "${name}" in the Job, or let it work on less at once`,
    };
  }
  const { meaning } = exitWords(state);
  return {
    lastTry: `In its last try container "${name}" ended with exit code ${state.exitCode}: ${meaning}`,
    advice: 'Read the log of the last try: its pod is still there',
  };
}

function endEvidence(
  { name, restartPolicy }: PodFact,
  it: ContainerFact & EndedContainer,
): readonly Evidence[] {
  // What is started again in place has it in `state` for a moment and then in `lastState`: named as the latter.
  const place = restartPolicy === 'Never' ? 'state' : 'lastState';
  const path = `${statusPath(it)}.${place}.terminated`;
  const { exitCode, reason, finishedMs } = it.state;
  const about = { kind: 'Pod', name, ...(finishedMs !== undefined && { timeMs: finishedMs }) };
  const code = fieldEvidence({ ...about, field: `${path}.exitCode`, value: `${exitCode}` });
  if (reason !== OOM) return [code];
  return [code, fieldEvidence({ ...about, field: `${path}.reason`, value: reason })];
}
