// A container that runs for hours while its readiness probe passes and fails in turns: how often does the word change?
import { describe, expect, test } from 'vitest';
import { aggregate } from '../../src/aggregate/aggregate.ts';
import { loadCatalogue } from '../../src/classify/catalogue.ts';
import { classify } from '../../src/classify/classify.ts';
import { exampleSnapshot } from '../../src/classify/support/example-snapshot.ts';
import { deployment, replicaSet } from '../../src/classify/support/example-workloads.ts';
import { condition, container, NOW, pod, probe } from '../../src/classify/support/examples.ts';
import type { EpochMs } from '../../src/facts/index.ts';
import { createClock } from '../../src/index/clock.ts';

const rules = await loadCatalogue();

/** Readiness of the one pod: it turns at each of these seconds after its start, and begins as not ready. */
type Turns = readonly number[];

/** Turns from one second on, ready and not ready for so long. */
function flapping(fromSecond: number, ready: number, unready: number, times: number): Turns {
  return Array.from({ length: times }, (_, index) => {
    const begin = fromSecond + index * (ready + unready);
    return [begin, begin + unready];
  }).flat();
}

function wordAt(turns: Turns, nowMs: EpochMs) {
  const clock = createClock(nowMs);
  const past = turns.filter((second) => NOW + second * 1000 <= nowMs);
  const isReady = past.length % 2 === 1;
  const sinceMs = NOW + (past.at(-1) ?? 0) * 1000;
  const status = isReady ? 'True' : 'False';
  const it = container({
    ready: isReady,
    readiness: probe(),
    state: { kind: 'running', startedMs: NOW },
  });
  const rolledOut = condition('Progressing', 'True', {
    reason: 'NewReplicaSetAvailable',
    updatedMs: NOW,
  });
  const world = exampleSnapshot({
    clock,
    pods: [
      pod({
        createdMs: NOW,
        containers: [it],
        conditions: [
          condition('Ready', status, { sinceMs }),
          condition('ContainersReady', status, { sinceMs }),
        ],
      }),
    ],
    workloads: [
      deployment({
        desired: 1,
        replicas: 1,
        updatedReplicas: 1,
        createdMs: NOW,
        conditions: [rolledOut],
      }),
      replicaSet({ desired: 1, replicas: 1, createdMs: NOW }),
    ],
  });
  const report = aggregate(world, classify(world, rules), { nowMs, cluster: '', generation: 1 });
  return { word: report.health, nextMs: clock.nextChangeMs };
}

/** "12 s Healthy": each change of the word, looked at as the operator does, at facts and at announced instants. */
function words(turns: Turns, endSecond: number): readonly string[] {
  const endMs = NOW + endSecond * 1000;
  const due = new Set([0, ...turns].map((second) => NOW + second * 1000));
  const seen: string[] = [];
  let before = '';
  while (due.size > 0) {
    const nowMs = Math.min(...due);
    due.delete(nowMs);
    if (nowMs > endMs) break;
    const { word, nextMs } = wordAt(turns, nowMs);
    if (word !== before) seen.push(`${(nowMs - NOW) / 1000} s ${word}`);
    before = word;
    if (nextMs !== undefined) due.add(nextMs);
  }
  return seen;
}

const HOUR = 3600;

describe('a readiness probe that passes and fails in turns', () => {
  test.each([
    [20, 20],
    [10, 60],
    [29, 5],
  ])('ready for %i s and not for %i s is one outage', (ready, unready) => {
    const turns = [5, ...flapping(HOUR, ready, unready, 20)];
    const backMs = turns.at(-1) ?? 0;
    expect(words(turns, 2 * HOUR)).toEqual([
      '0 s Progressing',
      '12 s Healthy',
      `${HOUR} s Unhealthy`,
      `${backMs + 30} s Healthy`,
    ]);
  });

  test('a single outage ends half a minute after the pod is back', () => {
    expect(words([5, HOUR, HOUR + 45], 2 * HOUR).slice(-2)).toEqual([
      `${HOUR} s Unhealthy`,
      `${HOUR + 75} s Healthy`,
    ]);
  });
});

describe('the first time a pod gets ready', () => {
  test.each([
    ['is told at once after its first seconds', 5, '12 s Healthy'],
    ['is told at once at the end of its grace', 119, '119 s Healthy'],
    ['is told half a minute later when it took longer than it may', 130, '160 s Healthy'],
  ])('%s', (_, second, wanted) => {
    expect(words([second], HOUR).at(-1)).toBe(wanted);
  });
});
