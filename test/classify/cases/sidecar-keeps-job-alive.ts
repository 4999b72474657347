import {
  ago,
  container,
  crashed,
  jobPod,
  pod,
  running,
} from '../../../src/classify/support/examples.ts';
import type { Cases } from '../examples.ts';

function ended(exitCode: number, seconds: number) {
  const end = crashed({ exitCode, finishedMs: ago(seconds) });
  return container({ ready: false, state: { kind: 'terminated', ...end } });
}

const PROXY = container({ name: 'proxy', state: running(7300) });

export default [
  {
    name: 'a helper may take its time to end',
    given: { pods: [jobPod({ containers: [ended(0, 119), PROXY] })] },
    found: [],
  },
  {
    name: 'after an hour any container is one too many',
    given: {
      pods: [jobPod({ containers: [ended(0, 3601), container({ name: 'thumbnails' })] })],
    },
    found: [{ container: 'thumbnails', confidence: 'likely', reason: 'NotReady' }],
  },
  {
    name: 'work that failed is told by its failure',
    given: { pods: [jobPod({ containers: [ended(1, 600), PROXY] })] },
    found: [],
  },
  {
    name: 'a native sidecar is stopped by Kubernetes',
    given: {
      pods: [
        jobPod({
          initContainers: [container({ ...PROXY, kind: 'sidecar' })],
          containers: [ended(0, 600)],
        }),
      ],
    },
    found: [],
  },
  {
    name: 'a pod that no Job made has nothing to complete',
    given: { pods: [pod({ containers: [ended(0, 600), PROXY] })] },
    found: [],
  },
  {
    name: 'of several that are done the last one says since when',
    given: {
      pods: [jobPod({ containers: [ended(0, 700), { ...ended(0, 150), name: 'load' }, PROXY] })],
    },
    found: [
      {
        container: 'proxy',
        confidence: 'likely',
        reason: 'NotReady',
        details: { done: 'Containers "app" and "load"' },
        sinceMs: ago(150),
      },
    ],
  },
  {
    name: 'one of them has failed: that is what has to be told',
    given: {
      pods: [jobPod({ containers: [ended(0, 700), { ...ended(1, 600), name: 'load' }, PROXY] })],
    },
    found: [],
  },
  {
    name: 'a second less than an hour is no hour',
    given: {
      pods: [jobPod({ containers: [ended(0, 3599), container({ name: 'thumbnails' })] })],
    },
    found: [],
  },
] satisfies Cases;
