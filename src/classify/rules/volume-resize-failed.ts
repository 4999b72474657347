import type { ClaimFact, ConditionFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { briefCause } from '../support/brief-texts.ts';
import { claimFinding, claimEvent as currentEvent, mountedClaims } from '../support/claims.ts';
import { eventEvidence, fieldEvidence } from '../support/evidence.ts';
import { claim, claimEvent } from '../support/example-surroundings.ts';
import { ago, condition as exampleCondition, pod } from '../support/examples.ts';
import { condition } from '../support/pods.ts';
import type { Evidence, RuleSnapshot } from '../types.ts';

/** The storage driver tries again with growing pauses; the first tries may meet a disk that is busy. */
const RESIZE_MS = 5 * 60_000;

/** Since 1.31, from the driver and from the kubelet. */
const ERRORS = ['ControllerResizeError', 'NodeResizeError'];
/** From the driver, and from the kubelet. */
const EVENTS = ['VolumeResizeFailed', 'FileSystemResizeFailed'];

interface ResizeError {
  readonly raw: string;
  readonly evidence: Evidence;
  readonly sinceMs: number;
}

function resizeError(it: ClaimFact, snapshot: RuleSnapshot<'events'>): ResizeError | undefined {
  const failed = it.conditions.find((one) => ERRORS.includes(one.type) && one.status === 'True');
  if (failed !== undefined) return saidByCondition(it, failed);
  // Before 1.31 the condition only says that it goes on.
  if (condition(it.conditions, 'Resizing') === undefined) return undefined;
  const [event] = EVENTS.map((reason) => currentEvent(it, reason, snapshot)).filter(
    (one) => one !== undefined,
  );
  if (event === undefined) return undefined;
  return { raw: event.message, evidence: eventEvidence(event), sinceMs: event.firstMs };
}

function saidByCondition(it: ClaimFact, failed: ConditionFact): ResizeError {
  const { type, message, status, sinceMs = it.createdMs } = failed;
  const part = message === '' ? 'status' : 'message';
  const field = `status.conditions[${type}].${part}`;
  const value = message || status;
  const { kind, name } = it;
  return {
    raw: value,
    evidence: fieldEvidence({ kind, name, field, value, timeMs: sinceMs }),
    sinceMs,
  };
}

const GROWS = claim({
  phase: 'Bound',
  volumeName: 'disk-1',
  conditions: [exampleCondition('Resizing', 'True', { sinceMs: ago(600) })],
});
const FAILED = claimEvent(
  'VolumeResizeFailed',
  'resize volume "disk-1" by resizer "disk.example.com" failed: rpc error: code = Internal desc = quota exceeded',
);

export default defineClassifier({
  code: 'VolumeResizeFailed',
  title: 'The volume of claim {which} of {workload} cannot be made larger',
  severity: 'warning',
  reads: ['claims', 'pods', 'events'],
  explanation:
    'Somebody asked for more space in the volume claim {which} of {workload}, and the storage cannot give it. The volume keeps its size, and the pods that have it run on. Kubernetes says: "{raw}".',
  fix: [
    'Read what the storage says: a limit of the account, and too many changes within some hours, are common.',
    'Set the size in the claim back to one that the storage can give.',
    'Watch how full the volume is until this is mended.',
  ],
  commands: ['{kubectl} describe persistentvolumeclaim {claim}'],
  reference:
    'https://kubernetes.io/docs/concepts/storage/persistent-volumes/#expanding-persistent-volumes-claims',
  classify(snapshot) {
    return snapshot.once(mountedClaims).flatMap((mounted) => {
      const failed = resizeError(mounted.claim, snapshot);
      if (failed === undefined || !snapshot.clock.atLeast(failed.sinceMs, RESIZE_MS)) return [];
      const { raw, evidence, sinceMs } = failed;
      const details = { raw: briefCause(raw) };
      const finding = claimFinding(mounted, { details, sinceMs });
      const status = 'Resizing';
      return [
        {
          ...finding,
          severity: 'warning',
          reason: status,
          evidence: [evidence],
          explainsPod: false,
        },
      ];
    });
  },
  examples: [
    {
      name: 'a disk that the provider does not make larger',
      given: { pods: [pod({ claims: ['data'] })], claims: [GROWS], events: [FAILED] },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          confidence: 'confirmed',
          severity: 'warning',
          reason: 'Resizing',
          details: { which: '"data"' },
        },
      ],
    },
    {
      name: 'a resize that worked in the end is over',
      given: {
        pods: [pod({ claims: ['data'] })],
        claims: [{ ...GROWS, conditions: [] }],
        events: [FAILED],
      },
      found: [],
    },
  ],
});
