// A host that has no name, or does not answer. Whose it is may be said: the log is the service's own.

const NAME = String.raw`([A-Za-z0-9](?:[A-Za-z0-9._-]{0,251}[A-Za-z0-9])?)`;

// Each names the host in its first group.
const UNKNOWN: readonly RegExp[] = [
  // net of Go: "lookup orders-db on 10.96.0.10:53: no such host".
  new RegExp(
    String.raw`\blookup ${NAME}\.?(?: on [^\s:]{1,60}:\d{1,5})?: (?:no such host|server misbehaving|Temporary failure)`,
  ),
  // getaddrinfo in the words of Node.js; of PHP.
  new RegExp(String.raw`\bgetaddrinfo (?:ENOTFOUND|EAI_AGAIN) ${NAME}`),
  new RegExp(String.raw`\bgetaddrinfo for ${NAME} failed`),
  // OpenJDK.
  new RegExp(String.raw`\bjava\.net\.UnknownHostException: ${NAME}`),
  // libpq, curl, nginx, the client of MySQL.
  new RegExp(String.raw`\bcould not translate host name "${NAME}" to address`),
  new RegExp(String.raw`\bCould not resolve host: ${NAME}`, 'i'),
  new RegExp(String.raw`\bhost not found in upstream "${NAME}(?::\d{1,5})?"`),
  new RegExp(String.raw`\bUnknown MySQL server host '${NAME}'`),
  // Erlang, in Elixir.
  new RegExp(String.raw`\(${NAME}:\d{1,5}\): non-existing domain\b`),
  // .NET puts the host behind the words of glibc.
  new RegExp(String.raw`\bName or service not known \(${NAME}:\d{1,5}\)`),
];
// glibc's words for EAI_NONAME and EAI_AGAIN, in Python, Ruby, Rust and C, without the name; the client of Kafka.
const NAMELESS =
  /\bName or service not known\b|\bTemporary failure in name resolution\b|\bnodename nor servname provided\b|\bfailed to lookup address information\b|\bUnknownHostException\b|\bNo resolvable bootstrap urls\b/;

const HOST = String.raw`((?:[A-Za-z0-9][A-Za-z0-9._-]{0,252}|\[[0-9a-fA-F:.]{2,45}\]|[0-9a-fA-F:]{2,39}):\d{1,5})`;

// What keeps a connection from being made, as errno tells it.
const NO_ANSWER = String.raw`(?:connection refused|connection timed out|i/o timeout|no route to host|network is unreachable|host is unreachable|operation timed out)`;
const UNREACHED: readonly RegExp[] = [
  // net of Go.
  new RegExp(String.raw`\bdial tcp (?:\S{1,60}->)?${HOST}: (?:connect: )?${NO_ANSWER}`, 'i'),
  // libuv, in Node.js.
  new RegExp(String.raw`\bconnect (?:ECONNREFUSED|ETIMEDOUT|EHOSTUNREACH|ENETUNREACH) ${HOST}`),
  // pgjdbc; redis-py; .NET; Ruby.
  new RegExp(String.raw`\bConnection to ${HOST} refused`),
  new RegExp(
    String.raw`\bError \d{1,3} connecting to ${HOST}\. (?:Connection refused|Connection timed out|No route)`,
  ),
  new RegExp(String.raw`\bConnection (?:refused|timed out) \(${HOST}\)`),
  new RegExp(String.raw`\bConnection (?:refused|timed out) - connect\(2\) for ${HOST}`),
  // Npgsql; Erlang, in Elixir.
  new RegExp(String.raw`\bFailed to connect to ${HOST}`),
  new RegExp(String.raw`\btcp connect \(${HOST}\): (?:connection refused|timeout)`),
  // Prisma; the client of MySQL.
  new RegExp("\\bCan't reach database server at `" + HOST + '`'),
  new RegExp(String.raw`\bCan't connect to MySQL server on '${HOST}'`),
];
/** Host and port apart: libpq, nc, curl. The older client of MySQL tells no port. */
const APART: readonly RegExp[] = [
  /\bconnection to server at "([^"\s]{1,253})"(?: \([^)]{1,60}\))?, port (\d{1,5}) failed: (?:Connection refused|Connection timed out|timeout expired|No route)/,
  /\bconnect to (\S{1,253}) (?:\([^)]{1,60}\) )?port (\d{1,5}) (?:\(tcp\) failed: (?:Connection refused|Connection timed out|No route)|after \d{1,8} ms: )/,
  /\bCan't connect to MySQL server on '([^':\s]{1,253})'/,
];
// errno alone: Python, Rust, OpenJDK; and whoever quotes it at the end of a sentence.
const HOSTLESS =
  /\[Errno 11[013]\]|\(os error 11[013]\)|\bConnectException: Connection (?:refused|timed out)|\bConnectionRefusedError\b|\bErrno::ECONNREFUSED\b|(?:^|[:\])] )Connection refused(?=$|[.\s(])/;

/** The host that is not found by its name. */
export function unknownHostIn(text: string) {
  const host = groupsOf(UNKNOWN, text)?.[1];
  if (host !== undefined) return { host: `host "${host}"` };
  return NAMELESS.test(text) ? { host: 'the host it calls' } : undefined;
}

/** What does not answer, with its port. */
export function unreachedIn(text: string) {
  const target = groupsOf(UNREACHED, text)?.[1];
  if (target !== undefined) return { target };
  const apart = groupsOf(APART, text);
  if (apart !== undefined) return { target: apart.slice(1).filter(Boolean).join(':') };
  return HOSTLESS.test(text) ? { target: 'a service it needs' } : undefined;
}

function groupsOf(patterns: readonly RegExp[], text: string): RegExpExecArray | undefined {
  for (const pattern of patterns) {
    const match = pattern.exec(text);
    if (match !== null) return match;
  }
  return undefined;
}
