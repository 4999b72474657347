import { loopingPod, podWith } from '../../../src/classify/support/example-pods.ts';
import {
  ago,
  condition,
  container,
  event,
  probe,
  running,
} from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const UNREADY = container({ ready: false, readiness: probe(), state: running(180) });

const ERRORED = event(
  'Unhealthy',
  `Readiness probe errored and resulted in unknown state: rpc error: code = Unknown desc = exec "${'0a'.repeat(32)}": no such file`,
);

const FAILED = event('Unhealthy', 'Readiness probe failed: HTTP probe failed with statuscode: 503');

export default [
  {
    name: 'a command that is not in the image cannot be carried out',
    given: { pods: [podWith(UNREADY)], events: [ERRORED] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'Running',
        details: {
          answer: 'nothing, because it cannot be carried out ("exec "<id>": no such file")',
        },
      },
    ],
  },
  {
    name: 'without the event the answer is not known',
    given: { pods: [podWith(UNREADY)] },
    found: [{ confidence: 'likely', reason: 'Running', details: { answer: 'a failure' } }],
  },
  {
    name: 'a pod that was ready until 29 s ago may come back',
    given: {
      pods: [
        podWith(UNREADY, {
          conditions: [condition('ContainersReady', 'False', { sinceMs: ago(29) })],
        }),
      ],
      events: [FAILED],
    },
    found: [],
  },
  {
    name: 'a pod that waits for a readiness gate has ready containers',
    given: { pods: [podWith(container({ readiness: probe() }))] },
    found: [],
  },
  {
    name: 'a pod that is shutting down is unready on purpose',
    given: { pods: [podWith(UNREADY, { deletionMs: 1 })], events: [FAILED] },
    found: [],
  },
  {
    name: 'between two crashes the crash is the problem',
    given: {
      pods: [
        loopingPod(
          { startedMs: ago(500), finishedMs: ago(200) },
          { started: true, readiness: probe(), state: running(180) },
        ),
      ],
      events: [FAILED],
    },
    found: [],
  },
  {
    name: 'the answer of the probe and the state are proof, and the answer says when it was seen last',
    given: { pods: [podWith(UNREADY)], events: [FAILED] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'Running',
        evidence: [
          'event Unhealthy: Readiness probe failed: HTTP probe failed with statuscode: 503',
          'status.containerStatuses[app].ready: false',
        ],
        lastMs: ago(10),
      },
    ],
  },
] satisfies Cases;
