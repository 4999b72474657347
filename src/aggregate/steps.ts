const MULTIPLIERS = [1, 2, 5];

/**
 * The largest of 0 1 2 3 5 10 20 50 100 200 … that is not above `count`. Numbers in a report move in these steps, so
 * that the hundredth restart is no write.
 */
export function inSteps(count: number): number {
  if (count === 3 || count === 4) return 3;
  let best = 0;
  for (let power = 1; power <= count; power *= 10) {
    for (const multiplier of MULTIPLIERS) {
      if (power * multiplier <= count) best = power * multiplier;
    }
  }
  return best;
}

/** Up to here pods are counted one by one: "2 of 6 pods". */
const COUNTED = 100;

/** A number of pods. Where a controller makes hundreds that all end alike, it moves in steps too. */
export function podCount(count: number): number {
  return count <= COUNTED ? count : inSteps(count);
}
