// Rules that find something on one subject: which of them is left is part of each.
import { describe, expect, test } from 'vitest';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { classify } from '../../src/classify/classify.ts';
import { loopingPod, unscheduledPod } from '../../src/classify/support/example-pods.ts';
import { exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { ago, crashed } from '../../src/classify/support/examples.ts';
import type { ServiceSnapshot } from '../../src/facts/index.ts';

const rules = await loadCatalogue();

/** A loop whose runs ended for these reasons, the newest last. */
function loop(...reasons: readonly string[]) {
  const terminations = reasons.map((reason, index) =>
    crashed({
      exitCode: reason === 'Unknown' ? 255 : 137,
      reason,
      finishedMs: ago(300 - 60 * index),
    }),
  );
  return { pods: [loopingPod({}, { terminations, restartCount: reasons.length - 1 })] };
}

const TOO_LARGE = {
  pods: [
    unscheduledPod('0/1 nodes are available: 1 Insufficient memory.', 60, {
      requests: { cpuMillis: 100, memoryBytes: 2 ** 40, storageBytes: 0 },
    }),
  ],
  capacity: {
    largest: { cpuMillis: 4000, memoryBytes: 2 ** 34, storageBytes: 2 ** 36 },
    unready: 0,
  },
};

describe.each<[string, string, Partial<ServiceSnapshot>, readonly string[]]>([
  [
    'ContainerStatusUnknown',
    'a run that was seen to end says more than one that was lost',
    loop('Error', 'ContainerStatusUnknown', 'Error'),
    ['KilledNotOOM'],
  ],
  [
    'ContainerStatusUnknown',
    'of two runs that were lost the one says more that the runtime knows of',
    loop('Unknown', 'ContainerStatusUnknown'),
    ['ExitUnknown'],
  ],
  [
    'RequestLargerThanAnyNode',
    'no node is large enough says more than no node has room',
    TOO_LARGE,
    ['RequestLargerThanAnyNode'],
  ],
])('%s', (_, name, world, codes) => {
  test(name, () => {
    const found = classify(exampleSnapshot(world), rules);
    expect(found.map(({ rule }) => rule.code)).toEqual(codes);
  });
});
