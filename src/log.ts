import { pino } from 'pino';

/** The only field names that are ever logged. Values of labels, messages and logs are never among them. */
export interface LogFields {
  readonly resource?: string;
  readonly namespace?: string;
  readonly service?: string;
  readonly state?: string;
  readonly code?: number;
  readonly reason?: string;
  readonly error?: string;
  readonly count?: number;
  readonly durationMs?: number;
  readonly attempt?: number;
  readonly address?: string;
  readonly path?: string;
  readonly from?: string;
  readonly kind?: string;
  readonly delayMs?: number;
  readonly version?: string;
}

/** One constant message and fields from the list per line. */
export interface Log {
  debug(message: string, fields?: LogFields): void;
  info(message: string, fields?: LogFields): void;
  warn(message: string, fields?: LogFields): void;
  error(message: string, fields?: LogFields): void;
}

/** JSON lines on standard error, so that standard output stays free for --help. */
export function createLog(level: 'debug' | 'info' | 'warn' | 'error'): Log {
  const logger = pino(
    { level, base: null, timestamp: pino.stdTimeFunctions.isoTime },
    pino.destination({ dest: 2, sync: true }),
  );
  return {
    debug: (message, fields = {}) => logger.debug(fields, message),
    info: (message, fields = {}) => logger.info(fields, message),
    warn: (message, fields = {}) => logger.warn(fields, message),
    error: (message, fields = {}) => logger.error(fields, message),
  };
}
