import {
  type CrashClaim,
  type CrashedContainer,
  crashFinding,
} from '../classify/support/crash-findings.ts';
import type { Finding } from '../classify/types.ts';

/** As with the built-in rules: a crash that has left the window is RecoveredCrash, whatever its cause was. */
export function presentCrash(crashed: CrashedContainer, claim: CrashClaim): Finding | undefined {
  const finding = crashFinding(crashed, claim);
  return finding.state === 'recovered' && finding.severity === 'info' ? undefined : finding;
}
