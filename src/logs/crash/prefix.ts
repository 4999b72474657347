// What loggers and runtimes put before a line: instants, levels, threads, names. Behind it stands what the program said.

/** One of these has to begin the line. */
const STARTS: readonly RegExp[] = [
  // ISO 8601 and its kin, also in brackets; "2026/11/30 23:50:37" of Go.
  /\[?\d{4}[-/]\d{2}[-/]\d{2}[T ]\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?(?: ?(?:Z|UTC|[+-]\d{2}:?\d{2}))?\]?[:,]? /y,
  // A time of day.
  /\[?\d{2}:\d{2}:\d{2}(?:[.,]\d{1,9})?\]?[:,]? /y,
  // klog: "E1130 23:50:37.096658   19912 main.go:3] ".
  /[IWEF]\d{4} \d{2}:\d{2}:\d{2}\.\d{6} {1,8}\d{1,8} [\w.-]{1,100}:\d{1,6}\] /y,
  // The Logger of Ruby: "F, [2026-11-30T23:50:55.980459 #22874] FATAL -- : ".
  /[DIWEFA], \[[^\]]{1,60}\] {1,2}[A-Z]{3,7} -- [^:]{0,60}: /y,
  // docker compose, and supervisors that write for several: "web-1  | ".
  /[\w.-]{1,60} {1,20}\| /y,
  // A level alone. "Error: " and "panic: " begin what a runtime says.
  /(?:(?:DEBUG|INFO|WARN|WARNING|ERROR|SEVERE|CRITICAL):|\[(?:DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL|debug|info|notice|warn|warning|error|fatal)\]) {1,6}/y,
];

/** What may follow, each at most once or twice. */
const PARTS: readonly RegExp[] = [
  // The file format of the container runtimes: "stderr F ".
  / {0,2}(?:stdout|stderr) [FP] /y,
  / {0,4}[[(<]?(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING|ERROR|FATAL(?! ERROR:)|SEVERE|CRITICAL|PANIC|trace|debug|info|notice|warn|warning|error)[\])>]?:? /y,
  // A thread, a request.
  / {0,4}\[(?!cause\]|errors\]|[A-Z]\w{1,60}: )[^\]]{1,100}\]:? /y,
  // A process id, and what Spring Boot puts behind it.
  / {0,4}\d{1,7} (?:--- )?/y,
  / {0,4}--- /y,
  // The name of a logger: "o.s.b.SpringApplication   : ", "Shop - ".
  / {0,4}[\w.$/]{1,100} {1,40}[-:] /y,
];
const MAX_PARTS = 7;
/** A supervisor may put its own before that of the program. */
const MAX_STARTS = 3;

/** The line as the program wrote it, as far as the prefix is one that is known. */
export function withoutPrefix(line: string): string {
  // What followed the last part is gone when nothing else did.
  const padded = `${line} `;
  let at = 0;
  for (let prefix = 0; prefix < MAX_STARTS; prefix += 1) {
    const start = skip(STARTS, 1, padded, at);
    if (start === at) break;
    at = skip(PARTS, MAX_PARTS, padded, start);
  }
  return line.slice(at);
}

function skip(patterns: readonly RegExp[], max: number, line: string, from: number): number {
  let at = from;
  for (let part = 0; part < max; part += 1) {
    const next = endOfAny(patterns, line, at);
    if (next === undefined) return at;
    at = next;
  }
  return at;
}

function endOfAny(patterns: readonly RegExp[], line: string, at: number): number | undefined {
  for (const pattern of patterns) {
    pattern.lastIndex = at;
    if (pattern.test(line)) return pattern.lastIndex;
  }
  return undefined;
}
