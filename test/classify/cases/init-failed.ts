import {
  loopingPod,
  podWith,
  recoveredPod,
  waitingPod,
} from '../../../src/classify/support/example-pods.ts';
import { ago, crashed, jobPod, loopingContainer } from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const MIGRATE = { name: 'migrate', kind: 'init' } as const;

const DONE = crashed({ exitCode: 0, reason: 'Completed', finishedMs: ago(100) });

export default [
  {
    name: 'where nothing is started again, one failure is the end',
    given: {
      pods: [
        podWith(
          loopingContainer(
            {},
            { ...MIGRATE, state: { kind: 'terminated', ...crashed() }, restartCount: 0 },
          ),
          { restartPolicy: 'Never' },
        ),
      ],
    },
    found: [{ confidence: 'confirmed', reason: 'Init:CrashLoopBackOff' }],
  },
  {
    name: 'one failure, and then success, is history',
    given: { pods: [recoveredPod({}, { ...MIGRATE, state: { kind: 'terminated', ...DONE } })] },
    found: [
      { confidence: 'confirmed', state: 'recovered', severity: 'warning', reason: 'Init:Error' },
    ],
  },
  {
    name: 'an init container that ends without an error is done',
    given: { pods: [recoveredPod(DONE, { ...MIGRATE, state: { kind: 'terminated', ...DONE } })] },
    found: [],
  },
  {
    name: 'one that runs out of memory is OOMKilled, not this',
    given: { pods: [loopingPod({ exitCode: 137, reason: 'OOMKilled' }, MIGRATE)] },
    found: [],
  },
  {
    name: 'one whose image is missing is ImageNotFound, not this',
    given: { pods: [waitingPod('ErrImagePull', 'shop/web:9: not found', MIGRATE)] },
    found: [],
  },
  {
    name: 'a sidecar that fails is SidecarCrash, not this',
    given: { pods: [loopingPod({}, { name: 'proxy', kind: 'sidecar' })] },
    found: [],
  },
  {
    name: 'the failed try of a Job is for the Job to judge',
    given: { pods: [jobPod({ phase: 'Failed', initContainers: [loopingContainer({}, MIGRATE)] })] },
    found: [],
  },
] satisfies Cases;
