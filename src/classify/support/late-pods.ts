import type { EpochMs, PodFact, ServicePod } from '../../facts/index.ts';
import { isOnLostNode } from './controllers.ts';
import { condition } from './pods.ts';
import { joinWords } from './text.ts';

/** A pod with the instant since which its node goes without. */
interface LatePod {
  readonly pod: PodFact;
  readonly sinceMs: EpochMs;
}

/** Pods that have not been ready for too long. Of a lost node nobody knows how its pod is: the node has to be mended. */
export function latePods(
  pods: readonly ServicePod[],
  isTooLong: (sinceMs: EpochMs) => boolean,
): readonly LatePod[] {
  return pods.flatMap(({ pod }) => {
    const ready = condition(pod.conditions, 'Ready');
    const sinceMs = ready?.sinceMs ?? pod.createdMs;
    if (ready?.status === 'True' || isOnLostNode(pod)) return [];
    return isTooLong(sinceMs) ? [{ pod, sinceMs }] : [];
  });
}

/** "a, b and 2 more". */
export function nodeNames(late: readonly LatePod[], max: number): string {
  const names = [...new Set(late.map(({ pod }) => pod.nodeName))].filter((it) => it !== '');
  const shown = names.toSorted().slice(0, max);
  if (shown.length === 0) return 'their pods have no node yet';
  const others = names.length - shown.length;
  return joinWords(others > 0 ? [...shown, `${others} more`] : shown);
}
