// What differs between two tries of one pull. A registry has several addresses, and Go names the one it got to.
const TRY_NOISE: readonly (readonly [RegExp, string])[] = [
  // Go's resolver: the server that it asked, one of those in the node's resolv.conf.
  [/(\blookup \S{1,253}) on \S{1,80}:\d{1,5}(?=:)/, '$1'],
  // Go's net package: one of the registry's addresses, and the port that this end happened to get.
  [/\b((?:dial|read|write) (?:tcp|udp)) \S{1,80}:\d{1,5}(?=:)/, '$1'],
  // containerd: the mirror that it got to.
  [/\bpulling from host \S{1,253} failed\b/, 'pulling failed'],
  // Go's crypto/x509, about a certificate out of its time.
  [/ current time \S{1,40} is (?=after|before)/, ' now is '],
  // Where a registry keeps its layers: signed anew for each try.
  [/(\bhttps?:\/\/[^\s"?]{1,500})\?[^\s"]{0,2000}[^\s":]/, '$1'],
];

/** A message about a failed pull without addresses, ports and instants: two tries that fail alike read alike. */
export function steadyPullText(message: string): string {
  let steady = message;
  for (const [noise, instead] of TRY_NOISE) steady = steady.replace(noise, instead);
  return steady;
}
