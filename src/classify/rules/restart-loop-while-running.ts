import { defineClassifier } from '../define.ts';
import { ERROR_RUN, OOM_RUN, STOPPED_RUN, slowLoopPod } from '../support/example-pods.ts';
import { restartLoopFindings } from '../support/restart-loops.ts';

export default defineClassifier({
  code: 'RestartLoopWhileRunning',
  title: '{Who} is restarted again and again',
  severity: 'error',
  reads: ['pods', 'events'],
  explanation:
    '{Who} runs whenever one looks, but it has been restarted at least {restarts} times, once an hour or more often: {how}. Each restart is a time in which it does not serve.',
  fix: [
    'Read the log of the run before, and compare it with the next one: several faults may take turns.',
    'Raise the memory limit first if one of its runs was OOMKilled: a process that runs short fails in other ways too.',
    'Look in the events of the pod for who stops the container, if nothing in its log tells.',
  ],
  commands: [
    '{kubectl} logs {pod} --container {container} --previous',
    '{kubectl} describe pod {pod}',
  ],
  reference: 'https://kubernetes.io/docs/concepts/workloads/pods/pod-lifecycle/#container-restarts',
  // A loop with one cause is never told here. In one without, each of these knows one run of several.
  outranks: [
    'OOMKilled',
    'AppError',
    'KilledNotOOM',
    'CompletesAndRestarts',
    'SidecarCrash',
    'InitFailed',
  ],
  classify(snapshot) {
    return restartLoopFindings(snapshot);
  },
  examples: [
    {
      name: 'runs of half an hour that end in three ways have no single cause',
      given: { pods: [slowLoopPod([OOM_RUN, ERROR_RUN, STOPPED_RUN])] },
      found: [
        {
          pod: 'web-7c9d-x2x1q',
          container: 'app',
          confidence: 'confirmed',
          state: 'active',
          reason: 'Running',
          details: {
            restarts: '6',
            how: 'its last runs ended in different ways (OOMKilled, exit code 1 and exit code 143)',
          },
        },
      ],
    },
    {
      name: 'a slow loop with one cause is AppError, also when one run of five was OOMKilled',
      given: { pods: [slowLoopPod([ERROR_RUN, ERROR_RUN, OOM_RUN, ERROR_RUN, OOM_RUN])] },
      found: [],
    },
  ],
});
