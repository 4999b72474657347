import { defineClassifier } from '../define.ts';
import type { CrashedContainer } from '../support/crash-findings.ts';
import { loopingPod } from '../support/example-pods.ts';
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
      name: 'a sidecar that crashes beside an application that runs',
      given: { pods: [loopingPod({}, PROXY)] },
      found: [
        {
          confidence: 'confirmed',
          reason: 'Init:CrashLoopBackOff',
          details: { effect: 'The application runs on meanwhile, but without it' },
        },
      ],
    },
    {
      name: 'a sidecar that ends without an error is CompletesAndRestarts, not this',
      given: { pods: [loopingPod({ exitCode: 0, reason: 'Completed' }, PROXY)] },
      found: [],
    },
  ],
});
