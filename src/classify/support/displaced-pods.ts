// Pods that make room: taken away by an order of Kubernetes itself, which condition DisruptionTarget names.
import type { ServicePod } from '../../facts/index.ts';
import type { Finding, RuleSnapshot } from '../types.ts';
import { fieldEvidence } from './evidence.ts';
import { condition } from './pods.ts';
import { standing } from './standing.ts';
import { podDetails, podSubject } from './subject.ts';

/**
 * The pods that are on their way out for this reason. A hint, since a new pod is made and nothing else is wrong; only
 * where nothing makes one it is a warning. Once the pod is gone there is nothing left to tell it from.
 */
export function displacedPods({ pods }: RuleSnapshot<'pods'>, reason: string): readonly Finding[] {
  return pods.flatMap((servicePod) => {
    const { deletionMs, phase } = servicePod.pod;
    if (deletionMs === undefined || phase === 'Succeeded') return [];
    const target = condition(servicePod.pod.conditions, 'DisruptionTarget');
    if (target?.status !== 'True' || target.reason !== reason) return [];
    return [displacedFinding(servicePod, target.message, target.sinceMs ?? deletionMs)];
  });
}

function displacedFinding(servicePod: ServicePod, message: string, sinceMs: number): Finding {
  const { name, nodeName, owner } = servicePod.pod;
  const field = 'status.conditions[DisruptionTarget].message';
  const value = message === '' ? 'True' : message;
  return standing({
    subject: podSubject(servicePod),
    severity: owner === undefined ? 'warning' : 'info',
    reason: 'Terminating',
    details: { ...podDetails(servicePod), node: nodeName },
    evidence: [fieldEvidence({ kind: 'Pod', name, field, value, timeMs: sinceMs })],
    sinceMs,
  });
}
