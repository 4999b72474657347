// Why a claim has no volume: each awaited claim has one answer, and each answer one rule.
import type { ClaimFact, EventFact, StorageClassFact, VolumeFact } from '../../facts/index.ts';
import type { RuleSnapshot } from '../types.ts';
import {
  awaitedClaims,
  BIND_DWELL_MS,
  claimEvent,
  claimEvents,
  type MountedClaim,
} from './claims.ts';

type Inputs = RuleSnapshot<'pods' | 'claims' | 'volumes' | 'storageClasses' | 'events'>;

/** A provisioner tries again after it failed, and the cloud may be slow for a while. */
const PROVISION_DWELL_MS = 120_000;
/** Large or remote disks take minutes to be made. */
const SILENT_MS = 5 * 60_000;
/** The provisioner of classes for volumes that people make. */
const BY_HAND = 'kubernetes.io/no-provisioner';

/** The API server's words, which the volume controller quotes. */
const NO_CLASS = /^storageclass\.storage\.k8s\.io "[^"]{1,253}" not found/;

/** Why it has none. */
export type Pending =
  | { readonly kind: 'provisioning'; readonly event: EventFact; readonly isSilent: boolean }
  | { readonly kind: 'taken'; readonly event: EventFact | undefined; readonly volume?: VolumeFact }
  | { readonly kind: 'unmatched'; readonly event: EventFact | undefined; readonly why: Unmatched };

/** What the claim asks for that is not there. */
export type Unmatched = 'named volume' | 'no class' | 'by hand';

export interface PendingClaim {
  readonly mounted: MountedClaim;
  readonly pending: Pending;
}

/** Awaited claims with the reason why they have no volume. Those that only wait for their pod are none. */
export function pendingClaims(inputs: Inputs): readonly PendingClaim[] {
  return inputs.once(awaitedClaims).flatMap((mounted) => {
    const pending = reasonOf(mounted.claim, inputs);
    return pending === undefined ? [] : [{ mounted, pending }];
  });
}

function reasonOf(claim: ClaimFact, inputs: Inputs): Pending | undefined {
  if (claim.volumeName !== '') return ofNamedVolume(claim, inputs);
  if ((claim.storageClass ?? '') === '') return unmatched(claim, 'no class', inputs);
  const made = byHand(claim, inputs.storageClasses)
    ? unmatched(claim, 'by hand', inputs)
    : undefined;
  return made ?? ofProvisioner(claim, inputs);
}

function ofNamedVolume(claim: ClaimFact, inputs: Inputs): Pending | undefined {
  if (!inputs.clock.atLeast(claim.createdMs, BIND_DWELL_MS)) return undefined;
  const volume = inputs.volumes.find(({ name }) => name === claim.volumeName);
  const refused = claimEvent(claim, 'FailedBinding', inputs);
  // Without the right to read volumes the controller's word has to do: 'volume "x" already bound to a different claim.'
  const isTaken =
    volume === undefined
      ? refused?.message.includes('already bound to a different claim') === true
      : isOfAnother(volume, claim);
  if (isTaken) return { kind: 'taken', event: refused, ...(volume && { volume }) };
  const mismatch = claimEvent(claim, 'VolumeMismatch', inputs);
  return { kind: 'unmatched', event: mismatch, why: 'named volume' };
}

/** A volume keeps the uid of the claim that it belonged to. */
function isOfAnother({ claim: owner }: VolumeFact, claim: ClaimFact): boolean {
  if (owner === undefined) return false;
  if (owner.namespace !== claim.namespace || owner.name !== claim.name) return true;
  return owner.uid !== '' && owner.uid !== claim.uid;
}

function unmatched(claim: ClaimFact, why: Unmatched, inputs: Inputs): Pending | undefined {
  if (!inputs.clock.atLeast(claim.createdMs, BIND_DWELL_MS)) return undefined;
  return { kind: 'unmatched', event: claimEvent(claim, 'FailedBinding', inputs), why };
}

/** One that waits for its pod is matched when the pod is placed: then the scheduler says what it misses. */
function byHand(claim: ClaimFact, classes: readonly StorageClassFact[]): boolean {
  const own = classes.find(({ name }) => name === claim.storageClass);
  return own?.provisioner === BY_HAND && !own.waitsForPod;
}

function ofProvisioner(claim: ClaimFact, inputs: Inputs): Pending | undefined {
  const { clock } = inputs;
  const event = claimEvent(claim, 'ProvisioningFailed', inputs);
  if (event !== undefined) {
    const patienceMs = NO_CLASS.test(event.message) ? BIND_DWELL_MS : PROVISION_DWELL_MS;
    const isOld = clock.atLeast(Math.max(event.firstMs, claim.createdMs), patienceMs);
    return isOld ? { kind: 'provisioning', event, isSilent: false } : undefined;
  }
  const [asked] = claimEvents(claim, 'ExternalProvisioning', inputs);
  if (asked === undefined || !clock.atLeast(asked.firstMs, SILENT_MS)) return undefined;
  return { kind: 'provisioning', event: asked, isSilent: true };
}

export function isClassMissing({ message }: EventFact): boolean {
  return NO_CLASS.test(message);
}
