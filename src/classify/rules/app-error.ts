import { defineClassifier } from '../define.ts';
import {
  container,
  crashed,
  jobPod,
  loopingContainer,
  pod,
  recoveredContainer,
} from '../support/examples.ts';
import { ownErrorFindings } from '../support/own-errors.ts';

const END = crashed({ exitCode: 4 });

export default defineClassifier({
  code: 'AppError',
  title: '{Who} ends with exit code {exitCode}',
  severity: 'error',
  reads: ['pods'],
  explanation: '{Who} ended with exit code {exitCode}: {meaning}. {next}.',
  fix: [
    '{advice}.',
    'Compare with the last version that worked, and roll back to it if the service is needed now.',
  ],
  commands: [
    '{kubectl} logs {pod} --container {container}{previous}',
    '{kubectl} describe pod {pod}',
  ],
  reference:
    'https://kubernetes.io/docs/tasks/debug/debug-application/determine-reason-pod-failure/',
  yieldsTo: ['OOMKilled', 'LivenessKill', 'StartupKill'],
  classify(snapshot) {
    return ownErrorFindings(snapshot, 'main');
  },
  examples: [
    {
      name: 'a container that exits with 1 again and again is an error',
      given: { pods: [pod({ containers: [loopingContainer({ exitCode: 1 })] })] },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          container: 'app',
          confidence: 'confirmed',
          state: 'active',
          reason: 'CrashLoopBackOff',
          details: { exitCode: '1', previous: ' --previous' },
        },
      ],
    },
    {
      name: 'one crash, and up again, is history',
      given: { pods: [pod({ containers: [recoveredContainer({ exitCode: 2 })] })] },
      found: [
        { confidence: 'confirmed', state: 'recovered', severity: 'warning', reason: 'Error' },
      ],
    },
    {
      name: 'what is never started again has no log of a run before',
      given: {
        pods: [
          pod({
            restartPolicy: 'Never',
            containers: [container({ state: { kind: 'terminated', ...END }, terminations: [END] })],
          }),
        ],
      },
      found: [{ confidence: 'confirmed', reason: 'Error', details: { previous: '' } }],
    },
    {
      name: 'a shell that does not find its command ends with 127',
      given: { pods: [pod({ containers: [loopingContainer({ exitCode: 127 })] })] },
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
      given: {
        pods: [pod({ initContainers: [loopingContainer({}, { name: 'migrate', kind: 'init' })] })],
      },
      found: [],
    },
    {
      name: 'a sidecar is SidecarCrash, not this',
      given: {
        pods: [pod({ initContainers: [loopingContainer({}, { name: 'proxy', kind: 'sidecar' })] })],
      },
      found: [],
    },
    {
      name: 'exit code 0 is CompletesAndRestarts, not this',
      given: {
        pods: [pod({ containers: [loopingContainer({ exitCode: 0, reason: 'Completed' })] })],
      },
      found: [],
    },
    {
      name: 'exit code 1 with reason OOMKilled is OOMKilled, not this',
      given: {
        pods: [pod({ containers: [loopingContainer({ exitCode: 1, reason: 'OOMKilled' })] })],
      },
      found: [],
    },
    {
      name: 'the failed try of a Job is no fault yet',
      given: { pods: [jobPod({ phase: 'Failed', containers: [loopingContainer()] })] },
      found: [],
    },
    {
      name: 'a container that never crashed is fine',
      given: { pods: [pod({ containers: [container()] })] },
      found: [],
    },
  ],
});
