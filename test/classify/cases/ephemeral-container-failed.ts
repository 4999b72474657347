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
] satisfies Cases;
