// Logs whose every line is a JSON record: the stack of an error stands in one field, with its line ends escaped.

import { z } from 'zod';

const MAX_RECORD_CHARACTERS = 64 * 1024;

const textSchema = z.string().catch('');
const errorSchema = z
  .union([
    z.string().transform((stack) => ({ stack, stack_trace: '', stacktrace: '' })),
    z.looseObject({
      stack: textSchema.default(''),
      stack_trace: textSchema.default(''),
      stacktrace: textSchema.default(''),
    }),
  ])
  .optional()
  .catch(undefined);

// The names that pino, bunyan, winston, zap, zerolog, logrus, logback, log4j2, serilog and structlog give to them.
const recordSchema = z.looseObject({
  message: textSchema.default(''),
  msg: textSchema.default(''),
  '@m': textSchema.default(''),
  err: errorSchema,
  error: errorSchema,
  exception: errorSchema,
  thrown: errorSchema,
  stack: textSchema.default(''),
  stack_trace: textSchema.default(''),
  stacktrace: textSchema.default(''),
  '@x': textSchema.default(''),
});

type RecordOfLog = z.infer<typeof recordSchema>;

/** Every record as its message followed by the lines of its stack; other lines as they are. */
export function expandRecords(lines: readonly string[]): readonly string[] {
  return lines.flatMap((line) => {
    const record = parsed(line);
    if (record === undefined) return [line];
    const { message, msg, '@m': rendered } = record;
    const said = message || msg || rendered;
    const stack = stackOf(record);
    // Without a message or a stack the line itself says most.
    if (stack === '') return [line];
    const head = said === '' || stack.includes(said) ? [] : [said];
    return [...head, ...stack.split('\n')];
  });
}

function parsed(line: string): RecordOfLog | undefined {
  if (!line.startsWith('{') || line.length > MAX_RECORD_CHARACTERS) return undefined;
  try {
    return recordSchema.safeParse(JSON.parse(line)).data;
  } catch {
    // Cut off, or no JSON at all.
    return undefined;
  }
}

function stackOf(record: RecordOfLog): string {
  const errors = [record.err, record.error, record.exception, record.thrown];
  const stacks = [record, ...errors].map((it) => it?.stack || it?.stack_trace || it?.stacktrace);
  return [record['@x'], ...stacks].find((stack) => stack?.includes('\n')) ?? '';
}
