import type {
  EventFact,
  ServiceWorkload,
  WorkloadFact,
  WorkloadReference,
} from '../../facts/index.ts';
import type { RuleSnapshot } from '../types.ts';

/** Controllers that make pods or Jobs themselves: their events name them, also before they have been seen. */
const ROOT_KINDS = ['StatefulSet', 'DaemonSet', 'CronJob', 'ReplicationController'];

/** Workloads that are not on their way out. */
export function liveWorkloads({
  workloads,
}: RuleSnapshot<'workloads'>): readonly ServiceWorkload[] {
  return workloads.filter(({ workload }) => workload.deletionMs === undefined);
}

/** The workload an event is about and the one a reader knows it by; undefined when it is about something else. */
export function workloadOfEvent(
  { involved }: EventFact,
  workloads: readonly ServiceWorkload[],
): { readonly root: WorkloadReference; readonly workload?: WorkloadFact } | undefined {
  const known = workloads.find(({ workload }) => workload.uid === involved.uid);
  if (known !== undefined) return known;
  const { kind, name } = involved;
  return ROOT_KINDS.includes(kind) ? { root: { kind, name } } : undefined;
}
