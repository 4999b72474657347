import { defineClassifier } from '../define.ts';
import { loopingPod } from '../support/example-pods.ts';
import { loopingContainer, pod, waitingContainer } from '../support/examples.ts';
import { ownErrorFindings } from '../support/own-errors.ts';

const MIGRATE = { name: 'migrate', kind: 'init' } as const;

export default defineClassifier({
  code: 'InitFailed',
  title: '{Who} fails, and nothing starts before it succeeds',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'Before the application, {who} has to end without an error. It ended with exit code {exitCode}: {meaning}. {next}. Until it succeeds, the main containers of the pod never start.',
  fix: [
    '{advice}.',
    'Check whether what it waits for or prepares is there: a database, a migration, a file, a right.',
    'Compare with the last version that worked, and roll back to it if the service is needed now.',
  ],
  commands: [
    '{kubectl} logs {pod} --container {container}{previous}',
    '{kubectl} describe pod {pod}',
  ],
  reference: 'https://kubernetes.io/docs/tasks/debug/debug-application/debug-init-containers/',
  outranks: ['KilledNotOOM'],
  yieldsTo: ['OOMKilled'],
  classify(snapshot) {
    return ownErrorFindings(snapshot, 'init');
  },
  examples: [
    {
      name: 'an init container that fails is named, not the main container that waits for it',
      given: {
        pods: [
          pod({
            initContainers: [loopingContainer({ exitCode: 3 }, MIGRATE)],
            containers: [waitingContainer('PodInitializing')],
          }),
        ],
      },
      found: [
        {
          container: 'migrate',
          confidence: 'confirmed',
          state: 'active',
          reason: 'Init:CrashLoopBackOff',
          details: { exitCode: '3', who: 'init container "migrate"' },
        },
      ],
    },
    {
      name: 'a main container that fails is AppError, not this',
      given: { pods: [loopingPod()] },
      found: [],
    },
  ],
});
