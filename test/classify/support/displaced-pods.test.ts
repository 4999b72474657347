import { describe, expect, test } from 'vitest';
import { displacedPods } from '../../../src/classify/support/displaced-pods.ts';
import { alone, displacedPod } from '../../../src/classify/support/example-pods.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import { ago, condition } from '../../../src/classify/support/examples.ts';
import type { ServicePod } from '../../../src/facts/index.ts';

const REASON = 'PreemptionByScheduler';
const MESSAGE = 'preempted for a pod of higher priority';

function found(servicePod: ServicePod) {
  return displacedPods(exampleSnapshot({ pods: [servicePod] }), REASON);
}

function targeted(facts: Parameters<typeof condition>[2]) {
  return [condition('DisruptionTarget', 'True', { reason: REASON, ...facts })];
}

describe('a pod that makes room is told', () => {
  test.each<[string, ServicePod, number]>([
    ['while it goes', displacedPod(REASON), 1],

    ['not when it had done its work', displacedPod(REASON, { phase: 'Succeeded' }), 0],
    ['not for another reason', displacedPod('DeletionByTaintManager'), 0],
  ])('%s', (_, servicePod, count) => {
    expect(found(servicePod)).toHaveLength(count);
  });

  test('not before', () => {
    const { pod: going, ...placed } = displacedPod(REASON);
    const { deletionMs: _, ...staying } = going;
    expect(found({ ...placed, pod: staying })).toEqual([]);
  });

  test.each<[string, ServicePod, string]>([
    ['as a hint when another is made', displacedPod(REASON), 'info'],
    ['as a warning when none is', alone(displacedPod(REASON)), 'warning'],
  ])('%s', (_, servicePod, severity) => {
    expect(found(servicePod)).toMatchObject([{ severity }]);
  });

  test.each([
    ['by the message, since its time', { message: MESSAGE, sinceMs: ago(7) }, MESSAGE, ago(7)],
    ['by the condition when that has no message', { sinceMs: ago(7) }, 'True', ago(7)],
  ])('and proved %s', (_, facts, value, timeMs) => {
    const [finding] = found(displacedPod(REASON, { conditions: targeted(facts) }));
    expect(finding?.evidence).toMatchObject([{ value, timeMs }]);
    expect(finding?.sinceMs).toBe(timeMs);
  });

  test('since its deletion when the condition does not tell', () => {
    const conditions = targeted({}).map(({ sinceMs: _since, ...timeless }) => timeless);
    const [finding] = found(displacedPod(REASON, { conditions, deletionMs: ago(3) }));
    expect(finding?.sinceMs).toBe(ago(3));
  });
});
