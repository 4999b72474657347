// Logs whose every line is a JSON record: the stack of an error stands in one field, with its line ends escaped.

const MAX_RECORD_CHARACTERS = 64 * 1024;

// The names that pino, bunyan, winston, zap, zerolog, slog, logrus, logback, log4j2, serilog, NLog, structlog,
// python-json-logger, tracing and the console of .NET give to them.
const MESSAGES = [
  'message',
  'msg',
  '@m',
  '@mt',
  'event',
  'Message',
  'RenderedMessage',
  'short_message',
];
const ERRORS = ['err', 'error', 'exception', 'thrown', 'exc_info', 'Exception', 'cause', 'e'];
const STACKS = [
  '@x',
  'errorVerbose',
  'stack',
  'stack_trace',
  'stacktrace',
  'stackTrace',
  'extendedStackTrace',
  'error.stack_trace',
  'exception.stacktrace',
  'full_message',
];
/** tracing and some others put all but the instant one step further in. */
const INNER = ['fields', 'data'];

/** Levels by name and by the numbers of pino and bunyan. */
const LEVELS = ['level', 'severity', 'levelname', 'log.level', '@l', 'LogLevel', 'lvl'];
const ERROR_NUMBER = 50;
const ERROR_NAME =
  /^(?:error|err|fatal|fata|critical|crit|panic|dpanic|emerg|emergency|alert|severe)/i;

type Fields = Readonly<Record<string, unknown>>;

/** What a record says, without its instant, ids and counters. */
interface RecordOfLog {
  /** "cannot start: connection refused" */
  readonly said: string;
  /** Empty when there is none. */
  readonly stack: string;
  /** undefined: it does not tell. */
  readonly isError: boolean | undefined;
}

/** Every record with a stack as its message followed by the lines of the stack; other lines as they are. */
export function expandRecords(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => {
    const { said = '', stack = '' } = recordIn(line) ?? {};
    // Without a stack the line itself says most.
    if (stack === '') return [line];
    const head = said === '' || stack.includes(said) ? [] : [said];
    // The empty line keeps apart what two records say.
    return [...head, ...stack.trimEnd().split('\n'), ''];
  });
}

/** What a line says if it is a record. */
export function recordIn(line: string): RecordOfLog | undefined {
  const fields = fieldsIn(line);
  if (fields === undefined) return undefined;
  const layers = [fields, ...INNER.map((name) => layerOf(fields[name]))];
  const errors = layers.flatMap((layer) => ERRORS.map((name) => layer[name]));
  const stack = stackOf(layers, errors);
  const told = [firstText(layers, MESSAGES), ...errors.map(messageOf)].filter((text) => {
    return text !== '' && !text.includes('\n');
  });
  return { said: [...new Set(told)].slice(0, 2).join(': '), stack, isError: isError(fields) };
}

function fieldsIn(line: string): Fields | undefined {
  if (!line.startsWith('{') || line.length > MAX_RECORD_CHARACTERS) return undefined;
  try {
    return layerOf(JSON.parse(line));
  } catch {
    // Cut off, or no JSON at all.
    return undefined;
  }
}

function layerOf(value: unknown): Fields {
  return typeof value === 'object' && value !== null ? { ...value } : {};
}

function textOf(value: unknown): string {
  return typeof value === 'string' ? value : '';
}

function firstText(layers: readonly Fields[], names: readonly string[]): string {
  return layers.flatMap((layer) => names.map((name) => textOf(layer[name]))).find(Boolean) ?? '';
}

/** An error is its message, or a record with a message of its own. */
function messageOf(error: unknown): string {
  return textOf(error) || firstText([layerOf(error)], ['message', 'msg']);
}

/** A message of several lines is no stack, but then it says where it ends no worse. */
function stackOf(layers: readonly Fields[], errors: readonly unknown[]): string {
  const within = [...errors.map(layerOf), ...layers];
  const texts = [
    ...errors.map(textOf),
    ...within.flatMap((layer) => STACKS.map((name) => textOf(layer[name]))),
  ];
  return texts.find((text) => text.includes('\n')) ?? '';
}

function isError(fields: Fields): boolean | undefined {
  const level = LEVELS.map((name) => fields[name]).find((value) => value !== undefined);
  if (typeof level === 'number') return level >= ERROR_NUMBER;
  return typeof level === 'string' ? ERROR_NAME.test(level) : undefined;
}
