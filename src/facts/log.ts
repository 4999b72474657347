import type { EpochMs } from './common.ts';
import type { ContainerKind } from './pod.ts';

/** One exception as a runtime tells of it: "KeyError" and "'DATABASE_URL'". Each at most 512 characters. */
export interface FailureFact {
  readonly type: string;
  /** Its first line; empty when there is none. */
  readonly message: string;
}

/** A run whose log is worth reading, as the pod tells of it. */
export interface WantedLog
  extends Pick<
    LogCaptureFact,
    'podUid' | 'pod' | 'container' | 'containerKind' | 'containerId' | 'run'
  > {
  /** When it ended; of one that goes on, when it began. */
  readonly atMs: EpochMs;
  /** As far as the kubelet tells. */
  readonly startedMs?: EpochMs;
}

/**
 * The last words of one run of a container. Of each container of a pod the newest ended run that could be read, until
 * another one is: so it may be older than the run that the pod tells of. Beside it the one that goes on, when it does not
 * do what it should. Runs with one fingerprint have the same words, those told first. Texts are sanitised, redacted and
 * bounded.
 */
export interface LogCaptureFact {
  readonly podUid: string;
  readonly pod: string;
  readonly container: string;
  readonly containerKind: ContainerKind;
  /** Of the run. Empty when the capture was read back from a report and the pod does not tell of that run any more. */
  readonly containerId: string;
  /** Whether the run has ended, or goes on and does not do what it should. */
  readonly run: 'ended' | 'running';
  /** When the run ended; of one that goes on, when its log was read. */
  readonly atMs: EpochMs;
  /** The lines that say most, in their order, at most 512 characters each; empty when the run wrote nothing. */
  readonly lines: readonly string[];
  /** The same for every run that ended of the same thing; empty when the run wrote nothing. */
  readonly fingerprint: string;
  /** What ended the process first, and what caused it, as far as its runtime tells. */
  readonly failure?: FailureFact;
  readonly cause?: FailureFact;
  /** How many secrets were taken out. */
  readonly redactions: number;
  /** The log is longer than what was read of it. */
  readonly isCut: boolean;
}

/** As crictl and the logs of the runtime show it: the first characters behind "containerd://". */
export function shortRunId(containerId: string): string {
  return containerId.slice(containerId.lastIndexOf('/') + 1).slice(0, SHORT_ID);
}

const SHORT_ID = 13;

/** A run as a report names it. */
export interface RememberedRun {
  readonly pod: string;
  /** As `shortRunId` makes it. */
  readonly run: string;
}

/** The log of one run as the last report had it. */
export interface RememberedLog
  extends RememberedRun,
    Pick<LogCaptureFact, 'container' | 'atMs' | 'lines' | 'fingerprint' | 'redactions' | 'isCut'> {
  readonly hasEnded: boolean;
  /** The run wrote nothing; else no line means that nothing is known. */
  readonly isEmpty: boolean;
  readonly failure?: FailureFact;
  readonly cause?: FailureFact;
  /** How many pods died of it, this one included. */
  readonly pods: number;
  /** Some of the others. */
  readonly alike: readonly RememberedRun[];
}
