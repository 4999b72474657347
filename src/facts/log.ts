import type { EpochMs } from './common.ts';
import type { ContainerKind } from './pod.ts';

/** One exception as a runtime tells of it: "KeyError" and "'DATABASE_URL'". Each at most 512 characters. */
export interface FailureFact {
  readonly type: string;
  /** Its first line; empty when there is none. */
  readonly message: string;
}

/**
 * The last words of one run of a container. Of each container of a pod the newest run that could be read, until another
 * one is: so it may be older than the run that the pod tells of. Texts are sanitised, redacted and bounded.
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
