// Services nobody has seen: pods with traits that overlap as they do in clusters, and failures with or without a reason.
import { type Crowd, crowdOf, FAILING, HEALTHY, type Marks } from '../../src/aggregate/crowd.ts';
import type { Trait } from '../../src/aggregate/traits.ts';
import { container, pod } from '../../src/classify/support/examples.ts';
import type { ServicePod } from '../../src/facts/index.ts';
import { type Dice, diceOf } from './random-world.ts';

/** A service of a seed, with the failures of its pods. */
export interface Simulated {
  readonly crowd: Crowd;
  readonly marks: Marks;
  /** What makes its pods fail; undefined where chance alone does. */
  readonly planted: Trait | undefined;
  /** Pods with what was planted, and all others. */
  readonly having: number;
  readonly others: number;
}

const SHARD = 'example.com/shard';

function fraction(dice: Dice): number {
  return dice(1_000_000) / 1_000_000;
}

/** As many small ones as large ones: each factor of ten is as likely. */
function sizeOf(dice: Dice): number {
  return Math.round(2 * 1500 ** fraction(dice));
}

/** How pods are told apart: each by a share of its own, often very unequal, often not at all. */
function servicePods(size: number, dice: Dice): readonly ServicePod[] {
  const newer = dice(5) < 2 ? 0 : fraction(dice);
  const reconfigured = dice(3) === 0 ? fraction(dice) : 0;
  const injected = dice(4) === 0 ? fraction(dice) : 0;
  const canary = dice(5) === 0 ? fraction(dice) / 4 : 0;
  const nodes = Math.max(1, Math.round(size / (1 + dice(20))));
  const shards = 1 + dice(5);
  return Array.from({ length: size }, (_, index) => {
    const version = fraction(dice) < newer ? '1.4.2' : '1.4.1';
    const isCanary = fraction(dice) < canary;
    const owner = isCanary ? 'web-canary' : 'web';
    const settings = fraction(dice) < reconfigured ? 'b' : 'a';
    const app = container({ name: 'app', image: `shop/web:${version}` });
    const proxy = container({ name: 'proxy', image: 'mesh/proxy:1' });
    const sample = pod({
      name: `web-${index}`,
      versions: [version],
      containers: fraction(dice) < injected ? [app, proxy] : [app],
      nodeName: `node-${dice(nodes)}`,
      labels: new Map([[SHARD, `s${dice(shards)}`]]),
    });
    const replicaSet = `${owner}-${version}-${settings}`;
    return { ...sample, replicaSet, workload: { kind: 'Deployment', name: owner } };
  });
}

function crowdOfSize(size: number, dice: Dice): Crowd {
  const zones = 1 + dice(4);
  const nodes = Array.from({ length: size }, (_, index) => `node-${index}`);
  return crowdOf(servicePods(size, dice), {
    zones: new Map(nodes.map((node, index) => [node, `zone-${index % zones}`])),
    labels: [SHARD],
  });
}

function marksOf(crowd: Crowd, fails: (index: number) => boolean): Marks {
  return Uint8Array.from(crowd.pods, (_, index) => (fails(index) ? FAILING : HEALTHY));
}

/** Each pod fails by chance, as often as in one of two hundred pods or as in nearly all. */
export function withoutReason(seed: number): Simulated {
  const dice = diceOf(seed);
  const crowd = crowdOfSize(sizeOf(dice), dice);
  const rate = 0.005 * 180 ** fraction(dice);
  const marks = marksOf(crowd, () => fraction(dice) < rate);
  return { crowd, marks, planted: undefined, having: 0, others: crowd.pods.length };
}

/** Nine to ten of ten pods with one trait fail, and up to one of fifty others. */
export function withReason(seed: number): Simulated {
  const dice = diceOf(seed);
  const crowd = crowdOfSize(sizeOf(dice), dice);
  const sizes = crowd.traits.map((_, number) => podsWith(crowd, number).length);
  const uneven = crowd.traits.flatMap((_, number) => {
    const having = sizes[number] ?? 0;
    return having >= 2 && having < crowd.pods.length ? [number] : [];
  });
  const dimensions = [...new Set(uneven.map((number) => crowd.traits[number]?.dimension))];
  const dimension = dimensions[dice(dimensions.length)];
  const inIt = uneven.filter((number) => crowd.traits[number]?.dimension === dimension);
  const number = inIt[dice(inIt.length)] ?? -1;
  const rate = 0.9 + fraction(dice) / 10;
  const noise = dice(2) === 0 ? 0 : fraction(dice) / 50;
  const marks = marksOf(crowd, (index) => {
    return fraction(dice) < (crowd.had[index]?.includes(number) === true ? rate : noise);
  });
  const having = sizes[number] ?? 0;
  return {
    crowd,
    marks,
    planted: firstName(crowd, number),
    having,
    others: crowd.pods.length - having,
  };
}

function podsWith({ had }: Crowd, number: number): readonly number[] {
  return had.flatMap((numbers, index) => (numbers.includes(number) ? [index] : []));
}

/** Another trait may be that of the same pods: what is to be told is the first of them. */
function firstName(crowd: Crowd, number: number): Trait | undefined {
  const wanted = podsWith(crowd, number).join();
  return crowd.traits.find((_, other) => podsWith(crowd, other).join() === wanted);
}
