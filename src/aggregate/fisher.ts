// Fisher's exact test: how likely chance alone would put so many of the failing pods among those with one trait.

/** How many pods were compared, how many of them have the trait, how many fail, and how many do both. */
export interface Table {
  readonly all: number;
  readonly having: number;
  readonly failing: number;
  readonly both: number;
}

/** ln(k!) for each k up to `most`: one addition each, so it costs no more than looking at the pods. */
export function logFactorials(most: number): Float64Array {
  const logs = new Float64Array(most + 1);
  let sum = 0;
  for (let k = 2; k <= most; k += 1) {
    sum += Math.log(k);
    logs[k] = sum;
  }
  return logs;
}

/**
 * The natural logarithm of the one-sided probability that `both` or more of the failing pods have the trait, were they
 * drawn by lot. As a logarithm, because of 3,000 pods it has up to nine hundred zeros. 0, which is certainty, for a
 * trait that is no more frequent among the failing pods than among all.
 */
export function logTail(table: Table, logs: Float64Array): number {
  const { all, having, failing, both } = table;
  if (both * all <= having * failing) return 0;
  // Above the mean each term is smaller than the one before it, so the sum stays small.
  let term = 1;
  let sum = 1;
  for (let k = both; k < Math.min(having, failing); k += 1) {
    term *= ((having - k) * (failing - k)) / ((k + 1) * (all - having - failing + k + 1));
    sum += term;
  }
  return Math.min(0, logExactly(table, logs) + Math.log(sum));
}

/** The least that `logTail` could say of these numbers: all that can fail with the trait do. */
export function logBest({ all, having, failing }: Table, logs: Float64Array): number {
  return logExactly({ all, having, failing, both: Math.min(having, failing) }, logs);
}

function logExactly({ all, having, failing, both }: Table, logs: Float64Array): number {
  return (
    logChoose(having, both, logs) +
    logChoose(all - having, failing - both, logs) -
    logChoose(all, failing, logs)
  );
}

function logChoose(from: number, some: number, logs: Float64Array): number {
  return (logs[from] ?? 0) - (logs[some] ?? 0) - (logs[from - some] ?? 0);
}
