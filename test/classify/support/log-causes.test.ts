// What programs say of their end, each in the wording of whoever wrote it.
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { withOnce } from '../../../src/classify/once.ts';
import { crashLog } from '../../../src/classify/support/example-logs.ts';
import { exampleSnapshot } from '../../../src/classify/support/example-snapshot.ts';
import { logCauses } from '../../../src/classify/support/log-causes.ts';
import type { LogCaptureFact } from '../../../src/facts/index.ts';
import { readLog } from '../../../src/logs/read-log.ts';

/** "unreached: 10.0.0.7:5432"; empty when nothing known is said. */
function told(capture: LogCaptureFact): string {
  const [cause] = logCauses(withOnce(exampleSnapshot({ logs: [capture] }))).values();
  if (cause === undefined) return '';
  const { advice: _, ...details } = cause.details;
  return `${cause.kind}: ${Object.values(details).join(', ')}`;
}

function toldOfLog(text: string): string {
  const reading = readLog({ text, isHeadCut: false, isTailCut: false });
  return told(crashLog(reading.lines, reading));
}

const heap = 'memory: the heap of';

test.each([
  // V8, OpenJDK, PHP, .NET, CPython, libstdc++, Go, Rust.
  [
    '[1:0x55]  312 ms: x\nFATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
    `${heap} Node.js`,
  ],
  [
    'Terminating due to java.lang.OutOfMemoryError: Java heap space',
    `${heap} its Java virtual machine`,
  ],
  [
    'PHP Fatal error:  Allowed memory size of 134217728 bytes exhausted (tried to allocate 20480 bytes) in /app/a.php on line 3',
    'memory: the memory that PHP allows a script',
  ],
  [
    "Unhandled exception. System.OutOfMemoryException: Exception of type 'System.OutOfMemoryException' was thrown.\n   at Shop.Program.Main(String[] args)",
    `${heap} .NET`,
  ],
  ['MemoryError', 'memory: its memory'],
  [
    "terminate called after throwing an instance of 'std::bad_alloc'\n  what():  std::bad_alloc",
    'memory: its memory',
  ],
  [
    'runtime: out of memory: cannot allocate 4194304-byte block (3988783104 in use)\nfatal error: out of memory',
    'memory: its memory',
  ],
  ['memory allocation of 70368744177664 bytes failed', 'memory: its memory'],
  // Ports: Go, Node.js, Python, Spring Boot, nginx, Go and Node.js below 1024.
  [
    'listen tcp :8080: bind: address already in use',
    'port: port 8080, another process in its pod, or of its own, has taken it',
  ],
  [
    'Error: listen EADDRINUSE: address already in use :::3000',
    'port: port 3000, another process in its pod, or of its own, has taken it',
  ],
  [
    'OSError: [Errno 98] Address already in use',
    'port: its port, another process in its pod, or of its own, has taken it',
  ],
  [
    'Web server failed to start. Port 8080 was already in use.',
    'port: port 8080, another process in its pod, or of its own, has taken it',
  ],
  [
    'nginx: [emerg] bind() to 0.0.0.0:80 failed (13: Permission denied)',
    'port: port 80, ports below 1024 are not for every user',
  ],
  [
    '2026-11-30T23:50:37Z listen tcp :443: bind: permission denied',
    'port: port 443, ports below 1024 are not for every user',
  ],
  [
    'Error: listen EACCES: permission denied 0.0.0.0:80',
    'port: port 80, ports below 1024 are not for every user',
  ],
  // Certificates: Go, Node.js, Python, OpenJDK, .NET.
  [
    'tls: failed to verify certificate: x509: certificate signed by unknown authority',
    'certificate: is signed by an authority that the program does not know',
  ],
  [
    'x509: certificate has expired or is not yet valid: current time 2026-11-30T00:00:00Z is after 2026-11-01T00:00:00Z',
    'certificate: has expired',
  ],
  [
    'Error: self-signed certificate in certificate chain',
    'certificate: is signed by an authority that the program does not know',
  ],
  [
    'ssl.SSLCertVerificationError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: certificate has expired (_ssl.c:1006)',
    'certificate: has expired',
  ],
  [
    'javax.net.ssl.SSLHandshakeException: PKIX path building failed: unable to find valid certification path',
    'certificate: is signed by an authority that the program does not know',
  ],
  [
    'x509: certificate is valid for db.shop, not orders-db',
    'certificate: is for another name than the one that was called',
  ],
  [
    'fatal: The remote certificate is invalid according to the validation procedure',
    'certificate: is not accepted',
  ],
  // Names: Go, Node.js, OpenJDK, libpq, curl, nginx, glibc in Python and Rust.
  [
    'dial tcp: lookup orders-db.shop on 10.96.0.10:53: no such host',
    'unknownHost: host "orders-db.shop"',
  ],
  ['Error: getaddrinfo EAI_AGAIN redis', 'unknownHost: host "redis"'],
  [
    'java.net.UnknownHostException: orders-db: Name or service not known',
    'unknownHost: host "orders-db"',
  ],
  [
    'psycopg2.OperationalError: could not translate host name "orders-db" to address: Name or service not known',
    'unknownHost: host "orders-db"',
  ],
  ['curl: (6) Could not resolve host: orders', 'unknownHost: host "orders"'],
  [
    'nginx: [emerg] host not found in upstream "orders:8080" in /etc/nginx/conf.d/default.conf:3',
    'unknownHost: host "orders"',
  ],
  [
    'socket.gaierror: [Errno -3] Temporary failure in name resolution',
    'unknownHost: the host it calls',
  ],
  [
    'Error: failed to lookup address information: Name or service not known',
    'unknownHost: the host it calls',
  ],
  // What does not answer: Go, Node.js, libpq, pgjdbc, redis-py, .NET, Ruby, Prisma, Python, Rust.
  ['dial tcp 10.0.0.7:5432: connect: connection refused', 'unreached: 10.0.0.7:5432'],
  ['dial tcp 10.1.0.3:39482->10.0.0.7:5432: i/o timeout', 'unreached: 10.0.0.7:5432'],
  ['dial tcp [fd00::7]:5432: connect: no route to host', 'unreached: [fd00::7]:5432'],
  ['MongoServerSelectionError: connect ECONNREFUSED 10.0.0.7:27017', 'unreached: 10.0.0.7:27017'],
  [
    'psycopg.OperationalError: connection failed: connection to server at "orders-db" (10.0.0.7), port 5432 failed: Connection refused',
    'unreached: orders-db:5432',
  ],
  [
    'org.postgresql.util.PSQLException: Connection to orders-db:5432 refused. Check that the hostname and port are correct',
    'unreached: orders-db:5432',
  ],
  [
    'redis.exceptions.ConnectionError: Error 111 connecting to redis:6379. Connection refused.',
    'unreached: redis:6379',
  ],
  [
    'System.Net.Http.HttpRequestException: Connection refused (orders:8080)',
    'unreached: orders:8080',
  ],
  ["Can't reach database server at `orders-db:5432`", 'unreached: orders-db:5432'],
  ['ConnectionRefusedError: [Errno 111] Connection refused', 'unreached: a service it needs'],
  ['Error: Connection refused (os error 111)', 'unreached: a service it needs'],
  // Files: Go, Node.js, Python, OpenJDK, shells, .NET.
  [
    'mkdir /var/cache/shop: read-only file system',
    'file: the file system at "/var/cache/shop" is read-only',
  ],
  [
    "Error: EROFS: read-only file system, open '/app/cache.json'",
    'file: the file system at "/app/cache.json" is read-only',
  ],
  [
    "PermissionError: [Errno 13] Permission denied: '/data/orders.db'",
    'file: its user has no permission for "/data/orders.db"',
  ],
  [
    "Error: EACCES: permission denied, mkdir '/data/x'",
    'file: its user has no permission for "/data/x"',
  ],
  [
    'java.nio.file.AccessDeniedException: /data/orders',
    'file: its user has no permission for "/data/orders"',
  ],
  [
    '/docker-entrypoint.sh: line 3: /data/pid: Permission denied',
    'file: its user has no permission for "/data/pid"',
  ],
  // Settings: in words, Python, Ruby, shells, Spring, files.
  ['Error: environment variable DATABASE_URL is not set', 'setting: the setting DATABASE_URL'],
  ['fatal: missing required environment variable: API_HOST', 'setting: the setting API_HOST'],
  ['config: DATABASE_URL must be set', 'setting: the setting DATABASE_URL'],
  ["KeyError: 'DATABASE_URL'", 'setting: the setting DATABASE_URL'],
  [
    '/app/key.rb:1:in `fetch\': key not found: "DATABASE_URL" (KeyError)',
    'setting: the setting DATABASE_URL',
  ],
  ['/entrypoint.sh: line 4: DATABASE_URL: unbound variable', 'setting: the setting DATABASE_URL'],
  [
    'java.lang.IllegalArgumentException: Could not resolve placeholder \'orders.url\' in value "${orders.url}"',
    'setting: the setting orders.url',
  ],
  [
    'open /etc/shop/config.yaml: no such file or directory',
    'setting: the file "/etc/shop/config.yaml"',
  ],
  [
    "FileNotFoundError: [Errno 2] No such file or directory: '/etc/shop/settings.json'",
    'setting: the file "/etc/shop/settings.json"',
  ],
  // A message whose first line is empty.
  [
    "PrismaClientInitializationError: \nInvalid `prisma.order.findMany()` invocation:\n\n\nCan't reach database server at `orders-db:5432`\n\nPlease make sure your database server is running.\n    at main (/app/a.js:3:1)",
    'unreached: orders-db:5432',
  ],
  // A record.
  [
    '{"level":"fatal","error":"dial tcp 10.0.0.7:5432: connect: connection refused","msg":"cannot start"}',
    'unreached: 10.0.0.7:5432',
  ],
  // An end is often said once more.
  ['Error: connect ECONNREFUSED 10.0.0.7:5432\nexiting', 'unreached: 10.0.0.7:5432'],
])('%j', (text, expected) => {
  expect(toldOfLog(text)).toBe(expected);
});

test.each([
  [
    'a try that was survived',
    'Error: connect ECONNREFUSED 10.0.0.7:5432\nError: cannot parse order 17',
  ],
  ['a warning', 'WARN dial tcp 10.0.0.7:5432: connect: connection refused, trying again'],
  ['a record of a warning', '{"level":40,"msg":"connect ECONNREFUSED 10.0.0.7:5432"}'],
  ['an old line', `Error: connect ECONNREFUSED 10.0.0.7:5432\n${'ready\n'.repeat(9)}bye`],
  [
    'a dependency in the log of an exception about something else',
    'connect ECONNREFUSED 10.0.0.7:5432\njava.lang.NullPointerException\n\tat com.example.Shop.load(Shop.java:3)',
  ],
  [
    'a line behind an exception without a message',
    'java.lang.NullPointerException\n\tat com.example.Shop.load(Shop.java:3)\nconnect ECONNREFUSED 10.0.0.7:5432',
  ],
  ['a table that a database denies', 'ERROR: permission denied for table orders'],
  ['a key that git does not accept', 'git@example.com: Permission denied (publickey).'],
  [
    'threads that cannot be made',
    'java.lang.OutOfMemoryError: unable to create native thread: possibly out of memory or process/resource limits reached',
  ],
  ['a key of data', "KeyError: 'total'"],
  ['a word that is no setting', 'ERROR is not set'],
  [
    'a file that is no setting',
    "FileNotFoundError: [Errno 2] No such file or directory: '/data/orders.csv'",
  ],
  ['nothing', ''],
])('%s says nothing known', (_claim, text) => {
  expect(toldOfLog(text)).toBe('');
});

/** Of programs that really died of it. */
test.each([
  ['go-bind', 'port: port 38174, another process in its pod, or of its own, has taken it'],
  ['go-logfatal', 'unreached: 127.0.0.1:1'],
  ['java-bind', 'port: its port, another process in its pod, or of its own, has taken it'],
  ['java-dns', 'unknownHost: host "orders-db.invalid"'],
  ['java-oom', `${heap} its Java virtual machine`],
  ['java-suppressed', 'unreached: a service it needs'],
  ['json-logrus', 'unreached: 10.0.0.7:5432'],
  ['json-slog', 'unreached: 10.0.0.7:5432'],
  ['json-pino', 'unreached: 10.0.0.7:5432'],
  ['node-bind', 'port: port 38173, another process in its pod, or of its own, has taken it'],
  ['node-dns', 'unknownHost: host "orders-db.invalid"'],
  ['node-heap', `${heap} Node.js`],
  ['php-mem', 'memory: the memory that PHP allows a script'],
  ['python-dns', 'unknownHost: the host it calls'],
  ['python-env', 'setting: the setting DATABASE_URL'],
  ['python-mem', 'memory: its memory'],
  ['python-oserr', 'unreached: a service it needs'],
  ['ruby-dns', 'unknownHost: the host it calls'],
  ['ruby-key', 'setting: the setting DATABASE_URL'],
  ['ruby-logger', 'unreached: 10.0.0.7:5432'],
  ['rust-anyhow-one', 'unreached: a service it needs'],
  ['cpp-a', 'memory: its memory'],
  // A recursion is no full heap, and none of these names what is missing.
  ['python-recur', ''],
  ['node-emitter', ''],
  ['java-pool', ''],
  ['go-deadlock', ''],
])('the log of %s', (name, expected) => {
  const file = join(import.meta.dirname, '../../logs/traces', `${name}.txt`);
  expect(toldOfLog(readFileSync(file, 'utf8'))).toBe(expected);
});

/** Held out until the patterns were done: as first tried 52 of 70 were right, 18 were silent, and none was wrong. */
const heldOut: readonly (readonly [string, string])[] = [
  ['unreached', `ERROR 2003 (HY000): Can't connect to MySQL server on 'mysql:3306' (111)`],
  ['unreached', `ERROR 2002 (HY000): Can't connect to MySQL server on 'mysql' (115)`],
  [
    'unreached',
    `sqlalchemy.exc.OperationalError: (psycopg2.OperationalError) connection to server at "db" (10.0.0.5), port 5432 failed: Connection refused`,
  ],
  [
    'unknownHost',
    `django.db.utils.OperationalError: could not translate host name "db" to address: Temporary failure in name resolution`,
  ],
  ['unreached', `kombu.exceptions.OperationalError: [Errno 111] Connection refused`],
  [
    'unreached',
    `pymongo.errors.ServerSelectionTimeoutError: mongo:27017: [Errno 111] Connection refused (configured timeouts: socketTimeoutMS: 20000.0ms)`,
  ],
  [
    'unknownHost',
    `org.apache.kafka.common.config.ConfigException: No resolvable bootstrap urls given in bootstrap.servers`,
  ],
  [
    'unreached',
    `SequelizeConnectionRefusedError: connect ECONNREFUSED 10.0.0.1:3306\n    at Client._connectionCallback (/app/node_modules/sequelize/lib/x.js:1:2)`,
  ],
  [
    'unknownHost',
    `SequelizeHostNotFoundError: getaddrinfo ENOTFOUND mysql\n    at x (/app/a.js:1:2)`,
  ],
  [
    'unreached',
    `com.mysql.cj.jdbc.exceptions.CommunicationsException: Communications link failure\n\tat com.mysql.cj.X.y(X.java:3)\nCaused by: java.net.ConnectException: Connection refused\n\tat sun.nio.ch.Net.connect(Net.java:3)`,
  ],
  [
    'unreached',
    '2026/11/30 10:00:00 failed to connect to `host=db user=app database=shop`: dial error (dial tcp 10.0.0.5:5432: connect: connection refused)',
  ],
  [
    'unknownHost',
    '2026/11/30 10:00:00 failed to connect to `user=app database=shop`: hostname resolving error: lookup db: no such host',
  ],
  [
    'unknownHost',
    'panic: dial tcp: lookup redis on 10.96.0.10:53: server misbehaving\n\ngoroutine 1 [running]:\nmain.main()\n\t/a.go:1 +0x1',
  ],
  ['', 'Error: context deadline exceeded'],
  ['unreached', 'nc: connect to db (10.0.0.1) port 5432 (tcp) failed: Connection refused'],
  [
    'unreached',
    `curl: (7) Failed to connect to orders port 8080 after 1 ms: Couldn't connect to server`,
  ],
  ['unreached', `wget: can't connect to remote host (10.0.0.1): Connection refused`],
  [
    'unreached',
    'Unhandled exception. System.Net.Sockets.SocketException (111): Connection refused\n   at System.Net.Sockets.Socket.Connect(EndPoint remoteEP)',
  ],
  [
    'unreached',
    'Unhandled exception. Npgsql.NpgsqlException (0x80004005): Failed to connect to 10.0.0.7:5432\n ---> System.Net.Sockets.SocketException (111): Connection refused\n   at System.Net.Sockets.Socket.Connect(EndPoint remoteEP)\n   --- End of inner exception stack trace ---\n   at Shop.Program.Main(String[] args) in /src/Program.cs:line 3',
  ],
  [
    'unreached',
    '** (DBConnection.ConnectionError) tcp connect (db:5432): connection refused - :econnrefused',
  ],
  [
    'unknownHost',
    '** (DBConnection.ConnectionError) tcp connect (db:5432): non-existing domain - :nxdomain',
  ],
  [
    'unreached',
    'PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [2002] Connection refused in /app/src/Db.php:12\nStack trace:\n#0 {main}',
  ],
  [
    'unknownHost',
    'PHP Fatal error:  Uncaught PDOException: SQLSTATE[HY000] [2002] php_network_getaddresses: getaddrinfo for db failed: Name or service not known in /app/src/Db.php:12\nStack trace:\n#0 {main}',
  ],
  [
    'unreached',
    `PG::ConnectionBad: connection to server at "10.0.0.1", port 5432 failed: Connection refused`,
  ],
  [
    'file',
    `initdb: error: could not change permissions of directory "/var/lib/postgresql/data": Operation not permitted`,
  ],
  [
    'file',
    `mkdir: cannot create directory \u2018/bitnami/postgresql/data\u2019: Permission denied`,
  ],
  ['file', `mkdir: can't create directory 'var/tmp': Permission denied`],
  ['file', 'touch: /data/x: Read-only file system'],
  [
    'file',
    '2026/11/30 10:00:00 [emerg] 1#1: mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)\nnginx: [emerg] mkdir() "/var/cache/nginx/client_temp" failed (13: Permission denied)',
  ],
  ['file', 'nginx: [emerg] open() "/var/run/nginx.pid" failed (30: Read-only file system)'],
  [
    'file',
    `Traceback (most recent call last):\n  File "/app/a.py", line 1, in <module>\n    x\nOSError: [Errno 30] Read-only file system: '/app/logs'`,
  ],
  ['file', 'java.io.IOException: Read-only file system\n\tat java.io.File.create(File.java:1)'],
  [
    'file',
    `Unhandled exception. System.UnauthorizedAccessException: Access to the path '/app/keys' is denied.\n   at System.IO.X.Y(String z)`,
  ],
  ['file', `PermissionError: [Errno 13] Permission denied: 'app.log'`],
  ['file', 'chown: /srv/data: Operation not permitted'],
  [
    'port',
    `ERROR:    [Errno 98] error while attempting to bind on address ('0.0.0.0', 8000): address already in use`,
  ],
  [
    'port',
    'java.io.IOException: Failed to bind to address http://0.0.0.0:80: address already in use.',
  ],
  ['port', '(98)Address already in use: AH00072: make_sock: could not bind to address 0.0.0.0:80'],
  ['port', '(13)Permission denied: AH00072: make_sock: could not bind to address 0.0.0.0:80'],
  [
    'setting',
    'panic: required key DATABASE_URL missing value\n\ngoroutine 1 [running]:\nmain.main()\n\t/a.go:1 +0x1',
  ],
  ['setting', 'env: required environment variable "DATABASE_URL" is not set'],
  [
    'setting',
    'django.core.exceptions.ImproperlyConfigured: Set the DATABASE_URL environment variable',
  ],
  [
    'setting',
    'decouple.UndefinedValueError: DATABASE_URL not found. Declare it as envvar or define a default value.',
  ],
  ['setting', 'Error: Missing required env var: DATABASE_URL\n    at main (/app/a.js:1:2)'],
  ['setting', 'error: Environment variable not found: DATABASE_URL.'],
  [
    'setting',
    'panic: DATABASE_URL environment variable required\n\ngoroutine 1 [running]:\nmain.main()\n\t/a.go:1 +0x1',
  ],
  [
    'setting',
    'java.lang.IllegalStateException: Required environment variable DATABASE_URL is not set\n\tat a.B.c(B.java:1)',
  ],
  ['setting', 'configuration file /etc/shop/shop.conf not found'],
  [
    'certificate',
    'javax.net.ssl.SSLHandshakeException: PKIX path validation failed: java.security.cert.CertPathValidatorException: validity check failed\n\tat a.B.c(B.java:1)',
  ],
  ['certificate', 'curl: (60) SSL certificate problem: unable to get local issuer certificate'],
  [
    'certificate',
    'requests.exceptions.SSLError: [SSL: CERTIFICATE_VERIFY_FAILED] certificate verify failed: self signed certificate (_ssl.c:1131)',
  ],
  [
    'certificate',
    'System.Security.Authentication.AuthenticationException: The remote certificate is invalid because of errors in the certificate chain: UntrustedRoot',
  ],
  ['memory', 'java.lang.OutOfMemoryError: Metaspace\n\tat a.B.c(B.java:1)'],
  [
    'memory',
    'Exception: java.lang.OutOfMemoryError thrown from the UncaughtExceptionHandler in thread "main"',
  ],
  ['memory', 'fatal error: runtime: cannot allocate memory\n\nruntime stack:'],
  [
    'memory',
    'numpy.core._exceptions._ArrayMemoryError: Unable to allocate 7.45 GiB for an array with shape (1000000000,) and data type float64',
  ],
  ['', 'ERROR: permission denied for schema public'],
  ['', 'FATAL:  password authentication failed for user "app"'],
  [
    '',
    'pods is forbidden: User "system:serviceaccount:shop:web" cannot list resource "pods" in API group ""',
  ],
  [
    '',
    "Error: Cannot find module '/app/dist/main.js'\nRequire stack:\n    at f (node:internal/x:1:2)",
  ],
  ['', "FileNotFoundError: [Errno 2] No such file or directory: '/data/in.csv'"],
  ['', 'read tcp 10.0.0.1:3000->10.0.0.7:5432: read: connection reset by peer'],
  ['', 'panic: close of closed channel\n\ngoroutine 1 [running]:\nmain.main()\n\t/a.go:1 +0x1'],
  ['', 'INFO certificate has expired handling enabled\nError: queue is gone'],
  ['', 'DEBUG environment variable is set\nError: nothing to do'],
  ['', 'SyntaxError: Unexpected token } in JSON at position 12\n    at f (/app/a.js:1:2)'],
  ['', "TypeError: Cannot read properties of undefined (reading 'port')\n    at f (/app/a.js:1:2)"],
  ['', 'Error: listen tcp: missing port in address'],
  ['', 'AssertionError: expected connection refused to be handled\n    at f (/app/a.test.js:1:2)'],
  ['', "ValueError: invalid literal for int() with base 10: 'DATABASE_PORT'"],
];

test.each(heldOut)('%s is what is said by %j', (kind, text) => {
  expect(toldOfLog(text).split(':')[0]).toBe(kind);
});

test.each([
  `dial tcp ${'a'.repeat(250)}:5432: connect: connection refused`,
  `Error: getaddrinfo ENOTFOUND ${'a'.repeat(250)}`,
  `open /${'a'.repeat(190)}.yaml: no such file or directory`,
  `/${'a'.repeat(190)}: Permission denied`,
])('%j is told in no more than a title can hold', (text) => {
  const said = toldOfLog(text);
  expect(said.length).toBeGreaterThan(100);
  expect(said.length).toBeLessThanOrEqual('unknownHost: '.length + 160);
});
