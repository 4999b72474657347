// Pods beside their peers, each with its traits as numbers: made once, and counted for each problem.

import type { ServicePod } from '../facts/index.ts';
import { dimensionsWith, type Trait, type TraitSources, valuesOf } from './traits.ts';

/** Pods that stand in for each other. */
export interface Crowd {
  readonly pods: readonly ServicePod[];
  /** All that any of them has; a lower number comes first where several say the same. */
  readonly traits: readonly Trait[];
  /** For each pod the numbers of its traits. */
  readonly had: readonly (readonly number[])[];
}

/** What one look says of each pod of a crowd. */
export const UNKNOWN = 0;
export const HEALTHY = 1;
export const FAILING = 2;

/** One of these three for each pod. */
export type Marks = Uint8Array;

export function crowdOf(pods: readonly ServicePod[], sources: TraitSources): Crowd {
  const traits: Trait[] = [];
  const had = pods.map((): number[] => []);
  for (const dimension of dimensionsWith(sources.labels)) {
    const known = new Map<string, number>();
    for (const [index, servicePod] of pods.entries()) {
      for (const value of valuesOf(servicePod, dimension, sources.zones)) {
        const number = known.get(value) ?? traits.push({ dimension, value }) - 1;
        known.set(value, number);
        had[index]?.push(number);
      }
    }
  }
  return { pods, traits, had };
}

/** How many of those with one trait fail and are well. Two traits of the same pods have the same `print`. */
export interface Tally {
  readonly number: number;
  readonly failing: number;
  readonly healthy: number;
  readonly print: number;
}

/** All pods whose state is known, and those of each trait. */
export interface Tallies {
  readonly failing: number;
  readonly healthy: number;
  readonly byTrait: readonly Tally[];
}

export function tally(crowd: Crowd, marks: Marks): Tallies {
  const failing = new Float64Array(crowd.traits.length);
  const healthy = new Float64Array(crowd.traits.length);
  const prints = new Float64Array(crowd.traits.length);
  for (const [index, numbers] of crowd.had.entries()) {
    const mark = marks[index] ?? UNKNOWN;
    if (mark === UNKNOWN) continue;
    addTo(mark === FAILING ? failing : healthy, numbers, 1);
    addTo(prints, numbers, printOf(index));
  }
  const byTrait = crowd.traits.map((_, number) => ({
    number,
    failing: failing[number] ?? 0,
    healthy: healthy[number] ?? 0,
    print: prints[number] ?? 0,
  }));
  return { failing: countOf(marks, FAILING), healthy: countOf(marks, HEALTHY), byTrait };
}

function addTo(sums: Float64Array, numbers: readonly number[], more: number): void {
  for (const number of numbers) sums[number] = (sums[number] ?? 0) + more;
}

function countOf(marks: Marks, wanted: number): number {
  let count = 0;
  for (const mark of marks) count += mark === wanted ? 1 : 0;
  return count;
}

/** A number of 32 bits without a pattern (murmur3's last step), so that sums of different sets differ. */
function printOf(index: number): number {
  let mixed = index + 1;
  mixed = Math.imul(mixed ^ (mixed >>> 16), 0x85ebca6b);
  mixed = Math.imul(mixed ^ (mixed >>> 13), 0xc2b2ae35);
  return (mixed ^ (mixed >>> 16)) >>> 0;
}

/** Where the pods of the one sort are known, of those with the trait or of the others; all else is unknown. */
export function part({ had }: Crowd, marks: Marks, number: number, hasTrait: boolean): Marks {
  return marks.map((mark, index) => {
    return had[index]?.includes(number) === hasTrait ? mark : UNKNOWN;
  });
}
