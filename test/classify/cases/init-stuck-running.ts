import { ERROR_RUN, podWith, slowLoopPod } from '../../../src/classify/support/example-pods.ts';
import {
  container,
  jobPod,
  loopingContainer,
  pod,
  running,
} from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const WAIT = { name: 'wait', kind: 'init', ready: false, state: running(900) } as const;

export default [
  {
    name: 'the second of three',
    given: {
      pods: [
        pod({
          initContainers: [
            container({ name: 'proxy', kind: 'sidecar' }),
            container(WAIT),
            container({ ...WAIT, name: 'later', state: { kind: 'none' } }),
          ],
        }),
      ],
    },
    found: [{ container: 'wait', confidence: 'confirmed', reason: 'Init:1/3' }],
  },
  {
    name: 'a Job has all the time that its deadline allows',
    given: { pods: [jobPod({ initContainers: [container(WAIT)] })] },
    found: [
      { container: 'wait', confidence: 'confirmed', severity: 'warning', reason: 'Init:0/1' },
    ],
  },
  {
    name: 'a sidecar is meant to run on',
    given: { pods: [podWith(container({ ...WAIT, kind: 'sidecar' }))] },
    found: [],
  },
  {
    name: 'an init container that fails again and again is InitFailed',
    given: { pods: [podWith(loopingContainer({}, { name: 'wait', kind: 'init' }))] },
    found: [],
  },
  {
    name: 'one that fails each time after half an hour is InitFailed, also while it runs',
    given: {
      pods: [slowLoopPod([ERROR_RUN, ERROR_RUN, ERROR_RUN], { ...WAIT, state: running(700) })],
    },
    found: [],
  },
  {
    name: 'ten minutes are too long',
    given: { pods: [podWith(container({ ...WAIT, state: running(600) }))] },
    found: [{ container: 'wait', confidence: 'confirmed', reason: 'Init:0/1' }],
  },
] satisfies Cases;
