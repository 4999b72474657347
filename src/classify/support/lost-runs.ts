// Runs whose end nobody saw: the runtime or the node was away, and the exit code is made up afterwards.
import type { TerminationFact } from '../../facts/index.ts';
import type { Finding, RuleSnapshot } from '../types.ts';
import { crashFindings, newestCrash } from './crash-findings.ts';

/** Of a run that was seen to end, these know more. */
export const SEEN_ENDS = [
  'OOMKilled',
  'LivenessKill',
  'StartupKill',
  'AppError',
  'InitFailed',
  'SidecarCrash',
  'CompletesAndRestarts',
  'KilledNotOOM',
  'Segfault',
  'RestartLoopWhileRunning',
] as const;

/** One finding for each container that has such a run. */
export function lostRunFindings(
  snapshot: RuleSnapshot<'pods'>,
  isLost: (run: TerminationFact) => boolean,
): readonly Finding[] {
  return crashFindings(snapshot, (at) => {
    const run = newestCrash(at, isLost);
    if (run === undefined) return undefined;
    const { nodeName } = at.pod;
    return { run, confidence: 'confirmed', details: { node: nodeName } };
  });
}
