import type { ContainerFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { fieldEvidence, statusPath, waitingEvidence } from '../support/evidence.ts';
import { crashed, pod, waitingContainer } from '../support/examples.ts';
import { livePods, waitingSinceMs } from '../support/pods.ts';
import { stablePullReason } from '../support/pulls.ts';
import { quoted } from '../support/repeated-warnings.ts';
import { standing } from '../support/standing.ts';
import { containerDetails, containerSubject, type PlacedContainer } from '../support/subject.ts';
import type { RuleSnapshot } from '../types.ts';

/** Waiting reasons of a start that goes on. */
const STARTING = ['', 'ContainerCreating', 'PodInitializing'];
/** A run that never began; how a debug session itself ends says nothing, since a shell hands on its last exit code. */
const NEVER_RAN = ['StartError', 'ContainerCannotRun'];

const DEBUGGER = { name: 'debugger-k4k2p', kind: 'ephemeral' } as const;

export default defineClassifier({
  code: 'EphemeralContainerFailed',
  title: '{Who} does not start',
  severity: 'info',
  reads: ['pods'],
  explanation:
    'Somebody wanted to look into a pod with kubectl debug, and {who} does not start: "{raw}". The service itself is not affected.',
  fix: [
    'Correct the image or the command of the debug container, and run kubectl debug again.',
    'Leave it as it is otherwise: a debug container goes with its pod, and cannot be removed before.',
  ],
  commands: ['{kubectl} describe pod {pod}'],
  reference:
    'https://kubernetes.io/docs/tasks/debug/debug-application/debug-running-pod/#ephemeral-container',
  classify({ once }) {
    return once(placedDebuggers).flatMap((at) => {
      const failure = failureOf(at.container);
      if (failure === undefined) return [];
      const path = `${statusPath(at.container)}.state`;
      const quote = { kind: 'Pod', name: at.pod.name, field: path, value: failure.raw };
      const told = waitingEvidence(at.pod, at.container);
      return [
        standing({
          subject: containerSubject(at),
          reason: stablePullReason(failure.reason),
          details: { ...containerDetails(at), raw: quoted(failure.raw) },
          evidence: told.length > 0 ? told : [fieldEvidence(quote)],
          sinceMs: waitingSinceMs(at.pod, at.container),
        }),
      ];
    });
  },
  examples: [
    {
      name: 'an image for debugging that does not exist',
      given: {
        pods: [
          pod({
            ephemeralContainers: [
              waitingContainer('ErrImagePull', 'shop/debug:9: not found', DEBUGGER),
            ],
          }),
        ],
      },
      found: [
        {
          container: 'debugger-k4k2p',
          confidence: 'confirmed',
          reason: 'ImagePullBackOff',
          details: { raw: 'shop/debug:9: not found' },
        },
      ],
    },
    {
      name: 'a debug session that ended with an error of its last command',
      given: {
        pods: [
          pod({
            ephemeralContainers: [
              waitingContainer('', '', {
                ...DEBUGGER,
                state: { kind: 'terminated', ...crashed({ exitCode: 130 }) },
              }),
            ],
          }),
        ],
      },
      found: [],
    },
  ],
});

function placedDebuggers({ once }: RuleSnapshot<'pods'>): readonly PlacedContainer[] {
  return once(livePods).flatMap((servicePod) =>
    servicePod.pod.ephemeralContainers.map((container) => ({
      servicePod,
      pod: servicePod.pod,
      container,
    })),
  );
}

function failureOf({
  state,
}: ContainerFact): { readonly reason: string; readonly raw: string } | undefined {
  if (state.kind === 'terminated' && NEVER_RAN.includes(state.reason)) {
    return { reason: state.reason, raw: state.message || state.reason };
  }
  if (state.kind !== 'waiting' || STARTING.includes(state.reason)) return undefined;
  return { reason: state.reason, raw: state.message || state.reason };
}
