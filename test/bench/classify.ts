// What it costs to judge one service, beside what it costs only to parse its pods.
import { classify } from '../../src/classify/classify.ts';
import type { Classifier } from '../../src/classify/types.ts';
import { createClock } from '../../src/index/clock.ts';
import { takeSnapshot } from '../../src/index/snapshot.ts';
import { judge, NO_SPEC } from '../../src/judge.ts';
import { type BenchService, serviceOf, type Trouble } from './service.ts';
import { exponentOf, median } from './statistics.ts';

export interface Costs {
  readonly pods: number;
  /** From the snapshot to the findings. */
  readonly classifyMs: number;
  /** From the index to the report: snapshot, findings and all. */
  readonly judgeMs: number;
  /** `JSON.parse` of the pods. */
  readonly parseMs: number;
}

export interface Benchmark {
  readonly trouble: Trouble;
  readonly costs: readonly Costs[];
  /** 1 when twice the pods cost twice as much. */
  readonly exponent: number;
}

/** What is measured: which services, and how often. */
export interface BenchOptions {
  readonly trouble: Trouble;
  readonly sizes: readonly number[];
  readonly rounds: number;
}

/** Medians of rounds in which all take turns, so that a slow moment of the machine meets all. */
export function benchClassify(
  rules: readonly Classifier[],
  { trouble, sizes, rounds }: BenchOptions,
): Benchmark {
  // First without counting: the compiler is still at work, and it would slow the first size only.
  costsOf(serviceOf(WARM_UP_PODS, trouble), rules, rounds);
  const costs = sizes.map((pods) => costsOf(serviceOf(pods, trouble), rules, rounds));
  const exponent = exponentOf(costs.map(({ pods, judgeMs }) => [pods, judgeMs]));
  return { trouble, costs, exponent };
}

function costsOf(service: BenchService, rules: readonly Classifier[], rounds: number): Costs {
  const { index, key, podTexts, nowMs } = service;
  const { thresholds } = NO_SPEC;
  const spec = NO_SPEC;
  const context = { rules, cluster: '', spec, missingSources: [], nowMs, generation: undefined };
  const classifying: number[] = [];
  const judging: number[] = [];
  const parsing: number[] = [];
  for (let round = 0; round < rounds; round += 1) {
    const clock = createClock(nowMs);
    const snapshot = takeSnapshot(index, key, { clock, thresholds, missingSources: [] });
    classifying.push(timed(() => classify(snapshot, rules)));
    judging.push(timed(() => judge(index, key, context)));
    parsing.push(timed(() => podTexts.map((text) => JSON.parse(text))));
  }
  return {
    pods: podTexts.length,
    classifyMs: median(classifying),
    judgeMs: median(judging),
    parseMs: median(parsing),
  };
}

const WARM_UP_PODS = 50;

function timed(work: () => unknown): number {
  const startMs = performance.now();
  work();
  return performance.now() - startMs;
}
