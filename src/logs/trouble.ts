// Which line of a log tells of the end, where no runtime has told of a crash.

import { recordIn } from './json-lines.ts';

/** Words by which programs call a line important, whatever the format. */
const TROUBLE =
  /\b(?:error|fatal|panic|exception|critical|severe|emerg|alert|fail(?:ed|ure)?|cannot|can't|could not|unable|refused|denied|killed|abort(?:ed|ing)?|invalid|missing|mismatch|not found|timed? ?out)\b|\b[A-Z][A-Za-z]{1,60}(?:Error|Exception)\b/i;
/** Lines of klog say no more than a letter. */
const KLOG_ERROR = /^[EF]\d{4} \d{2}:\d{2}:/;
/** The level of a line stands near its beginning. */
const HEAD_CHARACTERS = 160;
/** A level below error: what the line tells of was survived. */
const HARMLESS =
  /\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING)\b|\b(?:level|lvl|severity)="?(?:trace|debug|info|notice|warn|warning)\b|^[IW]\d{4} \d{2}:|^\[?(?:trace|debug|info|notice|warn|warning)\]?:? /;
/** Of the log of accesses: the client was told, the server lives on. */
const ACCESS = /"?\b(?:GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) \/\S{0,512}(?: HTTP\/\d|"| \d{3}\b)/;

/** Index of the last line that speaks of trouble; of the last line with words when none does. */
export function lastTrouble(lines: readonly string[]): number | undefined {
  const trouble = lines.findLastIndex(isTrouble);
  if (trouble !== -1) return trouble;
  const words = lines.findLastIndex((line) => /\w/.test(line) && !ACCESS.test(line));
  return words === -1 ? lastWords(lines) : words;
}

function lastWords(lines: readonly string[]): number | undefined {
  const words = lines.findLastIndex((line) => /\w/.test(line));
  return words === -1 ? undefined : words;
}

function isTrouble(line: string): boolean {
  const isError = recordIn(line)?.isError;
  if (isError !== undefined) return isError;
  if (KLOG_ERROR.test(line)) return true;
  return TROUBLE.test(line) && !isHarmless(line) && !isAccess(line);
}

/** Whether the line gives itself a level below error. */
export function isHarmless(line: string): boolean {
  return recordIn(line)?.isError === false || HARMLESS.test(line.slice(0, HEAD_CHARACTERS));
}

/** Whether it is of a log of accesses. */
export function isAccess(line: string): boolean {
  return ACCESS.test(line);
}
