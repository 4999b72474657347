// Containers that crash as real ones do, and what a developer must read about each. The texts are those of real runtimes.
import { LOG_NOTES } from '../../../src/api/diagnosis.ts';

/** One container; `script` is for sh. */
export interface CrashingContainer {
  readonly name: string;
  readonly script?: string;
  /** Instead of a script. */
  readonly command?: readonly string[];
  readonly more?: Readonly<Record<string, unknown>>;
}

export interface ExpectedWords {
  /** Each is that of an active diagnosis, the first of the most important one. */
  readonly codes: readonly string[];
  readonly confidence: 'confirmed' | 'likely';
  readonly container: string;
  /** Each begins a quoted line, of one log or another. */
  readonly lines: readonly string[];
  /** When nothing can be quoted. */
  readonly note?: string;
}

export interface WordsCase {
  /** Of the service and its workload. */
  readonly name: string;
  readonly kind?: 'StatefulSet' | 'Job';
  readonly init?: readonly CrashingContainer[];
  readonly containers: readonly CrashingContainer[];
  /** Where the time that a start may take would be longer than the test. */
  readonly isImpatient?: boolean;
  readonly expected: ExpectedWords;
}

/** Nothing is alike in two runs but the crash. */
const starting = 'echo "$(date -Iseconds) starting as $$ on $(hostname)" >&2';

/** The text is a file of the ConfigMap `traces`. */
function dying(trace: string, code = 1): string {
  return `${starting}; cat /traces/${trace}.txt >&2; exit ${code}`;
}

function saying(line: string): string {
  return `${starting}; echo '${line}' >&2; exit 1`;
}

function app(script: string): readonly CrashingContainer[] {
  return [{ name: 'app', script }];
}

function ofTrace(trace: string, lines: readonly string[], code = 'AppError'): WordsCase {
  const confidence = code === 'AppError' ? 'confirmed' : 'likely';
  const expected = { codes: [code], confidence, container: 'app', lines } as const;
  return { name: trace, containers: app(dying(trace)), expected };
}

function ofCause(name: string, code: string, line: string): WordsCase {
  const expected = {
    codes: [code],
    confidence: 'likely',
    container: 'app',
    lines: [line],
  } as const;
  return { name, containers: app(saying(line)), expected };
}

const runtimes: readonly WordsCase[] = [
  ofTrace('java', [
    'Exception in thread "main" Shop$SettingsException: no port for web',
    'Caused by: java.lang.NumberFormatException: Cannot parse null string',
  ]),
  ofTrace(
    'python-cause',
    [
      "FileNotFoundError: [Errno 2] No such file or directory: '/etc/app/settings.json'",
      'ConfigError: no settings at /etc/app/settings.json',
    ],
    'SettingMissing',
  ),
  ofTrace(
    'node-cause',
    ['Error: no database', '  [cause]: Error: connect ECONNREFUSED 10.0.0.7:5432'],
    'DependencyUnreachable',
  ),
  ofTrace('go', ['panic: assignment to entry in nil map', 'goroutine 1 [running]:']),
  ofTrace('rust', ["thread 'main' (12395) panicked at main.rs:1:63:", 'called `Result::unwrap()`']),
  ofTrace(
    'ruby-cause',
    ["/app/cause.rb:6:in `rescue in load': no settings (SettingsError)"],
    'SettingMissing',
  ),
  ofTrace('php-typeerr', ['PHP Fatal error:  Uncaught TypeError: total(): Argument #1']),
  ofTrace(
    'dotnet',
    [
      'Unhandled exception. System.InvalidOperationException: no settings',
      ' ---> System.IO.FileNotFoundException: Could not find file',
    ],
    'SettingMissing',
  ),
  ofTrace(
    'json-pino',
    ['cannot start: no orders: connect ECONNREFUSED 10.0.0.7:5432', 'Error: no orders'],
    'DependencyUnreachable',
  ),
];

const causes: readonly WordsCase[] = [
  ofCause(
    'refused',
    'DependencyUnreachable',
    'panic: dial tcp 10.0.0.7:5432: connect: connection refused',
  ),
  ofCause(
    'unknown-host',
    'HostNotFound',
    'Error: getaddrinfo ENOTFOUND orders.shop.svc.cluster.local',
  ),
  ofCause(
    'port-taken',
    'PortUnavailable',
    'Error: listen EADDRINUSE: address already in use :::8080',
  ),
];

const places: readonly WordsCase[] = [
  {
    name: 'two-faults',
    kind: 'StatefulSet',
    containers: app(
      `case $(hostname) in *-0) ${dying('go', 2)};; *) ${dying('python-cause', 2)};; esac`,
    ),
    expected: {
      codes: ['AppError', 'SettingMissing'],
      confidence: 'confirmed',
      container: 'app',
      lines: ['panic: assignment to entry in nil map', 'ConfigError: no settings'],
    },
  },
  {
    name: 'beside-healthy',
    containers: [
      { name: 'web', command: ['httpd', '-f', '-p', '8080', '-h', '/www'] },
      { name: 'metrics', script: dying('ruby-cause') },
    ],
    expected: {
      codes: ['SettingMissing'],
      confidence: 'likely',
      container: 'metrics',
      lines: ['/app/cause.rb:6:in `rescue'],
    },
  },
  {
    name: 'migration',
    init: [{ name: 'migrate', script: dying('python-cause') }],
    containers: [{ name: 'app' }],
    expected: {
      codes: ['SettingMissing'],
      confidence: 'likely',
      container: 'migrate',
      lines: ['ConfigError: no settings'],
    },
  },
  {
    name: 'nightly',
    kind: 'Job',
    containers: app(dying('java')),
    expected: {
      codes: ['JobBackoffLimitExceeded'],
      confidence: 'confirmed',
      container: 'app',
      lines: ['Exception in thread "main" Shop$SettingsException'],
    },
  },
  {
    name: 'never-started',
    containers: [{ name: 'app', command: ['/no/such/program'] }],
    expected: {
      codes: ['EntrypointNotFound'],
      confidence: 'confirmed',
      container: 'app',
      lines: [],
      note: LOG_NOTES.neverRan,
    },
  },
  {
    name: 'long-line',
    containers: app(
      `${starting}; head -c 3145728 /dev/zero | tr '\\0' x >&2; echo >&2; ${dying('go', 2)}`,
    ),
    expected: {
      codes: ['AppError'],
      confidence: 'confirmed',
      container: 'app',
      lines: ['panic: assignment to entry in nil map'],
    },
  },
];

/** The texts are files of the ConfigMap `planted`. */
const secrets: readonly WordsCase[] = [
  {
    name: 'secret-in-log',
    containers: app(`${starting}; cat /planted/log >&2; exit 1`),
    expected: {
      codes: ['AppError'],
      confidence: 'confirmed',
      container: 'app',
      lines: ['Error: cannot log in'],
    },
  },
  {
    name: 'secret-in-message',
    containers: [
      {
        name: 'app',
        script: `${starting}; cat /planted/log > /dev/termination-log; exit 1`,
        more: { terminationMessagePath: '/dev/termination-log' },
      },
    ],
    expected: { codes: ['AppError'], confidence: 'confirmed', container: 'app', lines: [] },
  },
  {
    name: 'secret-in-http-probe',
    isImpatient: true,
    containers: [
      {
        name: 'app',
        script: 'exec nc -ll -p 8080 -e cat /planted/http',
        more: { readinessProbe: { httpGet: { path: '/', port: 8080 }, periodSeconds: 2 } },
      },
    ],
    expected: {
      codes: ['ReadinessFailing'],
      confidence: 'confirmed',
      container: 'app',
      lines: [],
      note: LOG_NOTES.empty,
    },
  },
  {
    name: 'secret-in-exec-probe',
    isImpatient: true,
    containers: [
      {
        name: 'app',
        script: 'sleep 3600',
        more: {
          readinessProbe: {
            exec: { command: ['sh', '-c', 'cat /planted/log; exit 1'] },
            periodSeconds: 2,
          },
        },
      },
    ],
    expected: {
      codes: ['ReadinessFailing'],
      confidence: 'confirmed',
      container: 'app',
      lines: [],
      note: LOG_NOTES.empty,
    },
  },
];

export const wordsCases: readonly WordsCase[] = [...runtimes, ...causes, ...places, ...secrets];
