import type { TerminationFact } from '../../facts/index.ts';
import { defineClassifier } from '../define.ts';
import { crashFindings, newestCrash } from '../support/crash-findings.ts';
import {
  container,
  crashed,
  jobPod,
  loopingContainer,
  pod,
  recoveredContainer,
} from '../support/examples.ts';
import { exitWords } from '../support/exit-codes.ts';

/** Ends that other rules explain: the kernel's kill for memory, and a kill from outside. */
function isOwnError({ exitCode, reason }: TerminationFact): boolean {
  return exitCode !== 0 && exitCode !== 137 && reason !== 'OOMKilled';
}

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
    return crashFindings(snapshot, (at) => {
      const run = newestCrash(at, isOwnError);
      if (run === undefined) return undefined;
      return { run, confidence: 'confirmed', details: exitWords(run.exitCode) };
    });
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
      name: 'an init container is named as such',
      given: {
        pods: [
          pod({
            initContainers: [loopingContainer({ exitCode: 3 }, { name: 'wait', kind: 'init' })],
          }),
        ],
      },
      found: [{ container: 'wait', confidence: 'confirmed', reason: 'Init:CrashLoopBackOff' }],
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
