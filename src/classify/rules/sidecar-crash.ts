import { defineClassifier } from '../define.ts';
import type { CrashedContainer } from '../support/crash-findings.ts';
import {
  loopingContainer,
  pod,
  recoveredContainer,
  waitingContainer,
} from '../support/examples.ts';
import { ownErrorFindings } from '../support/own-errors.ts';

const PROXY = { name: 'proxy', kind: 'sidecar' } as const;

/** A sidecar holds back what comes after it only until it has started once. */
function effect({ pod: { containers } }: CrashedContainer): { readonly effect: string } {
  const hasMainStarted = containers.some(
    ({ state, terminations }) => state.kind === 'running' || terminations.length > 0,
  );
  return {
    effect: hasMainStarted
      ? 'The application runs on meanwhile, but without it'
      : 'The application does not start before the sidecar has started',
  };
}

export default defineClassifier({
  code: 'SidecarCrash',
  title: '{Who} ends with exit code {exitCode}, though it should run as long as the pod',
  severity: 'error',
  reads: ['pods'],
  explanation:
    '{Who} is an init container with restartPolicy: Always, which has to run beside the application. It ended with exit code {exitCode}: {meaning}. {next}. {effect}.',
  fix: [
    '{advice}.',
    'Check the version and settings of the sidecar: it often comes from a platform or a mesh and not from the application.',
    'Remove restartPolicy: Always from it in {workload} if it is meant to end before the application starts.',
  ],
  commands: [
    '{kubectl} logs {pod} --container {container}{previous}',
    '{kubectl} describe pod {pod}',
  ],
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/sidecar-containers/',
  outranks: ['KilledNotOOM', 'CompletesAndRestarts'],
  yieldsTo: ['OOMKilled', 'LivenessKill', 'StartupKill'],
  classify(snapshot) {
    return ownErrorFindings(snapshot, 'sidecar', effect);
  },
  examples: [
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
      name: 'a sidecar that crashes beside an application that runs',
      given: { pods: [pod({ initContainers: [loopingContainer({}, PROXY)] })] },
      found: [
        {
          confidence: 'confirmed',
          reason: 'Init:CrashLoopBackOff',
          details: { effect: 'The application runs on meanwhile, but without it' },
        },
      ],
    },
    {
      name: 'one crash, and up again, is history',
      given: { pods: [pod({ initContainers: [recoveredContainer({}, PROXY)] })] },
      found: [
        { confidence: 'confirmed', state: 'recovered', severity: 'warning', reason: 'Init:Error' },
      ],
    },
    {
      name: 'a kill from outside, by a liveness probe or the node, is not its own doing',
      given: { pods: [pod({ initContainers: [loopingContainer({ exitCode: 137 }, PROXY)] })] },
      found: [],
    },
    {
      name: 'a sidecar that ends without an error is CompletesAndRestarts, not this',
      given: {
        pods: [
          pod({ initContainers: [loopingContainer({ exitCode: 0, reason: 'Completed' }, PROXY)] }),
        ],
      },
      found: [],
    },
    {
      name: 'one that runs out of memory is OOMKilled, not this',
      given: {
        pods: [
          pod({ initContainers: [loopingContainer({ exitCode: 1, reason: 'OOMKilled' }, PROXY)] }),
        ],
      },
      found: [],
    },
    {
      name: 'an init container that fails is InitFailed, not this',
      given: {
        pods: [pod({ initContainers: [loopingContainer({}, { name: 'wait', kind: 'init' })] })],
      },
      found: [],
    },
  ],
});
