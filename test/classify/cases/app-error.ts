import { loopingPod, podWith, recoveredPod } from '../../../src/classify/support/example-pods.ts';
import {
  container,
  endedContainer,
  jobPod,
  loopingContainer,
} from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'one crash, and up again, is history',
    given: { pods: [recoveredPod({ exitCode: 2 })] },
    found: [{ confidence: 'confirmed', state: 'recovered', severity: 'warning', reason: 'Error' }],
  },
  {
    name: 'what is never started again has no log of a run before',
    given: {
      pods: [podWith(endedContainer({ exitCode: 4 }), { restartPolicy: 'Never' })],
    },
    found: [{ confidence: 'confirmed', reason: 'Error', details: { previous: '' } }],
  },
  {
    name: 'a shell that does not find its command ends with 127',
    given: { pods: [loopingPod({ exitCode: 127 })] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'CrashLoopBackOff',
        details: { meaning: 'its shell or script did not find a command that it should run' },
      },
    ],
  },
  {
    name: 'an init container is InitFailed, not this',
    given: { pods: [loopingPod({}, { name: 'migrate', kind: 'init' })] },
    found: [],
  },
  {
    name: 'a sidecar is SidecarCrash, not this',
    given: { pods: [loopingPod({}, { name: 'proxy', kind: 'sidecar' })] },
    found: [],
  },
  {
    name: 'exit code 1 with reason OOMKilled is OOMKilled, not this',
    given: { pods: [loopingPod({ exitCode: 1, reason: 'OOMKilled' })] },
    found: [],
  },
  {
    name: 'the failed try of a Job is no fault yet',
    given: { pods: [jobPod({ phase: 'Failed', containers: [loopingContainer()] })] },
    found: [],
  },
  {
    name: 'a container that never crashed is fine',
    given: { pods: [podWith(container())] },
    found: [],
  },
] satisfies Cases;
