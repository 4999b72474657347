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
] satisfies Cases;
