// Why an image could not be pulled, told from the message of the kubelet, which quotes containerd or CRI-O, which
// quotes the registry. Fragments hold a space or a colon, so that no image name can pose as one.

/** The cause of a failed pull. */
export type PullFamily =
  | 'platform'
  | 'noRegistry'
  | 'authCertain'
  | 'rateLimit'
  | 'tls'
  | 'dns'
  | 'disk'
  | 'network'
  | 'accessAmbiguous'
  | 'notFound';

/** The first family with a fragment in the message wins; each entry says why it stands where it stands. */
const PULL_FAMILIES: readonly { readonly family: PullFamily; readonly fragments: string[] }[] = [
  // containerd: "no match for platform in manifest: not found" would else be a missing tag.
  {
    family: 'platform',
    fragments: [
      'no match for platform in manifest',
      'no matching manifest for ',
      // CRI-O.
      'no image found in image index for architecture',
      'no image found in manifest list for architecture',
    ],
  },
  // A page for browsers; containerd ends its message with ": not found".
  {
    family: 'noRegistry',
    fragments: [
      'unexpected media type text/html',
      // Go's encoding/json at the first byte of a page.
      "invalid character '<' looking for beginning of value",
    ],
  },
  // Registries say 401 or 403 and then "not found", so as not to betray what exists.
  {
    family: 'authCertain',
    fragments: [
      '401 Unauthorized',
      '403 Forbidden',
      'unauthorized: authentication required',
      // AWS, of a node that has no credentials for its registry at all.
      'no basic auth credentials',
      'invalid username/password',
      'downloadArtifacts" denied',
    ],
  },
  // Docker Hub answers 429 to the token request too.
  { family: 'rateLimit', fragments: ['429 Too Many Requests', 'toomanyrequests: '] },
  // Go's crypto/x509 and net/http.
  { family: 'tls', fragments: ['x509: ', 'server gave HTTP response to HTTPS client'] },
  // Go's resolver, before "i/o timeout" and the like, which follow when it gets no answer itself.
  {
    family: 'dns',
    fragments: [
      'dial tcp: lookup ',
      'no such host',
      'server misbehaving',
      'Temporary failure in name resolution',
    ],
  },
  // The node's own disk, whatever the registry said before.
  { family: 'disk', fragments: ['no space left on device'] },
  // Go's net package, then what proxies and registries in trouble answer.
  {
    family: 'network',
    fragments: [
      'i/o timeout',
      'connection refused',
      'connection reset by peer',
      'no route to host',
      'network is unreachable',
      'TLS handshake timeout',
      'context deadline exceeded',
      'Client.Timeout exceeded',
      // The kubelet, which then may leave the rest to its own log.
      'because the registry is unavailable',
      '500 Internal Server Error',
      '502 Bad Gateway',
      '503 Service Unavailable',
      '504 Gateway Time',
    ],
  },
  // After the reasons for which no token server could be asked, and before its "404 Not Found".
  {
    family: 'authCertain',
    fragments: ['failed to fetch anonymous token', 'failed to fetch oauth token'],
  },
  // Docker Hub's answer for both a private and a missing repository: no one can tell which.
  {
    family: 'accessAmbiguous',
    fragments: [
      'pull access denied',
      'may require authorization',
      'insufficient_scope: ',
      // The registry's own words, which CRI-O quotes: Docker Hub and GitLab, then Quay.
      'requested access to the resource is denied',
      'access to the requested resource is not authorized',
      // All that GitHub's says, behind the name of the repository.
      ': denied',
    ],
  },
  // Last: "not found" ends many messages of the families above.
  {
    family: 'notFound',
    fragments: [
      'manifest unknown',
      'name unknown',
      'code = NotFound desc',
      ': not found',
      '404 Not Found',
    ],
  },
];

/** Undefined when no fragment is known: the raw text is then the best there is. */
export function pullFamily(message: string): PullFamily | undefined {
  return PULL_FAMILIES.find(({ fragments }) => fragments.some((part) => message.includes(part)))
    ?.family;
}
