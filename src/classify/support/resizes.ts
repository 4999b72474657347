// Pods whose containers are to get other resources without a restart (in place, since Kubernetes 1.33), and do not.
import type { Finding, RuleSnapshot } from '../types.ts';
import { conditionEvidence } from './evidence.ts';
import { condition, livePods } from './pods.ts';
import { quoted } from './repeated-warnings.ts';
import { standing } from './standing.ts';
import { podDetails, podSubject } from './subject.ts';

/**
 * The kubelet's conditions and their reasons (pkg/kubelet/allocation, 1.33 and 1.34): PodResizePending is Deferred or
 * Infeasible, PodResizeInProgress is Error when the runtime refuses. They are there only while they are true.
 */
export type ResizeReason = 'Deferred' | 'Infeasible' | 'Error';

const TYPES = ['PodResizePending', 'PodResizeInProgress'] as const;

/** The pods of which the kubelet gives one of these reasons, once it has been so for as long. */
export function unresizedPods(
  { once, clock }: RuleSnapshot<'pods'>,
  reasons: readonly ResizeReason[],
  dwellMs = 0,
): readonly Finding[] {
  return once(livePods).flatMap((servicePod) => {
    const { pod } = servicePod;
    const told = TYPES.flatMap((type) => condition(pod.conditions, type) ?? []).find(
      ({ status, reason }) => status === 'True' && reasons.some((it) => it === reason),
    );
    if (told === undefined) return [];
    const sinceMs = told.sinceMs ?? pod.createdMs;
    if (!clock.atLeast(sinceMs, dwellMs)) return [];
    const words = { node: pod.nodeName, raw: quoted(told.message || told.reason) };
    return [
      standing({
        subject: podSubject(servicePod),
        reason: 'Running',
        details: { ...podDetails(servicePod), ...words },
        evidence: [conditionEvidence(pod, told)],
        sinceMs,
      }),
    ];
  });
}
