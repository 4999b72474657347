import { describe, expect, it } from 'vitest';
import { crashLog } from '../../../src/classify/support/example-logs.ts';
import { loopingPod } from '../../../src/classify/support/example-pods.ts';

describe('the log of an example', () => {
  it('is of the last run of the example pod that is in a crash loop', () => {
    const { pod } = loopingPod();
    const [container] = pod.containers;
    const { podUid, pod: name, container: of, containerId, atMs } = crashLog(['panic: no']);
    expect({ podUid, name, of, containerId, atMs }).toEqual({
      podUid: pod.uid,
      name: pod.name,
      of: container?.name,
      containerId: container?.last?.containerId,
      atMs: container?.last?.finishedMs,
    });
  });
});
