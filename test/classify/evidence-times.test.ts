// When a proof is from, where that differs from when the trouble began.
import { describe, expect, test } from 'vitest';
import namespaceStuck from '../../src/classify/rules/namespace-stuck.ts';
import { exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { endingNamespace } from '../../src/classify/support/example-surroundings.ts';
import { ago, pod } from '../../src/classify/support/examples.ts';

describe('NamespaceStuck', () => {
  test('was deleted before its last pod had until the end of its grace period', () => {
    const [stuck] = namespaceStuck.classify(
      exampleSnapshot({
        namespace: endingNamespace(400),
        pods: [pod({ deletionMs: ago(301), finalizers: ['a.b/c'] })],
      }),
    );
    expect([stuck?.sinceMs, stuck?.evidence[0]?.timeMs]).toEqual([ago(301), ago(400)]);
  });
});
