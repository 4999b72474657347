// Crashes of which the log tells more than any field: always inferred, and never against a field.
import type { LogCaptureFact, TerminationFact } from '../../facts/index.ts';
import type { Evidence, Finding, RuleSnapshot } from '../types.ts';
import {
  type CrashClaim,
  type CrashedContainer,
  crashFindings,
  newestCrash,
} from './crash-findings.ts';
import { fieldEvidence } from './evidence.ts';
import { captureKey, type LogKind, logCauses } from './log-causes.ts';
import { endOf } from './run-ends.ts';
import type { PlacedContainer } from './subject.ts';

/** Fields and events that say how a run ended, or why there was none. */
export const BETTER_KNOWN = [
  'OOMKilled',
  'NodeOOM',
  'LivenessKill',
  'StartupKill',
  'PreStartHookError',
  'PostStartHookError',
  'CreateContainerError',
  'StartRefused',
  'LimitTooLowToStart',
  'MountTypeMismatch',
  'SeccompAppArmorMissing',
  'EntrypointNotFound',
  'EntrypointPermission',
  'InterpreterMissing',
  'ExecFormatError',
  'Segfault',
  'RestartLoopWhileRunning',
];

/** SIGKILL and SIGTERM, of runtimes that tell the signal itself. */
const STOP_SIGNALS = [9, 15];

/** What only says that a container ended. */
export const LESS_KNOWN = [
  'AppError',
  'InitFailed',
  'SidecarCrash',
  'KilledNotOOM',
  'CompletesAndRestarts',
];

/** One finding for each container whose log says that it ended for this. */
export function logFindings(
  snapshot: RuleSnapshot<'pods' | 'logs'>,
  kind: LogKind,
): readonly Finding[] {
  const causes = snapshot.once(logCauses);
  return crashFindings(snapshot, (at) => {
    const key = captureKey({ podUid: at.pod.uid, container: at.container.name });
    const cause = causes.get(key);
    if (cause === undefined || cause.kind !== kind) return undefined;
    const run = runOf(at, cause.capture);
    if (run === undefined) return undefined;
    const evidence = [logEvidence(cause.capture, cause.quote)];
    return { run, confidence: 'likely', details: cause.details, evidence };
  });
}

/** The claim of a crash whose log ends in a line of this kind. */
export function saidLast(
  { logs }: RuleSnapshot<'logs'>,
  at: CrashedContainer,
  fits: (line: string) => boolean,
): CrashClaim | undefined {
  const capture = logOf(at, logs);
  const line = capture?.lines.at(-1) ?? '';
  if (capture === undefined || !fits(line)) return undefined;
  const run = runOf(at, capture);
  return run && { run, confidence: 'likely', evidence: [logEvidence(capture, line)] };
}

/** The log of the run that goes on. */
export function runningLog(
  at: PlacedContainer,
  logs: readonly LogCaptureFact[],
): LogCaptureFact | undefined {
  const capture = logOf(at, logs);
  return capture?.run === 'running' ? capture : undefined;
}

function logOf({ pod, container }: PlacedContainer, logs: readonly LogCaptureFact[]) {
  return logs.find((it) => it.podUid === pod.uid && it.container === container.name);
}

/** Quotes words of a run from its log. */
export function logEvidence({ pod, container, atMs }: LogCaptureFact, quote: string): Evidence {
  const field = `log ${container}`;
  return fieldEvidence({ kind: 'Pod', name: pod, field, value: quote, timeMs: atMs });
}

/** The crash that the capture is of. One that was read back from a report is of this loop if it is as young. */
function runOf(at: CrashedContainer, capture: LogCaptureFact): TerminationFact | undefined {
  const { run, containerId, atMs } = capture;
  if (run !== 'ended') return undefined;
  if (containerId !== '')
    return newestCrash(at, (it) => it.containerId === containerId && isOwn(it));
  return atMs >= at.history.sinceMs ? newestCrash(at, isOwn) : undefined;
}

/** A run that was ended from outside, or never began, did not end for what it said last. */
function isOwn(run: TerminationFact): boolean {
  if (['OOMKilled', 'StartError', 'Unknown'].includes(run.reason)) return false;
  return endOf(run) === 'error' && !STOP_SIGNALS.includes(run.signal);
}
