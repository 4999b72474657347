// From what the kubelet sent to what a report may show of it.

import type { FetchedLog } from '../kube/logs.ts';
import { type LogReading, readLog } from './read-log.ts';
import { ownText } from './text/free-text.ts';
import { redact } from './text/redact.ts';
import { sanitise } from './text/sanitise.ts';
import { type PlainLog, plainLog } from './timed-lines.ts';

const MAX_SHOWN = 512;

/** A reading, and the instants of the first and last line. */
export interface ReadLog extends Omit<PlainLog, 'text'> {
  readonly reading: LogReading;
}

/** Undefined when there is no log but only the kubelet's words about it. */
export function readFetched(
  { text: timed, isHeadCut, isTailCut }: FetchedLog,
  maxLines: number,
): ReadLog | undefined {
  const plain = plainLog(timed);
  if (plain === undefined) return undefined;
  const { text, ...times } = plain;
  return { ...times, reading: again(readLog({ text, isHeadCut, isTailCut, maxLines })) };
}

/**
 * A record in JSON may hide from the first cleaning what it has escaped: an escape sequence, half of the name of a
 * secret. What is shown has been cleaned as it is shown.
 */
function again({ lines, failure, cause, redactions, ...reading }: LogReading): LogReading {
  const { text, count } = redact(sanitise(lines.join('\n')), { isOurs: true, tellsTokens: true });
  const shown = lines.length === 0 ? [] : text.split('\n').map((line) => ownText(line, MAX_SHOWN));
  return {
    ...reading,
    lines: shown.filter((line) => line.trim() !== ''),
    redactions: redactions + count,
    ...(failure && { failure: cleaned(failure) }),
    ...(cause && { cause: cleaned(cause) }),
  };
}

function cleaned({ type, message }: NonNullable<LogReading['failure']>) {
  return { type: ownText(type, MAX_SHOWN), message: ownText(message, MAX_SHOWN) };
}
