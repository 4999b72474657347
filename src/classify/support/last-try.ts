// How the last try of a failed Job ended, in words and as evidence, from the newest pod that is still there.

import type { ContainerFact, JobFact, PodFact, ServicePod } from '../../facts/index.ts';
import type { Evidence } from '../types.ts';
import { fieldEvidence, statusPath } from './evidence.ts';
import { exitWords } from './exit-codes.ts';
import { allContainers } from './pods.ts';

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

/** Details for the texts of rules about failed Jobs. */
export function lastTryWords(job: JobFact, pods: readonly ServicePod[]): LastTryWords {
  const failed = failedContainers(newestPod(job, pods))[0];
  return failed === undefined ? GONE : endWords(failed);
}

/** What the words are taken from. */
export function lastTryEvidence(job: JobFact, pods: readonly ServicePod[]): readonly Evidence[] {
  const newest = newestPod(job, pods);
  if (newest === undefined) return [];
  const quotes = failedContainers(newest).flatMap((it) => endEvidence(newest, it));
  return quotes.slice(0, 2);
}

function newestPod({ uid }: JobFact, pods: readonly ServicePod[]): PodFact | undefined {
  return pods
    .map(({ pod }) => pod)
    .filter(({ owner }) => owner?.uid === uid)
    .toSorted((left, right) => left.createdMs - right.createdMs)
    .at(-1);
}

function failedContainers(pod: PodFact | undefined): readonly ContainerFact[] {
  if (pod === undefined) return [];
  return allContainers(pod).filter(
    ({ state }) => state.kind === 'terminated' && state.exitCode !== 0,
  );
}

function endWords({ name, state, memoryLimit }: ContainerFact): LastTryWords {
  if (state.kind !== 'terminated') return GONE;
  if (state.reason === 'OOMKilled') {
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

function endEvidence({ name }: PodFact, it: ContainerFact): readonly Evidence[] {
  if (it.state.kind !== 'terminated') return [];
  const path = `${statusPath(it)}.state.terminated`;
  const about = { kind: 'Pod', name };
  const code = fieldEvidence({
    ...about,
    field: `${path}.exitCode`,
    value: `${it.state.exitCode}`,
  });
  if (it.state.reason !== 'OOMKilled') return [code];
  return [code, fieldEvidence({ ...about, field: `${path}.reason`, value: it.state.reason })];
}
