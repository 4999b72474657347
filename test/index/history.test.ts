import { describe, expect, it } from 'vitest';
import type { ContainerFact } from '../../src/facts/index.ts';
import { withHistory } from '../../src/index/history.ts';
import { container, pod, termination } from '../support/facts.ts';

/** The n-th run, which ended at second n. */
function run(n: number) {
  return termination({ finishedMs: n * 1_000, containerId: `containerd://${n}` });
}

function podWith(...containers: readonly ContainerFact[]) {
  return pod('web-1', { containers });
}

function finishedIn(fact: { containers: readonly ContainerFact[] }) {
  return fact.containers.map((one) => one.terminations.map(({ finishedMs }) => finishedMs));
}

describe('withHistory', () => {
  const cases: [string, number[], number[], number[]][] = [
    ['adds a new run to those seen before', [1, 2], [2, 3], [1, 2, 3]],
    ['keeps runs that the object no longer tells of', [1, 2], [], [1, 2]],
    ['keeps five and lets the oldest go', [1, 2, 3, 4, 5], [5, 6], [2, 3, 4, 5, 6]],
    ['sorts a run that is told late', [3], [1, 3], [1, 3]],
    ['starts with nothing', [], [1], [1]],
  ];
  it.each(cases)('%s', (_claim, before, now, expected) => {
    const previous = podWith(container({ terminations: before.map(run) }));
    const next = podWith(container({ terminations: now.map(run) }));
    expect(finishedIn(withHistory(previous, next))).toEqual([expected.map((n) => n * 1_000)]);
  });

  it('takes runs that ended at the same instant in two containers for two', () => {
    const first = termination({ containerId: 'containerd://a' });
    const second = termination({ containerId: 'containerd://b' });
    const merged = withHistory(
      podWith(container({ terminations: [first] })),
      podWith(container({ terminations: [second] })),
    );
    expect(merged.containers[0]?.terminations).toEqual([first, second]);
  });

  it('takes the newer wording of the same run', () => {
    const merged = withHistory(
      podWith(container({ terminations: [termination({ message: '' })] })),
      podWith(container({ terminations: [termination({ message: 'panic' })] })),
    );
    expect(merged.containers[0]?.terminations).toEqual([termination({ message: 'panic' })]);
  });

  it('keeps containers apart by name', () => {
    const merged = withHistory(
      podWith(container({ name: 'a', terminations: [run(1)] }), container({ name: 'b' })),
      podWith(container({ name: 'a' }), container({ name: 'b', terminations: [run(2)] })),
    );
    expect(finishedIn(merged)).toEqual([[1_000], [2_000]]);
  });

  it('carries the history of init and ephemeral containers as well', () => {
    const ended = container({ terminations: [run(1)] });
    const merged = withHistory(
      pod('web-1', { initContainers: [ended], ephemeralContainers: [ended] }),
      pod('web-1', { initContainers: [container()], ephemeralContainers: [container()] }),
    );
    expect([merged.initContainers, merged.containers, merged.ephemeralContainers]).toEqual([
      [ended],
      [container()],
      [ended],
    ]);
  });

  type End = [string, ContainerFact['kind'], [exitCode: number, restartPolicy: string], number[]];
  const ends: End[] = [
    ['one of a Job that passes: what its pod still tells', 'main', [0, 'OnFailure'], [3_000]],
    ['one before the start that passes', 'init', [0, 'Always'], [3_000]],
    ['one that fails again', 'main', [1, 'OnFailure'], [1_000, 3_000]],
    ['one that is started again all the same', 'main', [0, 'Always'], [1_000, 3_000]],
    ['a sidecar, which always is', 'sidecar', [0, 'OnFailure'], [1_000, 3_000]],
  ];
  it.each(ends)('carries to %s', (_claim, kind, [exitCode, restartPolicy], expected) => {
    const end = termination({ finishedMs: 3_000, exitCode });
    const next = container({ kind, state: { kind: 'terminated', ...end }, terminations: [end] });
    const merged = withHistory(podWith(container({ kind, terminations: [run(1)] })), {
      ...podWith(next),
      restartPolicy,
    });
    expect(finishedIn(merged)).toEqual([expected]);
  });

  it('carries nothing to another pod of the same name', () => {
    const next = pod('web-1', { uid: 'second' });
    const previous = podWith(container({ terminations: [run(1)] }));
    expect(withHistory(previous, next)).toBe(next);
  });

  it('returns the next fact itself when nothing has ended before', () => {
    const next = podWith(container({ terminations: [run(1)] }));
    expect(withHistory(undefined, next)).toBe(next);
    expect(withHistory(podWith(container()), next)).toBe(next);
  });
});

const up = { state: { kind: 'running', startedMs: 1_000 } } as const;

function changed(status: 'True' | 'False', sinceMs: number, facts: Parameters<typeof pod>[1] = {}) {
  const conditions = [{ type: 'ContainersReady', status, reason: '', message: '', sinceMs }];
  return pod('web-1', { containers: [container(up)], conditions, ...facts });
}

function outagesOf(facts: readonly ReturnType<typeof changed>[]) {
  let known: ReturnType<typeof changed> | undefined;
  for (const fact of facts) known = withHistory(known, fact);
  return known?.outages;
}

function sidecar(startedMs: number) {
  return container({ name: 'proxy', kind: 'sidecar', state: { kind: 'running', startedMs } });
}

describe('withHistory of readiness', () => {
  const cases: [string, ReturnType<typeof changed>[], number[] | undefined][] = [
    ['adds each time it stops', [changed('False', 2_000), changed('False', 4_000)], [2_000, 4_000]],
    ['keeps them while it is ready', [changed('False', 2_000), changed('True', 3_000)], [2_000]],
    ['adds each once', [changed('False', 2_000), changed('False', 2_000)], [2_000]],
    [
      'keeps five',
      [2, 3, 4, 5, 6, 7].map((n) => changed('False', n * 1e3)),
      [3e3, 4e3, 5e3, 6e3, 7e3],
    ],
    ['leaves the time before the start out', [changed('False', 1_000)], undefined],
    ['has none of a pod that is ready', [changed('True', 2_000)], undefined],
    [
      'leaves the end of a run out',
      [
        changed('False', 2_000, {
          containers: [container({ state: { kind: 'waiting', reason: '', message: '' } })],
        }),
      ],
      undefined,
    ],
    [
      'leaves the time before a sidecar was up again out',
      [changed('False', 2_000, { initContainers: [sidecar(3_000)] })],
      undefined,
    ],
    [
      'counts a pod whose sidecar runs on',
      [changed('False', 2_000, { initContainers: [sidecar(1_000)] })],
      [2_000],
    ],
    [
      'takes another pod of the name for another',
      [changed('False', 2_000), changed('True', 3_000, { uid: 'another' })],
      undefined,
    ],
  ];
  it.each(cases)('%s', (_claim, facts, expected) => {
    expect(outagesOf(facts)).toEqual(expected);
  });
});
