import { defineClassifier } from '../define.ts';
import {
  ago,
  crashed,
  jobPod,
  loopingContainer,
  pod,
  recoveredContainer,
  waitingContainer,
} from '../support/examples.ts';
import { ownErrorFindings } from '../support/own-errors.ts';

const MIGRATE = { name: 'migrate', kind: 'init' } as const;
const DONE = crashed({ exitCode: 0, reason: 'Completed', finishedMs: ago(100) });

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
      name: 'where nothing is started again, one failure is the end',
      given: {
        pods: [
          pod({
            restartPolicy: 'Never',
            initContainers: [
              loopingContainer(
                {},
                { ...MIGRATE, state: { kind: 'terminated', ...crashed() }, restartCount: 0 },
              ),
            ],
          }),
        ],
      },
      found: [{ confidence: 'confirmed', reason: 'Init:CrashLoopBackOff' }],
    },
    {
      name: 'one failure, and then success, is history',
      given: {
        pods: [
          pod({
            initContainers: [
              recoveredContainer({}, { ...MIGRATE, state: { kind: 'terminated', ...DONE } }),
            ],
          }),
        ],
      },
      found: [
        { confidence: 'confirmed', state: 'recovered', severity: 'warning', reason: 'Init:Error' },
      ],
    },
    {
      name: 'an init container that ends without an error is done',
      given: {
        pods: [
          pod({
            initContainers: [
              recoveredContainer(DONE, { ...MIGRATE, state: { kind: 'terminated', ...DONE } }),
            ],
          }),
        ],
      },
      found: [],
    },
    {
      name: 'one that runs out of memory is OOMKilled, not this',
      given: {
        pods: [
          pod({
            initContainers: [loopingContainer({ exitCode: 137, reason: 'OOMKilled' }, MIGRATE)],
          }),
        ],
      },
      found: [],
    },
    {
      name: 'one whose image is missing is ImageNotFound, not this',
      given: {
        pods: [
          pod({
            initContainers: [waitingContainer('ErrImagePull', 'shop/web:9: not found', MIGRATE)],
          }),
        ],
      },
      found: [],
    },
    {
      name: 'a main container that fails is AppError, not this',
      given: { pods: [pod({ containers: [loopingContainer()] })] },
      found: [],
    },
    {
      name: 'a sidecar that fails is SidecarCrash, not this',
      given: {
        pods: [pod({ initContainers: [loopingContainer({}, { name: 'proxy', kind: 'sidecar' })] })],
      },
      found: [],
    },
    {
      name: 'the failed try of a Job is for the Job to judge',
      given: {
        pods: [jobPod({ phase: 'Failed', initContainers: [loopingContainer({}, MIGRATE)] })],
      },
      found: [],
    },
  ],
});
