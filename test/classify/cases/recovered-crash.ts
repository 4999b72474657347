import {
  ago,
  container,
  crashed,
  loopingContainer,
  pod,
  recoveredContainer,
  running,
} from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const OLD_KILL = crashed({ exitCode: 137, reason: 'OOMKilled', finishedMs: ago(1000) });

export default [
  {
    name: 'a crash of yesterday is not told for ever',
    given: { pods: [pod({ containers: [recoveredContainer({ finishedMs: ago(86_400) })] })] },
    found: [],
  },
  {
    name: 'a container that is not ready is not well again',
    given: { pods: [pod({ containers: [recoveredContainer(OLD_KILL, { ready: false })] })] },
    found: [],
  },
  {
    name: 'a loop is not history',
    given: { pods: [pod({ containers: [loopingContainer()] })] },
    found: [],
  },
  {
    name: 'an init container that failed first and then ended well is done',
    given: {
      pods: [
        pod({
          initContainers: [
            recoveredContainer(OLD_KILL, {
              name: 'migrate',
              kind: 'init',
              state: { kind: 'terminated', ...crashed({ exitCode: 0, reason: 'Completed' }) },
            }),
          ],
        }),
      ],
    },
    found: [],
  },
  {
    name: 'a new pod in the place of one that crashed has no past',
    given: { pods: [pod({ containers: [container({ state: running(30) })] })] },
    found: [],
  },
  {
    name: 'of several crashes the last one is told',
    given: {
      pods: [
        pod({
          containers: [
            recoveredContainer(
              {},
              {
                restartCount: 2,
                terminations: [
                  crashed({ exitCode: 3, startedMs: ago(3600), finishedMs: ago(3000) }),
                  crashed({ exitCode: 4, startedMs: ago(2900), finishedMs: ago(2000) }),
                ],
                state: running(1999),
              },
            ),
          ],
        }),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        state: 'recovered',
        severity: 'info',
        reason: 'Error',
        details: { exitCode: '4' },
      },
    ],
  },
  {
    name: 'a run that the kubelet does not count as a restart is none',
    given: { pods: [pod({ containers: [recoveredContainer(OLD_KILL, { restartCount: 0 })] })] },
    found: [],
  },
  {
    name: 'for a day it is told',
    given: {
      pods: [
        pod({
          containers: [recoveredContainer({ startedMs: ago(90_000), finishedMs: ago(86_399) })],
        }),
      ],
    },
    found: [{ confidence: 'confirmed', state: 'recovered', severity: 'info', reason: 'Error' }],
  },
] satisfies Cases;
