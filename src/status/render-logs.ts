import type { ReportLog } from '../aggregate/types.ts';
import { BOUNDS } from '../api/bounds.ts';
import type { Diagnosis, DiagnosisLog } from '../api/diagnosis.ts';
import type { FailureFact, RememberedRun } from '../facts/index.ts';
import { isoTime } from './iso-time.ts';
import { count, cut, cutAll, onlyWhole, optional } from './render-text.ts';

/** The logs of one diagnosis as they are stored. */
export function renderLogs(logs: readonly ReportLog[]): DiagnosisLog[] {
  return logs.slice(0, BOUNDS.logs).map(renderLog);
}

function renderLog({ pod, container, hasEnded, quote, note, url }: ReportLog): DiagnosisLog {
  return {
    pod: cut(pod, BOUNDS.name),
    container: cut(container, BOUNDS.name),
    previous: hasEnded,
    ...(quote && renderQuote(quote)),
    ...optional('note', cut(note, BOUNDS.line)),
    // Half a link leads nowhere.
    ...optional('url', onlyWhole([url], 1, BOUNDS.logURL)[0]),
  };
}

function renderQuote(quote: NonNullable<ReportLog['quote']>): Partial<DiagnosisLog> {
  const { failure, cause } = quote;
  return {
    ...optional('run', cut(quote.run, BOUNDS.id)),
    time: isoTime(quote.atMs),
    ...optional('lines', cutAll(quote.lines, BOUNDS.logLines, BOUNDS.logLine)),
    ...(failure && { failure: renderFailure(failure) }),
    ...(cause && { cause: renderFailure(cause) }),
    ...optional('fingerprint', cut(quote.fingerprint, BOUNDS.fingerprint)),
    pods: count(quote.pods),
    ...optional('alike', quote.alike.slice(0, BOUNDS.alike).map(renderRun)),
    redactions: count(quote.redactions),
    truncated: quote.isCut,
  };
}

function renderRun({ pod, run }: RememberedRun): { pod: string; run: string } {
  return { pod: cut(pod, BOUNDS.name), run: cut(run, BOUNDS.id) };
}

function renderFailure({ type, message }: FailureFact): NonNullable<DiagnosisLog['failure']> {
  return {
    type: cut(type, BOUNDS.logLine),
    ...optional('message', cut(message, BOUNDS.logLine)),
  };
}

/** How much of all quoted logs stays. */
export interface LogPlan {
  /** Of one entry. */
  readonly lines: number;
  /** Of one diagnosis. */
  readonly entries: number;
}

/** From much to little: first the lines that say least, then the other ways to die. Each entry says that it is cut. */
export const LOG_PLANS: readonly LogPlan[] = [
  { lines: 20, entries: 3 },
  { lines: 12, entries: 3 },
  { lines: 8, entries: 2 },
  { lines: 5, entries: 1 },
];

/** What remains beside everything else that is large. */
export const LEAST_LOGS: LogPlan = { lines: 3, entries: 1 };

export const NO_LOGS: LogPlan = { lines: 0, entries: 0 };

/** The first lines stay: most stacks begin with what happened. */
export function shortenLogs(diagnosis: Diagnosis, { lines, entries }: LogPlan): Diagnosis {
  const { logs, ...rest } = diagnosis;
  const kept = logs?.slice(0, entries).map((log) => withLines(log, lines));
  return { ...rest, ...optional('logs', kept) };
}

function withLines({ lines, ...log }: DiagnosisLog, max: number): DiagnosisLog {
  if (lines === undefined || lines.length <= max) return { ...log, ...optional('lines', lines) };
  return { ...log, ...optional('lines', lines.slice(0, max)), truncated: true };
}
