import { loopingPod, recoveredPod } from '../../../src/classify/support/example-pods.ts';
import {
  container,
  crashed,
  endedContainer,
  jobPod,
  loopingContainer,
  pod,
  waitingContainer,
} from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const PROXY = { name: 'proxy', kind: 'sidecar' } as const;

const RUNS_ON = {
  container: 'proxy',
  confidence: 'confirmed',
  reason: 'Init:CrashLoopBackOff',
  details: { effect: 'The application runs on meanwhile, but without it' },
} as const;

export default [
  {
    name: 'a sidecar that crashes holds the application back',
    given: {
      pods: [
        pod({
          phase: 'Pending',
          initContainers: [loopingContainer({ exitCode: 2 }, PROXY)],
          containers: [waitingContainer('PodInitializing')],
        }),
      ],
    },
    found: [
      {
        container: 'proxy',
        confidence: 'confirmed',
        state: 'active',
        reason: 'Init:CrashLoopBackOff',
        details: {
          exitCode: '2',
          effect: 'The application does not start before the sidecar has started',
        },
      },
    ],
  },
  {
    name: 'a Job does not make its pod anew for a sidecar, which is restarted in place',
    given: { pods: [jobPod({ initContainers: [loopingContainer({}, PROXY)] })] },
    found: [
      {
        container: 'proxy',
        confidence: 'confirmed',
        severity: 'warning',
        reason: 'Init:CrashLoopBackOff',
      },
    ],
  },
  {
    name: 'how a sidecar ends once the work of its Job is done matters to nobody',
    given: {
      pods: [
        jobPod({
          initContainers: [loopingContainer({}, PROXY)],
          containers: [endedContainer({ exitCode: 0 })],
        }),
      ],
    },
    found: [],
  },
  {
    name: 'one crash, and up again, is history',
    given: { pods: [recoveredPod({}, PROXY)] },
    found: [
      { confidence: 'confirmed', state: 'recovered', severity: 'warning', reason: 'Init:Error' },
    ],
  },
  {
    name: 'a kill from outside, by a liveness probe or the node, is not its own doing',
    given: { pods: [loopingPod({ exitCode: 137 }, PROXY)] },
    found: [],
  },
  {
    name: 'one that runs out of memory is OOMKilled, not this',
    given: { pods: [loopingPod({ exitCode: 1, reason: 'OOMKilled' }, PROXY)] },
    found: [],
  },
  {
    name: 'an init container that fails is InitFailed, not this',
    given: { pods: [loopingPod({}, { name: 'wait', kind: 'init' })] },
    found: [],
  },
  {
    name: 'one of two containers that has started is an application that runs on',
    given: {
      pods: [
        pod({
          initContainers: [loopingContainer({}, PROXY)],
          containers: [container(), waitingContainer('PodInitializing', '', { name: 'late' })],
        }),
      ],
    },
    found: [RUNS_ON],
  },
  {
    name: 'an application that has started once does not wait for it again',
    given: {
      pods: [
        pod({
          initContainers: [loopingContainer({}, PROXY)],
          containers: [waitingContainer('CrashLoopBackOff', '', { terminations: [crashed()] })],
        }),
      ],
    },
    found: [RUNS_ON],
  },
] satisfies Cases;
