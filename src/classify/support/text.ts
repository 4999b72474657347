/** One line of at most `max` characters, for a fact that is quoted inside a sentence. */
export function brief(text: string, max: number): string {
  // Bounded first, so that the work does not grow with a hostile text.
  const line = text
    .slice(0, max * 4)
    .replaceAll(/\s{2,}|[^\S ]/g, ' ')
    .trim();
  return line.length <= max ? line : `${line.slice(0, max - 1)}…`;
}

/** "a", "a and b", "a, b and c". */
export function joinWords(words: readonly string[]): string {
  const head = words.slice(0, -1).join(', ');
  const last = words.at(-1) ?? '';
  return head === '' ? last : `${head} and ${last}`;
}

/** "1 node", "3 nodes". */
export function plural(count: number, noun: string, many = `${noun}s`): string {
  return `${count} ${count === 1 ? noun : many}`;
}

/** Sorts texts in one order in every locale. */
export function byLetters(left: string, right: string): number {
  if (left < right) return -1;
  return 1;
}

/** A part of a message that differs between two tries of the same thing or between two pods. */
interface Noise {
  /** What every such part holds: looking for a plain text costs next to nothing, and most messages have none of them. */
  readonly sign: string;
  readonly pattern: RegExp;
  readonly instead: string;
}

const RETRY_NOISE: readonly Noise[] = [
  {
    // The kubelet puts this head before the cause between the tries, and leaves it out during them.
    sign: 'Back-off pulling image "',
    pattern: /^Back-off pulling image "[^"]{1,700}": [A-Za-z]{1,60}: /,
    instead: '',
  },
  {
    // The kubelet about runAsNonRoot; name and uid are those of one pod of many.
    sign: ' (pod: "',
    pattern: / \(pod: "[^"]{1,400}", container: [a-z0-9-]{1,63}\)/,
    instead: '',
  },
  // The HPA controller about requests; it names whichever pod it looked at first.
  { sign: ' of Pod ', pattern: / of Pod [a-z0-9.-]{1,253}/, instead: '' },
  // The kubelet's directory of the pod, in the words of mount.
  { sign: '/pods/', pattern: /\/pods\/[0-9a-f-]{36}\//g, instead: '/pods/<uid>/' },
  // The id of a container or sandbox, which is another at each try.
  { sign: '', pattern: /\b[0-9a-f]{64}\b/g, instead: '<id>' },
  // runc's log, which CRI-O quotes.
  { sign: 'time="', pattern: /\btime="[^"]{1,40}" level=/, instead: 'level=' },
  // Go's net package: the port that this end of a connection happened to get.
  { sign: '->', pattern: /:\d{1,5}->/g, instead: '->' },
];

/** A message of Kubernetes without what changes at each try: a quote that moves is a write each time. */
export function steadyText(text: string): string {
  let steady = text;
  for (const { sign, pattern, instead } of RETRY_NOISE) {
    if (steady.includes(sign)) steady = steady.replace(pattern, instead);
  }
  return steady;
}
