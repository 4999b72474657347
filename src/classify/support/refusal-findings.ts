import type { Finding, RuleSnapshot } from '../types.ts';
import { firstPerSubject } from './one-per-subject.ts';
import { type RefusedPod, refusedPods, rootKey } from './refused-pods.ts';
import { quoted } from './repeated-warnings.ts';
import { workloadDetails } from './subject.ts';

/** What a pod needs is often applied beside it and arrives within seconds; controllers try again by themselves. */
const REFUSED_DWELL_MS = 20_000;

type Inputs = RuleSnapshot<'workloads' | 'events' | 'pods'>;

/** What a rule reads out of a refusal; undefined when the refusal is about something else. */
export type RefusalReader = (message: string) => Readonly<Record<string, string>> | undefined;

/**
 * The refusals that a rule can read, one for each workload. Texts may use what the reader returns, and `what`: that
 * Kubernetes refuses pods, or Jobs, of which workload.
 */
export function refusalsRead(snapshot: Inputs, read: RefusalReader): readonly Finding[] {
  const findings = snapshot.once(refusedPods).flatMap((refused) => {
    const details = read(refused.message);
    if (details === undefined) return [];
    if (!snapshot.clock.atLeast(refused.sinceMs, REFUSED_DWELL_MS)) return [];
    const finding = refusalFinding(refused);
    const { namespace } = snapshot.service;
    return [{ ...finding, details: { ...finding.details, namespace, ...details } }];
  });
  // The same trouble in other words, such as another amount, began with the first refusal.
  return firstPerSubject(findings);
}

/** Workloads whose pods the API server refuses, each once and with what it says first. */
export function refusalFindings(
  snapshot: RuleSnapshot<'workloads' | 'events' | 'pods'>,
): readonly Finding[] {
  const found = new Map<string, Finding>();
  for (const refused of snapshot.once(refusedPods)) {
    const key = rootKey(refused.root);
    if (found.has(key) || !snapshot.clock.atLeast(refused.sinceMs, REFUSED_DWELL_MS)) continue;
    found.set(key, refusalFinding(refused));
  }
  return [...found.values()];
}

function refusalFinding({ root, message, evidence, ...seen }: RefusedPod): Finding {
  // A CronJob makes Jobs; those make the pods and have refusals of their own.
  const things = evidence.object.startsWith('CronJob/') ? 'Jobs' : 'pods';
  return {
    subject: { workload: root },
    confidence: 'confirmed',
    state: 'active',
    reason: 'FailedCreate',
    details: {
      ...workloadDetails(root),
      what: `Kubernetes refuses to create ${things} of ${root.kind} ${root.name}`,
      raw: quoted(message),
    },
    evidence: [evidence],
    ...seen,
  };
}
