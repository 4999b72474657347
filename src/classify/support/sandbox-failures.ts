// Pods whose sandbox, the empty pod that its containers share, cannot be made. The cause is in the event alone.
import type { EventFact, ServicePod } from '../../facts/index.ts';
import type { Finding, RuleSnapshot } from '../types.ts';
import { areCurrent, eventsAbout, timesTold } from './events.ts';
import { eventEvidence } from './evidence.ts';
import { hasStarted, livePods, startingReason } from './pods.ts';
import { podDetails, podSubject } from './subject.ts';

/** The kubelet's reason, whatever the container runtime says. */
const SANDBOX_FAILED = 'FailedCreatePodSandBox';

/** Details of why no sandbox can be made; undefined when the message is about something else. */
type ReadMessage = (
  message: string,
  servicePod: ServicePod,
) => Readonly<Record<string, string>> | undefined;

/** One finding for each pod that cannot begin for a reason which the rule can read and another try does not cure. */
export function sandboxFindings(
  snapshot: RuleSnapshot<'pods' | 'events'>,
  read: ReadMessage,
): readonly Finding[] {
  return snapshot.once(livePods).flatMap((servicePod) => {
    const failures = sandboxFailures(servicePod, snapshot).filter(
      ({ message }) => read(message, servicePod) !== undefined,
    );
    const [first] = failures;
    if (first === undefined || !areCurrent(failures, snapshot.clock)) return [];
    const words = read(first.message, servicePod);
    return [
      {
        subject: podSubject(servicePod),
        confidence: 'confirmed',
        state: 'active',
        reason: startingReason(servicePod.pod),
        details: { ...podDetails(servicePod), ...words },
        evidence: [eventEvidence(first)],
        sinceMs: Math.min(...failures.map(({ firstMs }) => firstMs)),
        lastMs: Math.max(...failures.map(({ lastMs }) => lastMs)),
        count: timesTold(failures),
      },
    ];
  });
}

/** Once a container has run, the sandbox was there. */
function sandboxFailures(
  { pod }: ServicePod,
  snapshot: RuleSnapshot<'events'>,
): readonly EventFact[] {
  if (hasStarted(pod)) return [];
  return eventsAbout(snapshot, pod).filter(({ reason }) => reason === SANDBOX_FAILED);
}
