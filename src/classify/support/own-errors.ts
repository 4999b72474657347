import type { ContainerKind, TerminationFact } from '../../facts/index.ts';
import type { Finding, RuleSnapshot } from '../types.ts';
import {
  type CrashClaim,
  type CrashedContainer,
  crashFindings,
  newestCrash,
} from './crash-findings.ts';
import { exitWords } from './exit-codes.ts';

/** Containers of one kind that ended themselves with an error, in the words of their exit code. */
export function ownErrorFindings(
  snapshot: RuleSnapshot<'pods'>,
  kind: ContainerKind,
  more: (at: CrashedContainer) => Readonly<Record<string, string>> = () => ({}),
): readonly Finding[] {
  return crashFindings(snapshot, (at): CrashClaim | undefined => {
    if (at.container.kind !== kind) return undefined;
    const run = newestCrash(at, isOwnError);
    if (run === undefined) return undefined;
    return { run, confidence: 'confirmed', details: { ...exitWords(run), ...more(at) } };
  });
}

/** Ends that other rules explain: the kernel's kill for memory, a kill from outside, and one that nobody saw. */
function isOwnError({ exitCode, reason }: TerminationFact): boolean {
  return exitCode !== 0 && exitCode !== 137 && !['OOMKilled', 'Unknown'].includes(reason);
}
