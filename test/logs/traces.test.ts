// What real programs printed when they died: of OpenJDK 17, CPython 3.11, Node.js 24, Go 1.26, Rust 1.95, Ruby 3.1, PHP 8.2
// and GCC 12, and through pino, bunyan, winston, logback with its logstash encoder, python-json-logger, structlog, zap,
// logrus, zerolog, slog and klog. Each program was written for this.
import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { findCrash } from '../../src/logs/crash/find-crash.ts';
import { expandRecords } from '../../src/logs/json-lines.ts';
import { sanitise } from '../../src/logs/text/sanitise.ts';

const folder = join(import.meta.dirname, 'traces');

/** Language, then each failure with the first call in own code; empty: plain lines, of which no runtime tells. */
const told: Readonly<Record<string, readonly string[]>> = {
  'cpp-a': ['c++', 'std::bad_alloc: std::bad_alloc'],
  'cpp-b': ['c++', 'order_error: order 7 is unknown'],
  'go-bind': [],
  'go-custom': ['go', 'panic: main.code(3) < main.main'],
  'go-deadlock': ['go', 'fatal error: all goroutines are asleep - deadlock! < main.wait'],
  'go-errpanic': ['go', 'panic: load: order 7 is not known < main.main'],
  'go-goroutine': [
    'go',
    'panic: runtime error: invalid memory address or nil pointer dereference < main.job.run',
  ],
  'go-httppanic': ['go', 'panic: assignment to entry in nil map < main.handler'],
  'go-klogfatal': [],
  'go-logfatal': [],
  'go-logpanic': ['go', 'panic: cannot open /data < main.open'],
  'go-logrustext': ['go', 'panic: (*logrus.Entry) 0x3631ab6fc230 < main.main'],
  'go-mapwrite': ['go', 'fatal error: concurrent map writes < main.write'],
  'go-nested': ['go', 'panic: run failed < main.closeIt'],
  'go-overflow': ['go', 'fatal error: stack overflow < main.depth'],
  'go-pkgerr': [
    'go',
    'error: dial orders < main.open',
    'error: fatal: connection refused < main.open',
  ],
  'go-repanic': [
    'go',
    'panic: runtime error: index out of range [5] with length 0 < main.handle.func1',
  ],
  'go-signal': [
    'go',
    'panic: runtime error: invalid memory address or nil pointer dereference < main.f',
  ],
  'go-slogtext': [],
  go: ['go', 'panic: assignment to entry in nil map < main.(*server).put'],
  'java-bind': ['java', 'java.net.BindException: Address already in use < Bind.main'],
  'java-boot': [
    'java',
    'java.lang.ExceptionInInitializerError:  < Boot.main',
    'java.lang.NumberFormatException: For input string: "eight" < Boot$Settings.<clinit>',
  ],
  'java-dns': ['java', 'java.net.UnknownHostException: orders-db.invalid < Dns.connect'],
  'java-logback': [
    'java',
    'java.lang.IllegalStateException: no orders < Shop.load',
    'java.net.ConnectException: Connection refused',
  ],
  'java-loop': ['java', 'Loop$LoopException: a < Loop.main', 'java.lang.RuntimeException: b'],
  'java-oom': ['java', 'java.lang.OutOfMemoryError: Java heap space < Oom.fill'],
  'java-pool': [
    'java',
    'java.util.concurrent.ExecutionException: java.lang.IllegalArgumentException: order 7 < Pool.main',
    'java.lang.IllegalArgumentException: order 7 < Pool.work',
  ],
  'java-suppressed': [
    'java',
    'java.lang.RuntimeException: Suppressed$UncheckedSql: no connection < Suppressed.main',
    'Suppressed$UncheckedSql: no connection < Suppressed.query',
    'java.net.ConnectException: Connection refused',
  ],
  java: [
    'java',
    'Shop$SettingsException: no port for web < Shop.lambda$start$0',
    'java.lang.NumberFormatException: Cannot parse null string < Shop.port',
  ],
  'json-bunyan': ['node', 'Error: no orders < load /app/bunyan.js'],
  'json-logback': [
    'java',
    'java.lang.IllegalStateException: no orders < Shop.load',
    'java.net.ConnectException: Connection refused',
  ],
  'json-logrus': [],
  'json-pino': [
    'node',
    'Error: no orders < load /app/pino.js',
    'Error: connect ECONNREFUSED 10.0.0.7:5432 < load /app/pino.js',
  ],
  'json-pythonjsonlogger': [
    'python',
    "FileNotFoundError: [Errno 2] No such file or directory: '/etc/shop.json' < /app/pj.py:load",
  ],
  'json-slog': [],
  'json-structlog': [
    'python',
    "FileNotFoundError: [Errno 2] No such file or directory: '/etc/shop.json' < /app/sl.py:load",
  ],
  'json-winston': ['node', 'Error: no orders < load /app/winston.js'],
  'json-zap-panic': ['go', 'panic: giving up < main.main'],
  'json-zap': [
    'go',
    'error: cannot start: dial tcp 10.0.0.7:5432: connect: connection refused < main.load',
  ],
  'json-zerolog': [],
  'node-agg': ['node', 'Error: connect ECONNREFUSED 127.0.0.1:1'],
  'node-any': [
    'node',
    'AggregateError: All promises were rejected',
    'Error: no answer from prices < ask file:///app/any.mjs',
  ],
  'node-assert': [
    'node',
    'AssertionError: Expected values to be strictly equal: < Object.<anonymous> /app/assert.cjs',
  ],
  'node-bind': [
    'node',
    'Error: listen EADDRINUSE: address already in use :::38173 < Server.<anonymous> /app/bind.cjs',
  ],
  'node-cause': [
    'node',
    'Error: no database < start /app/a.js',
    'Error: connect ECONNREFUSED 10.0.0.7:5432 < connect /app/a.js',
  ],
  'node-console': ['node', 'Error: cannot start: no DATABASE_URL < main /app/console.cjs'],
  'node-deep': [
    'node',
    'Error: cannot close order < c /app/deep.cjs',
    'TypeError: cannot save < b /app/deep.cjs',
    'Error: disk is gone < a /app/deep.cjs',
  ],
  'node-dns': ['node', 'Error: getaddrinfo ENOTFOUND orders-db.invalid'],
  'node-eacces': ['node', 'Error: EIO: i/o error, write < Object.<anonymous> /app/eacces.cjs'],
  'node-emitter': ['node', 'Error: bus is closed < send /app/emitter.cjs'],
  'node-heap': [
    'node',
    'FATAL ERROR: Reached heap limit Allocation failed - JavaScript heap out of memory',
  ],
  'node-json': [
    'node',
    'SyntaxError: Expected double-quoted property name in JSON at position 12 (line 1 column 13) < settings /app/json.cjs',
  ],
  'node-missing-esm': [
    'node',
    "Error: Cannot find package 'exprss' imported from /app/missing.mjs",
  ],
  'node-missing': [
    'node',
    "Error: Cannot find module 'exprss' < Object.<anonymous> /app/missing.cjs",
  ],
  'node-not-error': ['node', 'UnhandledPromiseRejection: queue is gone'],
  'node-rejected': ['node', 'OrderError: no order 7 < load /app/rejected.cjs'],
  'node-source-map': ['node', 'NoOrders: nothing to add up < total /app/src/total.ts'],
  'node-syntax': ['node', 'SyntaxError: Unexpected number'],
  'node-throw-string': ['node', 'Uncaught: queue is gone'],
  'node-types': [
    'node',
    "TypeError: Cannot read properties of undefined (reading 'length') < total file:///app/ts.ts",
  ],
  'node-undef': ['node', 'UnhandledPromiseRejection: undefined'],
  node: [
    'node',
    "TypeError: Cannot read properties of undefined (reading 'length') < total /app/b.js",
  ],
  'php-mem': [
    'php',
    'Fatal error: Allowed memory size of 4194304 bytes exhausted (tried to allocate 2097152 bytes) < /app/mem.php',
  ],
  'php-parse': [
    'php',
    'Fatal error: syntax error, unexpected token "{", expecting variable < /app/parse.php',
  ],
  'php-pdo-log': [
    'php',
    'SettingsError: no settings < /app/pdo.php',
    'InvalidArgumentException: no file /etc/shop.ini < /app/pdo.php',
  ],
  'php-typeerr': [
    'php',
    'TypeError: total(): Argument #1 ($o) must be of type array, string given, called in /app/typeerr.php on line 3 and defined < /app/typeerr.php',
  ],
  'python-bind': ['python', 'OSError: [Errno 98] Address already in use < /app/bind.py:<module>'],
  'python-cause': [
    'python',
    'ConfigError: no settings at /etc/app/settings.json < /app/a.py:load',
    "FileNotFoundError: [Errno 2] No such file or directory: '/etc/app/settings.json' < /app/a.py:load",
  ],
  'python-context': [
    'python',
    "ValueError: invalid literal for int() with base 10: 'xa' < /app/b.py:h",
    "KeyError: 'a' < /app/b.py:h",
  ],
  'python-dns': [
    'python',
    'urllib.error.URLError: <urlopen error [Errno -2] Name or service not known> < /app/dns.py:<module>',
    'socket.gaierror: [Errno -2] Name or service not known',
  ],
  'python-env': ['python', "KeyError: 'DATABASE_URL' < /app/env.py:settings"],
  'python-group': [
    'python',
    'ExceptionGroup: unhandled errors in a TaskGroup (2 sub-exceptions) < /app/group.py:main',
    'ConnectionError: no answer from prices < /app/group.py:fetch',
  ],
  'python-importerr': [
    'python',
    "ModuleNotFoundError: No module named 'requestz' < /app/importerr.py:<module>",
  ],
  'python-logged': [
    'python',
    "FileNotFoundError: [Errno 2] No such file or directory: '/etc/shop/settings.json' < /app/logged.py:load",
  ],
  'python-mem': ['python', 'MemoryError:  < /app/mem.py:load'],
  'python-multi': ['python', 'QueryError: relation "orders" does not exist < /app/multi.py:run'],
  'python-oserr': [
    'python',
    'ConnectionRefusedError: [Errno 111] Connection refused < /app/oserr.py:<module>',
  ],
  'python-recur': ['python', 'RecursionError: maximum recursion depth exceeded < /app/recur.py:f'],
  'python-syntax': ['python', 'SyntaxError: invalid syntax < /app/broken.py:'],
  'python-thread': ['python', "ValueError: bad item 'a' < /app/thread.py:work"],
  'ruby-cause': [
    'ruby',
    'SettingsError: no settings < /app/cause.rb:rescue in load',
    'Errno::ENOENT: No such file or directory @ rb_sysopen - /etc/shop.yml < /app/cause.rb:initialize',
  ],
  'ruby-dns': [
    'ruby',
    'SocketError: getaddrinfo: Name or service not known < /app/dns.rb:initialize',
  ],
  'ruby-key': ['ruby', 'KeyError: key not found: "DATABASE_URL" < /app/key.rb:fetch'],
  'ruby-logger': [
    'ruby',
    'Errno::ECONNREFUSED: Connection refused - connect(2) for 10.0.0.7:5432 < /app/logger.rb:connect',
  ],
  'ruby-multi': ['ruby', 'RuntimeError: first line < /app/multi.rb:run'],
  'ruby-nomethod': [
    'ruby',
    "NoMethodError: undefined method `sum' for nil:NilClass < /app/nomethod.rb:total",
  ],
  'ruby-thread': ['ruby', 'ArgumentError: bad job < /app/thread.rb:block in <main>'],
  'rust-anyhow-chain': [
    'rust',
    'Error: cannot start',
    'Error: no settings',
    'Error: cannot read /etc/shop.toml',
    'Error: No such file or directory (os error 2) < anyhow_chain::load',
  ],
  'rust-anyhow-one': [
    'rust',
    'Error: no database',
    'Error: Connection refused (os error 111) < anyhow_one::main',
  ],
  'rust-asserteq': ['rust', 'panic: assertion `left == right` failed: sums < src/bin/asserteq.rs'],
  'rust-backtrace': [
    'rust',
    'panic: called `Result::unwrap()` on an `Err` value: Os { code: 2, kind: NotFound, message: "No such file or directory" } < main.rs',
  ],
  'rust-color': [
    'rust',
    'Error: cannot start',
    'Error: no settings',
    'Error: No such file or directory (os error 2) < src/bin/color.rs',
  ],
  'rust-eyre-chain': [
    'rust',
    'Error: cannot start',
    'Error: no settings',
    'Error: No such file or directory (os error 2) < src/bin/eyre_chain.rs',
  ],
  'rust-overflow': ['rust', 'stack overflow: '],
  'rust-plain-err': [],
  'rust-thread': [
    'rust',
    'panic: called `Result::unwrap()` on an `Err` value: Any { .. } < src/bin/thread.rs',
    'panic: index out of bounds: the len is 3 but the index is 7 < src/bin/thread.rs',
  ],
  rust: [
    'rust',
    'panic: called `Result::unwrap()` on an `Err` value: Os { code: 2, kind: NotFound, message: "No such file or directory" } < main.rs',
  ],
};

function tell(name: string): readonly string[] {
  const text = sanitise(readFileSync(join(folder, `${name}.txt`), 'utf8'));
  const crash = findCrash(expandRecords(text.split('\n').map((line) => line.trimEnd())));
  if (crash === undefined) return [];
  const failures = crash.chain.map(({ type, message, frames }) => {
    const own = frames.find(({ isOwn }) => isOwn);
    return `${type}: ${message}${own === undefined ? '' : ` < ${own.at}`}`;
  });
  return [crash.language, ...failures];
}

test.each(Object.entries(told))('%s', (name, expected) => {
  expect(tell(name)).toEqual(expected);
});

test('every trace that was kept is read', () => {
  const kept = readdirSync(folder).map((file) => file.replace(/\.txt$/, ''));
  expect(kept.toSorted()).toEqual(Object.keys(told).toSorted());
});
