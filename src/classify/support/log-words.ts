import type { LogCaptureFact } from '../../facts/index.ts';
import type { Evidence } from '../types.ts';
import { type LogCause, logCauseOf } from './log-causes.ts';
import { logEvidence } from './log-findings.ts';

/** What the log says, to go on a sentence about the end of a run; empty when it says nothing that is known. */
export function sayingOf(capture: LogCaptureFact): string {
  const cause = logCauseOf(capture);
  return cause === undefined ? '' : `; by its log ${causeWords(cause)}`;
}

function causeWords({ kind, details }: LogCause): string {
  const { heap, port, problem, host, target, denial, setting } = details;
  const words: Readonly<Record<LogCause['kind'], string>> = {
    memory: `it used up ${heap}`,
    port: `it could not listen on ${port}`,
    certificate: `a certificate ${problem}`,
    unknownHost: `it did not find ${host}`,
    unreached: `it did not reach ${target}`,
    file: `${denial}`,
    setting: `${setting} is missing`,
  };
  return words[kind];
}

/** Quotes the words that say most: of the exception, else the last line. */
export function lastWords(capture: LogCaptureFact): readonly Evidence[] {
  const { failure, lines } = capture;
  const ended =
    failure === undefined ? (lines.at(-1) ?? '') : `${failure.type}: ${failure.message}`;
  const quote = logCauseOf(capture)?.quote ?? ended;
  return quote.trim() === '' ? [] : [logEvidence(capture, quote)];
}
