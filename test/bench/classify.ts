// What it costs to judge one service, beside what it costs only to parse its pods.
import type { Classifier } from '../../src/classify/types.ts';
import { judge, NO_SPEC } from '../../src/judge.ts';
import { type BenchService, serviceOf } from './service.ts';
import { exponentOf, median } from './statistics.ts';

export interface Costs {
  readonly pods: number;
  readonly judgeMs: number;
  readonly parseMs: number;
}

export interface Benchmark {
  readonly costs: readonly Costs[];
  /** 1 when twice the pods cost twice as much. */
  readonly exponent: number;
}

/** Medians of rounds in which both take turns, so that a slow moment of the machine meets both. */
export function benchClassify(
  rules: readonly Classifier[],
  sizes: readonly number[],
  rounds: number,
): Benchmark {
  // First without counting: the compiler is still at work, and it would slow the first size only.
  costsOf(serviceOf(Math.max(...sizes)), rules, WARM_UP);
  const costs = sizes.map((pods) => costsOf(serviceOf(pods), rules, rounds));
  return { costs, exponent: exponentOf(costs.map(({ pods, judgeMs }) => [pods, judgeMs])) };
}

function costsOf(service: BenchService, rules: readonly Classifier[], rounds: number): Costs {
  const { index, key, podTexts, nowMs } = service;
  const context = {
    rules,
    cluster: '',
    spec: NO_SPEC,
    missingSources: [],
    nowMs,
    generation: undefined,
  };
  const judging: number[] = [];
  const parsing: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    judging.push(timed(() => judge(index, key, context)));
    parsing.push(timed(() => podTexts.map((text) => JSON.parse(text))));
  }
  return { pods: podTexts.length, judgeMs: median(judging), parseMs: median(parsing) };
}

/** Enough for the compiler to have done with what runs often. */
const WARM_UP = 30;

function timed(work: () => unknown): number {
  const startMs = performance.now();
  work();
  return performance.now() - startMs;
}
