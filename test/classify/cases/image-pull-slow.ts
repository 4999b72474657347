import { podWith, waitingPod } from '../../../src/classify/support/example-pods.ts';
import {
  ago,
  condition,
  container,
  crashed,
  event,
  pod,
  running,
  waitingContainer,
} from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

const READY_FOR_601_S = {
  conditions: [condition('PodReadyToStartContainers', 'True', { sinceMs: ago(601) })],
};
/** The node began to fetch the image of the container so many seconds ago. */
function pulling(name: string, seconds: number) {
  const involved = { container: name };
  const when = { type: 'Normal', firstMs: ago(seconds), involved } as const;
  return event('Pulling', 'Pulling image "shop/web:1.4.2"', when);
}

const INIT = { name: 'migrate', kind: 'init' } as const;
const HELD = waitingContainer('PodInitializing');

/** An init container that was done so many seconds ago. */
function doneInit(seconds: number) {
  const end = crashed({ exitCode: 0, reason: 'Completed', finishedMs: ago(seconds) });
  return container({ ...INIT, state: { kind: 'terminated', ...end }, terminations: [end] });
}

const END = crashed({ exitCode: 0, reason: 'Completed', finishedMs: ago(599) });

export default [
  {
    name: 'of two containers the one whose image is on its way',
    given: {
      pods: [
        pod({
          containers: [
            waitingContainer('ContainerCreating'),
            waitingContainer('ContainerCreating', '', { name: 'proxy' }),
          ],
        }),
      ],
      events: [pulling('proxy', 600)],
    },
    found: [
      { container: 'proxy', confidence: 'likely', reason: 'ContainerCreating', sinceMs: ago(600) },
    ],
  },
  {
    name: 'a pull of nine minutes is one of a large image',
    given: {
      pods: [podWith(waitingContainer('ContainerCreating'))],
      events: [pulling('app', 599)],
    },
    found: [],
  },
  {
    name: 'a pull that something followed is over',
    given: {
      pods: [podWith(waitingContainer('ContainerCreating'))],
      events: [pulling('app', 700), event('BackOff', 'Back-off pulling image')],
    },
    found: [],
  },
  {
    name: 'a container that runs has its image',
    given: { pods: [pod()], events: [pulling('app', 700)] },
    found: [],
  },
  {
    name: 'nine minutes are a large image',
    given: {
      pods: [
        podWith(waitingContainer('ContainerCreating'), {
          conditions: [condition('PodReadyToStartContainers', 'True', { sinceMs: ago(599) })],
        }),
      ],
    },
    found: [],
  },
  {
    name: 'an init container whose image is on its way, not the containers that wait for it',
    given: {
      pods: [
        pod({
          ...READY_FOR_601_S,
          initContainers: [waitingContainer('PodInitializing', '', INIT)],
          containers: [HELD],
        }),
      ],
    },
    found: [{ container: 'migrate', confidence: 'likely', reason: 'Init:ContainerCreating' }],
  },
  {
    name: 'an init container that runs is what the others wait for',
    given: {
      pods: [
        pod({
          ...READY_FOR_601_S,
          initContainers: [container({ ...INIT, ready: false, state: running(300) })],
          containers: [HELD],
        }),
      ],
    },
    found: [],
  },
  {
    name: 'the time counts from the end of the last init container',
    given: {
      pods: [pod({ ...READY_FOR_601_S, initContainers: [doneInit(599)], containers: [HELD] })],
    },
    found: [],
  },
  {
    name: 'one of two containers cannot be told to be the slow one',
    given: {
      pods: [
        pod({
          ...READY_FOR_601_S,
          containers: [
            waitingContainer('ContainerCreating'),
            waitingContainer('ContainerCreating', '', { name: 'proxy' }),
          ],
        }),
      ],
    },
    found: [],
  },
  {
    name: 'a pull that failed has a cause of its own',
    given: { pods: [waitingPod('ErrImagePull', 'shop/web:9: not found')] },
    found: [],
  },
  {
    name: 'before Kubernetes 1.29 nobody knows what a pod waits for',
    given: { pods: [podWith(waitingContainer('ContainerCreating'))] },
    found: [],
  },
  {
    name: 'a pod whose sidecar has not passed its startup probe waits for that',
    given: {
      pods: [
        podWith(waitingContainer('PodInitializing'), {
          conditions: [condition('PodReadyToStartContainers', 'True', { sinceMs: ago(601) })],
          initContainers: [
            container({ name: 'proxy', kind: 'sidecar', ready: false, started: false }),
          ],
        }),
      ],
    },
    found: [],
  },
  {
    name: 'once the last init container has ended the main one is waited for',
    given: {
      pods: [pod({ ...READY_FOR_601_S, initContainers: [doneInit(620)], containers: [HELD] })],
    },
    found: [
      { container: 'app', confidence: 'likely', reason: 'ContainerCreating', sinceMs: ago(601) },
    ],
  },
  {
    name: 'of an init container that took several tries the last one counts',
    given: {
      pods: [
        pod({
          ...READY_FOR_601_S,
          initContainers: [
            { ...doneInit(599), terminations: [crashed({ finishedMs: ago(700) }), END] },
          ],
          containers: [HELD],
        }),
      ],
    },
    found: [],
  },
  {
    name: 'a sidecar that has passed its startup probe is waited for no more',
    given: {
      pods: [
        pod({
          ...READY_FOR_601_S,
          initContainers: [container({ name: 'proxy', kind: 'sidecar' })],
          containers: [HELD],
        }),
      ],
    },
    found: [{ container: 'app', confidence: 'likely', reason: 'ContainerCreating' }],
  },
  {
    name: 'a pull that failed is told as that, however long the pod waits',
    given: { pods: [pod({ ...READY_FOR_601_S, containers: [waitingContainer('ErrImagePull')] })] },
    found: [],
  },
  {
    name: 'an error anywhere in the pod is what it waits for',
    given: {
      pods: [
        pod({
          ...READY_FOR_601_S,
          initContainers: [waitingContainer('PodInitializing', '', INIT)],
          containers: [waitingContainer('CreateContainerConfigError')],
        }),
      ],
    },
    found: [],
  },
  {
    name: 'a container that has run before has its image',
    given: {
      pods: [
        pod({
          ...READY_FOR_601_S,
          containers: [waitingContainer('ContainerCreating', '', { terminations: [crashed()] })],
        }),
      ],
    },
    found: [],
  },
] satisfies Cases;
