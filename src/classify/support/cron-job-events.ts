// What the CronJob controller says of runs that it does not start. Only its events tell: the status has no field for it.
import type { CronJobFact, EventFact } from '../../facts/index.ts';
import type { Finding, RuleSnapshot } from '../types.ts';
import { areCurrent, eventsAbout, newest, timesTold } from './events.ts';
import { eventEvidence } from './evidence.ts';
import { quoted } from './repeated-warnings.ts';
import { workloadDetails } from './subject.ts';
import { liveWorkloads } from './workloads.ts';

type CronEvents = RuleSnapshot<'workloads' | 'events'>;

/**
 * One finding for each CronJob that has a current event of these reasons; `causes` holds the words for each. Events that
 * `counts` refuses are left out.
 */
export function cronJobEvents(
  snapshot: CronEvents,
  causes: Readonly<Record<string, string>>,
  counts: (event: EventFact, cron: CronJobFact) => boolean = () => true,
): readonly Finding[] {
  return snapshot.once(liveWorkloads).flatMap(({ workload, root }): readonly Finding[] => {
    if (workload.kind !== 'CronJob' || workload.suspended) return [];
    const told = eventsAbout(snapshot, workload).filter((event) => {
      return Object.hasOwn(causes, event.reason) && counts(event, workload);
    });
    const last = newest(told);
    if (last === undefined || !areCurrent(told, snapshot.clock)) return [];
    return [
      {
        subject: { workload: root },
        confidence: 'confirmed',
        state: 'active',
        reason: last.reason,
        details: {
          ...workloadDetails(root),
          cause: causes[last.reason] ?? last.reason,
          raw: quoted(last.message),
        },
        evidence: [eventEvidence(last)],
        sinceMs: Math.min(...told.map(({ firstMs }) => firstMs)),
        lastMs: last.lastMs,
        count: timesTold(told),
      },
    ];
  });
}
