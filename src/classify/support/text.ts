/** One line of at most `max` characters, for a fact that is quoted inside a sentence. */
export function brief(text: string, max: number): string {
  // Bounded first, so that the work does not grow with a hostile text.
  const line = text
    .slice(0, max * 4)
    .replaceAll(/\s+/g, ' ')
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

/** What differs between two tries of the same thing or between two pods, and whose words it is part of. */
const RETRY_NOISE: readonly (readonly [RegExp, string])[] = [
  // The kubelet puts this head before the cause between the tries, and leaves it out during them.
  [/^Back-off pulling image "[^"]{1,700}": [A-Za-z]{1,60}: /, ''],
  // The kubelet about runAsNonRoot; name and uid are those of one pod of many.
  [/ \(pod: "[^"]{1,400}", container: [a-z0-9-]{1,63}\)/, ''],
  // The HPA controller about requests; it names whichever pod it looked at first.
  [/ of Pod [a-z0-9.-]{1,253}/, ''],
  // The kubelet's directory of the pod, in the words of mount.
  [/\/pods\/[0-9a-f-]{36}\//g, '/pods/<uid>/'],
  // The id of a container or sandbox, which is another at each try.
  [/\b[0-9a-f]{64}\b/g, '<id>'],
  // runc's log, which CRI-O quotes.
  [/\btime="[^"]{1,40}" level=/, 'level='],
  // Go's net package: the port that this end of a connection happened to get.
  [/:\d{1,5}->/g, '->'],
];

/** A message of Kubernetes without what changes at each try: a quote that moves is a write each time. */
export function steadyText(text: string): string {
  let steady = text;
  for (const [noise, instead] of RETRY_NOISE) steady = steady.replace(noise, instead);
  return steady;
}
