// The quoted logs of the last report read back, as carefully as if an application had just written them.

import { LOG_NOTES } from '../api/diagnosis.ts';
import type { FailureFact, RememberedLog, RememberedRun } from '../facts/index.ts';
import { ownText } from '../logs/text/free-text.ts';
import { defined, type Fields, fields, instant, integer, items, word } from './read.ts';

// The bounds of the status schema.
const MAX_LOGS = 3;
const MAX_LINES = 50;
const MAX_LINE = 512;
const MAX_ALIKE = 2;
const MAX_RUN = 13;

/** An unusable entry is forgotten: the log is then read again, if the node still has it. */
export function rememberedLogsOf(value: unknown): readonly RememberedLog[] | undefined {
  const logs = items(value, MAX_LOGS)
    .map((item) => rememberedLog(fields(item)))
    .filter((log) => log !== undefined);
  return logs.length === 0 ? undefined : logs;
}

function rememberedLog(item: Fields): RememberedLog | undefined {
  const run = runOf(item);
  const container = word(item['container'], 253);
  const atMs = instant(item['time']);
  const lines = linesOf(item['lines']);
  const isEmpty = lines.length === 0 && item['note'] === LOG_NOTES.empty;
  if (run === undefined || container === '' || atMs === undefined) return undefined;
  if (lines.length === 0 && !isEmpty) return undefined;
  return {
    ...run,
    container,
    atMs,
    hasEnded: item['previous'] === true,
    isEmpty,
    lines,
    fingerprint: isEmpty ? '' : word(item['fingerprint'], 64),
    pods: integer(item['pods'], 1, 1),
    alike: items(item['alike'], MAX_ALIKE)
      .map((alike) => runOf(fields(alike)))
      .filter((alike) => alike !== undefined),
    redactions: integer(item['redactions'], 0),
    isCut: item['truncated'] === true,
    ...defined({ failure: failureOf(item['failure']), cause: failureOf(item['cause']) }),
  };
}

function runOf(item: Fields): RememberedRun | undefined {
  const pod = word(item['pod'], 253);
  const run = word(item['run'], MAX_RUN);
  return pod === '' || run === '' ? undefined : { pod, run };
}

/** What is no text would shift the others against what was told: then none of them is believed. */
function linesOf(value: unknown): readonly string[] {
  const lines = items(value, MAX_LINES);
  const texts = lines.filter((line) => typeof line === 'string');
  return texts.length === lines.length ? texts.map((line) => ownText(line, MAX_LINE)) : [];
}

function failureOf(value: unknown): FailureFact | undefined {
  const type = ownText(fields(value)['type'], MAX_LINE);
  return type === '' ? undefined : { type, message: ownText(fields(value)['message'], MAX_LINE) };
}
