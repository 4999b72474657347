import {
  container,
  crashed,
  pod,
  waitingContainer,
} from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const DEBUGGER = { name: 'debugger', kind: 'ephemeral' } as const;

export default [
  {
    name: 'a command that the image for debugging does not have',
    given: {
      pods: [
        pod({
          ephemeralContainers: [
            container({
              ...DEBUGGER,
              state: {
                kind: 'terminated',
                ...crashed({
                  exitCode: 128,
                  reason: 'StartError',
                  message: 'exec: "bash": executable file not found in $PATH',
                }),
              },
            }),
          ],
        }),
      ],
    },
    found: [{ container: 'debugger', confidence: 'confirmed', reason: 'StartError' }],
  },
  {
    name: 'a debug container that is on its way',
    given: {
      pods: [pod({ ephemeralContainers: [waitingContainer('ContainerCreating', '', DEBUGGER)] })],
    },
    found: [],
  },
  {
    name: 'a debug container that runs',
    given: { pods: [pod({ ephemeralContainers: [container(DEBUGGER)] })] },
    found: [],
  },
  {
    name: 'what the kubelet waits for is quoted as it says it',
    given: {
      pods: [
        pod({ ephemeralContainers: [waitingContainer('ErrImagePull', 'no such tag', DEBUGGER)] }),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'ImagePullBackOff',
        details: { raw: 'no such tag' },
        evidence: [
          'status.ephemeralContainerStatuses[debugger].state.waiting.message: no such tag',
        ],
      },
    ],
  },
  {
    name: 'a wait without a message is known by its reason',
    given: {
      pods: [pod({ ephemeralContainers: [waitingContainer('InvalidImageName', '', DEBUGGER)] })],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'InvalidImageName',
        details: { raw: 'InvalidImageName' },
      },
    ],
  },
  {
    name: 'a start that failed is quoted, with its reason where there is no message',
    given: {
      pods: [
        pod({
          ephemeralContainers: ['no such file', ''].map((message) =>
            container({
              ...DEBUGGER,
              name: `debugger-${message.length}`,
              state: { kind: 'terminated', ...crashed({ reason: 'StartError', message }) },
            }),
          ),
        }),
      ],
    },
    found: ['no such file', 'StartError'].map((raw) => ({
      confidence: 'confirmed',
      reason: 'StartError',
      details: { raw },
    })),
  },
] satisfies Cases;
