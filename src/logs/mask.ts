// What differs between two runs of the same failure: instants, numbers, addresses, ids. What stays is its template.

/** Applied in this order: the longer shapes hold the shorter ones. All are bounded and begin at a fixed place. */
const SHAPES: readonly (readonly [RegExp, string])[] = [
  // Another token is the same failure.
  [/\[redacted:[0-9a-f]{1,6}\]/g, '[redacted]'],
  // 2026-11-23T04:25:01.123Z and its kin, also with a space, a comma or an offset; then plain dates and times of day.
  [
    /\b\d{4}[-/]\d{2}[-/]\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2}(?:[.,]\d{1,9})?)?)?(?:Z|[+-]\d{2}:?\d{2})?/g,
    '<time>',
  ],
  [/\b\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?/g, '<time>'],
  [/\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b/gi, '<id>'],
  [/\b0x[0-9a-f]{1,16}\b/gi, '<id>'],
  // com.example.Order@1b2c3d4, as Java names an object without a name.
  [/@[0-9a-f]{5,8}\b/g, '@<id>'],
  // Pods of a Deployment, a DaemonSet or a Job, which the application learns from HOSTNAME. The API server makes the
  // suffix without vowels.
  [/-[bcdf0-9]{8,10}-[a-z0-9]{5}\b/g, '-<pod>'],
  [/-(?!https\b)[bcdfghjklmnpqrstvwxz2456789]{5}\b/g, '-<pod>'],
  [/\b(?:\d{1,3}\.){3}\d{1,3}(?::\d{1,5})?\b/g, '<address>'],
  [/\[[0-9a-f]{0,4}:[0-9a-f:]{1,40}\](?::\d{1,5})?|::1\b(?::\d{1,5})?/gi, '<address>'],
  // Hashes and tokens: long, with a digit among the letters.
  [/\b(?=[a-z0-9_-]{0,63}\d)[a-z0-9_-]{20,64}\b/gi, '<id>'],
  [/\b(?=[0-9a-f]{0,63}\d)[0-9a-f]{7,64}\b/gi, '<id>'],
  // 2h0m4s, 1m30s, 87.2µs.
  [/\b(?:\d{1,9}(?:\.\d{1,9})?(?:ns|us|µs|ms|s|m|h|d)){1,5}(?![a-zµ])/gi, '<n>'],
  // 12, 1.5, 12ms, 3GiB, -1, 1,024, worker17.
  [/\d{1,20}(?:[.,]\d{1,20}){0,4}(?:[a-zµ%]{1,3}\b)?/gi, '<n>'],
  [/\s{1,200}/g, ' '],
];

/** A number that says what went wrong and not how often: it differs between failures, not between runs. */
const TELLING =
  /\b(?:status(?: code)?|exit code|errno|os error|Errno|HTTP)[ :=]{1,2}(\d{1,4})\b|\bORA-(\d{5})\b/g;
/** Stands for one digit while numbers are taken out: letters of no word. */
const KEPT = 'abcdefghij';

/** The text with everything taken out that is another at the next crash. */
export function mask(text: string): string {
  let masked = text.replace(TELLING, (match) => match.replace(/\d/g, spelled));
  for (const [shape, instead] of SHAPES) masked = masked.replace(shape, instead);
  return masked.trim();
}

function spelled(digit: string): string {
  return `~${KEPT[Number(digit)] ?? ''}`;
}
