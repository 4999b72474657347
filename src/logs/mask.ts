// What differs between two runs of the same failure: instants, numbers, addresses, ids. What stays is its template.

/** Applied in this order: the longer shapes hold the shorter ones. All are bounded and begin at a fixed place. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  // 2026-11-23T04:25:01.123Z and its kin, also with a space, a comma or an offset; then plain dates and times of day.
  [
    /\b\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)?(?:Z|[+-]\d{2}:?\d{2})?/g,
    '<time>',
  ],
  [/\b\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?/g, '<time>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b0x[0-9a-f]{1,16}\b/gi, '<id>'],
  // Pods of a Deployment or DaemonSet, which the application learns from HOSTNAME.
  [/-[bcdf0-9]{8,10}-[a-z0-9]{5}\b/g, '-<pod>'],
  [/\b(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?\b/g, '<address>'],
  [/\[[0-9a-f:]{2,45}\](?::\d{1,5})?/gi, '<address>'],
  // Hashes and tokens: long, with a digit among the letters.
  [/\b(?=[a-z0-9_-]{0,63}\d)[a-z0-9_-]{20,64}\b/gi, '<id>'],
  [/\b(?=[0-9a-f]{0,63}\d)[0-9a-f]{8,64}\b/gi, '<id>'],
  // 12, 1.5, 12ms, 3GiB, -1, 1,024.
  [/\b\d{1,20}(?:[.,]\d{1,20}){0,4}(?:[a-zµ%]{1,3}\b)?/gi, '<n>'],
  [/\s{1,200}/g, ' '],
];

/** The text with everything taken out that is another at the next crash. */
export function mask(text: string): string {
  let masked = text;
  for (const [shape, instead] of SHAPES) masked = masked.replace(shape, instead);
  return masked.trim();
}
