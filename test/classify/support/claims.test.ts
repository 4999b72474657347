// Pods that wait for their storage, and what is said of the claim.
import { describe, expect, test } from 'vitest';
import {
  awaitedClaims,
  claimEvents,
  claimFinding,
  mountedClaims,
} from '../../../src/classify/support/claims.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import {
  claim,
  claimEvent,
  podWithClaim,
} from '../../../src/classify/support/example-surroundings.ts';
import { ago, container } from '../../../src/classify/support/examples.ts';
import type { ClaimFact, ServicePod } from '../../../src/facts/index.ts';

const WAITING = podWithClaim();
const RUNNING = podWithClaim({ containers: [container()] });

function worldOf(servicePod: ServicePod, facts: Partial<ClaimFact> = {}) {
  return exampleSnapshot({ pods: [servicePod], claims: [claim(facts)] });
}

describe('a claim is awaited', () => {
  test.each<[string, ServicePod, Partial<ClaimFact>, number]>([
    ['by a pod that cannot start without it', WAITING, {}, 1],
    ['not by one that runs', RUNNING, {}, 0],
    ['not once it is bound', WAITING, { phase: 'Bound' }, 0],
    ['not while it is deleted', WAITING, { deletionMs: ago(5) }, 0],
    ['not by a pod that names another', podWithClaim({ claims: ['other'] }), {}, 0],
  ])('%s', (_, servicePod, facts, count) => {
    expect(awaitedClaims(worldOf(servicePod, facts))).toHaveLength(count);
  });
});

describe('events about a claim', () => {
  const told = claimEvent('ProvisioningFailed', 'no', { lastMs: ago(899) });

  test.each([
    ['count while they are current', told, 1],
    ['not after a quarter of an hour', { ...told, lastMs: ago(900) }, 0],
    ['not with another reason', { ...told, reason: 'Resizing' }, 0],
    ['not about another claim', { ...told, involved: { ...told.involved, uid: 'other' } }, 0],
  ])('%s', (_, event, count) => {
    const world = exampleSnapshot({ events: [event] });
    expect(claimEvents(claim(), 'ProvisioningFailed', world)).toHaveLength(count);
  });
});

function findingOf(
  servicePod: ServicePod,
  facts: Partial<ClaimFact> = {},
  trouble: Parameters<typeof claimFinding>[1] = {},
) {
  const finding = mountedClaims(worldOf(servicePod, facts)).map((it) =>
    claimFinding(it, trouble),
  )[0];
  if (finding === undefined) throw new Error('expected a finding');
  return finding;
}

describe('the claim of a pod is named', () => {
  test.each([
    ['by its template, as with a StatefulSet', 'data-web-0', 'of template "data"'],
    ['by its volume when that is ephemeral', 'web-0-scratch', 'of volume "scratch"'],
    ['by its name else', 'shared-web-01', '"shared-web-01"'],
  ])('%s', (_, name, which) => {
    const servicePod = podWithClaim({ name: 'web-0', claims: [name] });
    expect(findingOf(servicePod, { name }).details['which']).toBe(which);
  });
});

describe('a finding about a claim', () => {
  const PHASE = {
    object: 'PersistentVolumeClaim/data',
    field: 'status.phase',
    value: 'Pending',
    timeMs: ago(600),
  };

  test.each<[string, Partial<ClaimFact>, number]>([
    ['the claim, when the pod came first', { createdMs: ago(600) }, ago(600)],
    ['the pod, when the claim came first', { createdMs: ago(9000) }, ago(3600)],
  ])('is as old as the wait: as %s', (_, facts, sinceMs) => {
    expect(findingOf(WAITING, facts).sinceMs).toBe(sinceMs);
  });

  test('is as old as the claim when the pod runs', () => {
    expect(findingOf(RUNNING, { createdMs: ago(9000) }).sinceMs).toBe(ago(9000));
  });

  test('is as old as its trouble when that is known', () => {
    expect(findingOf(WAITING, {}, { sinceMs: ago(30) }).sinceMs).toBe(ago(30));
  });

  test('quotes the phase, and the event when there is one', () => {
    const event = claimEvent('ProvisioningFailed', 'out of disks');
    expect(findingOf(WAITING).evidence).toEqual([PHASE]);
    expect(findingOf(WAITING, {}, { event }).evidence).toEqual([
      PHASE,
      {
        object: 'PersistentVolumeClaim/data',
        field: 'event ProvisioningFailed',
        value: 'out of disks',
        timeMs: ago(300),
      },
    ]);
  });

  test('quotes that the claim is being deleted', () => {
    const { evidence, reason } = findingOf(RUNNING, { deletionMs: ago(5) });
    expect(reason).toBe('Terminating');
    expect(evidence).toEqual([
      { ...PHASE, field: 'metadata.deletionTimestamp', value: 'set', timeMs: ago(5) },
    ]);
  });

  test.each([
    [
      'explains a pod that waits',
      WAITING,
      { severity: 'error', reason: 'Pending', explainsPod: true },
    ],
    [
      'is a warning beside a pod that runs',
      RUNNING,
      { severity: 'warning', reason: 'Lost', explainsPod: false },
    ],
  ])('%s', (_, servicePod, wanted) => {
    expect(findingOf(servicePod, { phase: 'Lost' })).toMatchObject(wanted);
  });
});
