// From a problem to the runs whose logs tell more of it.

import type {
  ContainerFact,
  LogCaptureFact,
  LogsSpec,
  PodFact,
  ReportMemory,
  ServiceSnapshot,
} from '../facts/index.ts';
import type { Problem } from './merge.ts';

/** What is known of logs, and asked of them. */
export interface LogSight {
  readonly spec: LogsSpec;
  readonly cluster: string;
  readonly memory: ReportMemory;
  readonly captures: readonly LogCaptureFact[];
  /** By name; of two of one name the younger. */
  readonly pods: ReadonlyMap<string, PodFact>;
}

/** A container that a problem is about, and which of its runs. */
export interface LogPlace {
  readonly pod: PodFact;
  readonly container: ContainerFact;
  readonly run: LogCaptureFact['run'];
}

export function logSight(
  { logs, memory, pods }: Pick<ServiceSnapshot, 'logs' | 'memory' | 'pods'>,
  asked: Pick<LogSight, 'spec' | 'cluster'>,
): LogSight {
  const byAge = pods.map(({ pod }) => pod).toSorted((a, b) => a.createdMs - b.createdMs);
  return { ...asked, memory, captures: logs, pods: new Map(byAge.map((pod) => [pod.name, pod])) };
}

/** In the order of the problem's findings. */
export function logPlaces({ ruled }: Problem, { pods }: LogSight): readonly LogPlace[] {
  return ruled.flatMap(({ finding: { log, subject } }) => {
    if (log === undefined) return [];
    const place = containerAt(pods, {
      pod: log.pod ?? subject.pod,
      container: log.container ?? subject.container,
    });
    return place === undefined ? [] : [{ ...place, run: log.run }];
  });
}

export function containerAt(
  pods: LogSight['pods'],
  name: { readonly pod: string | undefined; readonly container: string | undefined },
): Omit<LogPlace, 'run'> | undefined {
  const pod = name.pod === undefined ? undefined : pods.get(name.pod);
  const all = pod === undefined ? [] : [...pod.initContainers, ...pod.containers];
  const container = all.find((it) => it.name === name.container);
  return pod && container && { pod, container };
}

/** Whether a capture is of this place. */
export function isAt({ podUid, container, run }: LogCaptureFact, place: LogPlace): boolean {
  return podUid === place.pod.uid && container === place.container.name && run === place.run;
}
