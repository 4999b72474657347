// Why claims have no volume, which nodes count as lost, and words that few examples ask for.
import { describe, expect, test } from 'vitest';
import { policyDenialDetails } from '../../../src/classify/support/admission-messages.ts';
import { creationWords } from '../../../src/classify/support/creation-errors.ts';
import { podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import {
  claim,
  claimEvent,
  node,
  podWithClaim,
  silent,
  storageClass,
  volume,
} from '../../../src/classify/support/example-surroundings.ts';
import {
  deployment,
  failedBecause,
  failedJob,
  refusalEvent,
  refused,
  statefulSet,
} from '../../../src/classify/support/example-workloads.ts';
import { ago, condition, pod, waitingContainer } from '../../../src/classify/support/examples.ts';
import { strandedPods } from '../../../src/classify/support/lost-nodes.ts';
import { missingInputs } from '../../../src/classify/support/missing-objects.ts';
import { oddWaits } from '../../../src/classify/support/odd-waits.ts';
import { otherJobFailures } from '../../../src/classify/support/other-failures.ts';
import { isClassMissing, pendingClaims } from '../../../src/classify/support/pending-claims.ts';
import { refusalFindings } from '../../../src/classify/support/refusal-findings.ts';
import type {
  ClaimFact,
  ConditionFact,
  NodeFact,
  PodFact,
  ServiceSnapshot,
  VolumeFact,
} from '../../../src/facts/index.ts';

/** What is said of claim data, which a pod waits for. */
function pending(facts: Partial<ClaimFact>, world: Partial<ServiceSnapshot> = {}) {
  const given = { pods: [podWithClaim()], claims: [claim(facts)], ...world };
  return pendingClaims(exampleSnapshot(given)).map((it) =>
    it.pending.kind === 'unmatched' ? it.pending.why : it.pending.kind,
  );
}

function withOwner(owner: NonNullable<VolumeFact['claim']>) {
  return { volumes: [volume({ name: 'disk-0' }), volume({ claim: owner })] };
}

describe('a claim that names its volume', () => {
  const NAMED = { volumeName: 'disk-1' };
  const OWN = { namespace: 'shop', name: 'data', uid: 'uid-claim-data' };

  test.each<[string, Partial<ClaimFact>, Partial<ServiceSnapshot>, readonly string[]]>([
    ['does not get it in half a minute', { createdMs: ago(30) }, {}, ['named volume']],
    ['may still get it before', { createdMs: ago(29) }, {}, []],
    ['may have it already, and only wait to hear so', {}, withOwner(OWN), ['named volume']],
    [
      'may be the claim that a person wrote into it',
      {},
      withOwner({ ...OWN, uid: '' }),
      ['named volume'],
    ],
    ['comes after another claim of its name', {}, withOwner({ ...OWN, uid: 'old' }), ['taken']],
    [
      'comes after a claim of another name',
      {},
      withOwner({ ...OWN, name: 'other', uid: '' }),
      ['taken'],
    ],
    [
      'comes after one of another namespace',
      {},
      withOwner({ ...OWN, namespace: 'other', uid: '' }),
      ['taken'],
    ],
    [
      'does not mind whose another volume is',
      {},
      { volumes: [volume({ name: 'disk-0', claim: { ...OWN, name: 'other' } }), volume()] },
      ['named volume'],
    ],
  ])('%s', (_, facts, world, wanted) => {
    expect(pending({ ...NAMED, ...facts }, world)).toEqual(wanted);
  });
});

function provisioning(message: string, seconds: number) {
  const event = claimEvent('ProvisioningFailed', message, { firstMs: ago(seconds) });
  return { events: [event] };
}

describe('a claim of a class', () => {
  const FAST = { storageClass: 'fast' };
  const BY_HAND = { provisioner: 'kubernetes.io/no-provisioner' };
  const MISSING = 'storageclass.storage.k8s.io "fast" not found';

  test.each<[string, Partial<ServiceSnapshot>, readonly string[]]>([
    [
      'whose volumes people make has none',
      { storageClasses: [storageClass(BY_HAND)] },
      ['by hand'],
    ],
    [
      'is not one of another class',
      { storageClasses: [storageClass({ name: 'slow', ...BY_HAND }), storageClass()] },
      [],
    ],
    [
      'is matched once its pod is placed, if its class says so',
      { storageClasses: [storageClass({ ...BY_HAND, waitsForPod: true })] },
      [],
    ],
    ['that is not there is told after half a minute', provisioning(MISSING, 30), ['provisioning']],
    ['not before', provisioning(MISSING, 29), []],
    [
      'that fails otherwise is told after two minutes',
      provisioning('quota', 120),
      ['provisioning'],
    ],
    ['and not before', provisioning('quota', 119), []],
  ])('%s', (_, world, wanted) => {
    expect(pending(FAST, world)).toEqual(wanted);
  });

  test('is missing when the controller says so', () => {
    const areMissing = [MISSING, 'quota'].map((it) => isClassMissing(claimEvent('A', it)));
    expect(areMissing).toEqual([true, false]);
  });
});

function stranded(facts: Partial<NodeFact>, pods = [pod()]) {
  return strandedPods(exampleSnapshot({ pods, nodes: [node(facts)] })).length > 0;
}

function down(seconds: number): ConditionFact {
  return condition('Ready', 'False', { sinceMs: ago(seconds) });
}

/** It was made so many seconds ago, and said so then. */
function joining(seconds: number, wordSeconds = seconds): Partial<NodeFact> {
  return { createdMs: ago(seconds), ready: down(wordSeconds) };
}

describe('a node is lost', () => {
  test.each<[string, () => boolean, boolean]>([
    ['a minute after it says that it is not ready', () => stranded({ ready: down(60) }), true],
    ['not before', () => stranded({ ready: down(59) }), false],
    ['two minutes after its last word', () => stranded({ ready: silent(120) }), true],
    ['and not before', () => stranded({ ready: silent(119) }), false],
    ['ten minutes after it joined, not being ready', () => stranded(joining(600)), true],
    ['while it joins it is none', () => stranded(joining(599)), false],
    ['it joins if it said so within a minute', () => stranded(joining(400, 340)), false],
    ['later it had been ready', () => stranded(joining(400, 339)), true],
    [
      'when it was silent from the start too',
      () => stranded({ createdMs: ago(400), ready: silent(400) }),
      true,
    ],
    [
      'but not for what had ended there',
      () => stranded({ ready: down(60) }, [pod({ phase: 'Succeeded' })]),
      false,
    ],
    [
      'nor for what is replaced',
      () => stranded({ ready: down(60) }, [pod({ deletionMs: ago(9) })]),
      false,
    ],
  ])('%s', (_, found, wanted) => {
    expect(found()).toBe(wanted);
  });

  test('for a pod of a StatefulSet that goes, but not once that has ended', () => {
    const placed = { workload: { kind: 'StatefulSet', name: 'db' } };
    const going = { deletionMs: ago(9) };
    expect(stranded({ ready: down(60) }, [pod(going, placed)])).toBe(true);
    expect(stranded({ ready: down(60) }, [pod({ ...going, phase: 'Succeeded' }, placed)])).toBe(
      false,
    );
    expect(stranded({ ready: down(60) }, [pod({ ...going, phase: 'Failed' }, placed)])).toBe(false);
  });
});

function since(seconds: number): Partial<PodFact> {
  return { createdMs: ago(seconds), conditions: [] };
}

function odd(seconds: number, message = '') {
  const pods = [podWith(waitingContainer('Odd', message), since(seconds))];
  return oddWaits(exampleSnapshot({ pods })).map(({ details }) => details['raw']);
}

function missing(seconds: number, reason = 'CreateContainerConfigError') {
  const pods = [podWith(waitingContainer(reason, 'no key'), since(seconds))];
  return missingInputs(exampleSnapshot({ pods }), () => ({})).map((it) => it.reason);
}

describe('a container that waits is told', () => {
  test.each<[string, () => readonly unknown[], readonly unknown[]]>([
    ['for an odd reason after a minute', () => odd(60), ['Odd']],
    ['not before', () => odd(59), []],
    ['in the words of the kubelet', () => odd(60, 'because'), ['because']],
    ['for what is missing after twenty seconds', () => missing(20), ['CreateContainerConfigError']],
    ['and not before', () => missing(19), []],
    ['for no other reason', () => missing(60, 'CreateContainerError'), []],
  ])('%s', (_, found, wanted) => {
    expect(found()).toEqual(wanted);
  });

  test('for nothing when it starts', () => {
    expect(oddWaits(exampleSnapshot({ pods: [waitingPod('ContainerCreating')] }))).toEqual([]);
  });
});

test.each([
  ['as often as tries failed', 3, 3],
  ['once when none was counted', 0, 1],
])('a Job that failed for an unknown reason is told %s', (_, failed, count) => {
  const conditions = [condition('Failed', 'True', { reason: 'New', sinceMs: ago(5) })];
  const workloads = [failedJob({ failed, conditions })];
  expect(otherJobFailures(exampleSnapshot({ workloads }))).toMatchObject([{ count }]);
  expect(
    otherJobFailures(exampleSnapshot({ workloads: [failedBecause('DeadlineExceeded', '')] })),
  ).toEqual([]);
});

describe('a workload whose pods are refused is told', () => {
  const SET = statefulSet({ replicas: 2 });

  function told(seconds: number) {
    const event = { ...refusalEvent('no', SET), firstMs: ago(seconds) };
    return refusalFindings(exampleSnapshot({ workloads: [SET], events: [event] })).length;
  }

  test('after twenty seconds, not before', () => {
    expect([told(20), told(19)]).toEqual([1, 0]);
  });

  test('once, by its best witness', () => {
    const web = deployment({ replicas: 2, conditions: [refused('by condition')] });
    const events = [refusalEvent('by event', web)];
    const found = refusalFindings(exampleSnapshot({ workloads: [web], events }));
    expect(found.map(({ details }) => details['raw'])).toEqual(['by condition']);
  });
});

describe('words', () => {
  const WEB = { kind: 'Deployment', name: 'web' };

  test('of a policy that gives no reason say so', () => {
    const message = "ValidatingAdmissionPolicy 'a' with binding 'b' denied request: ";
    expect(policyDenialDetails(message)?.['words']).toBe('it gives no reason');
  });

  test('of a creation error that no other node mends differ from those of one that might', () => {
    const [path, command, disk, other] = [
      'duplicate mount point',
      'no command specified',
      'no space left on device',
      'new',
    ].map((it) => creationWords(it, WEB)['afterwards']);
    expect([path === command, path === disk, disk === other]).toEqual([true, false, true]);
  });
});
