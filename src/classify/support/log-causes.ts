// What the last words of a run say of its end, as far as they say it in words that are known.
import type { LogCaptureFact } from '../../facts/index.ts';
import type { RuleSnapshot } from '../types.ts';
import { certificateIn } from './log-certificates.ts';
import { fileIn } from './log-files.ts';
import { unknownHostIn, unreachedIn } from './log-hosts.ts';
import { memoryIn } from './log-memory.ts';
import { portIn } from './log-ports.ts';
import { settingIn } from './log-settings.ts';

type Details = Readonly<Record<string, string>>;

export type LogKind =
  | 'memory'
  | 'port'
  | 'certificate'
  | 'unknownHost'
  | 'unreached'
  | 'file'
  | 'setting';

type Reader = readonly [LogKind, (text: string) => Details | undefined];

// The narrower before the wider: a port that may not be bound is a permission too, and a name is looked up before
// anything is called by it.
const READERS: readonly Reader[] = [
  ['memory', memoryIn],
  ['port', portIn],
  ['certificate', certificateIn],
  ['unknownHost', unknownHostIn],
  ['unreached', unreachedIn],
  ['file', fileIn],
  ['setting', settingIn],
];

/** What a log says, and the words it says it with. */
export interface LogCause {
  readonly kind: LogKind;
  readonly details: Details;
  readonly quote: string;
  readonly capture: LogCaptureFact;
}

/** A trouble that was told earlier than this was mostly survived. */
const LAST_LINES = 5;
const TROUBLE =
  /\b(?:error|fatal|panic|exception|critical|severe|fail(?:ed|ure)?|cannot|could not|unable)\b|[a-z](?:Error|Exception)\b/i;
/** The level of a line below error, as loggers write it in text, key=value, JSON and klog. */
const HARMLESS =
  /\b(?:TRACE|DEBUG|INFO|NOTICE|WARN|WARNING)\b|\b(?:level|lvl|severity)="?(?:trace|debug|info|notice|warn|warning)\b|"(?:level|severity|levelname|lvl)": ?(?:[1-4]0\b|"(?:trace|debug|info|notice|warn|warning)")|^[IW]\d{4} \d{2}:|^\[?(?:trace|debug|info|notice|warn|warning)\]?:? /;
const HEAD_CHARACTERS = 160;

/** By pod and container, as `captureKey` writes them. */
export function logCauses({ logs }: RuleSnapshot<'logs'>): ReadonlyMap<string, LogCause> {
  const causes = logs.flatMap((capture) => {
    const cause = logCauseOf(capture);
    return cause === undefined ? [] : [[captureKey(capture), cause] as const];
  });
  return new Map(causes);
}

/** A container of a pod has one capture at most. */
export function captureKey({
  podUid,
  container,
}: Pick<LogCaptureFact, 'podUid' | 'container'>): string {
  return `${podUid}\n${container}`;
}

/** The exceptions alone where the runtime tells them: what else the log speaks of did not end the run. */
export function logCauseOf(capture: LogCaptureFact): LogCause | undefined {
  const { failure, cause, lines } = capture;
  const told = [cause, failure].filter((it) => it !== undefined);
  const texts = told.map(({ type, message }) => (message === '' ? type : `${type}: ${message}`));
  const found = failure === undefined ? inLastLines(lines) : firstKnown(texts);
  return found && { ...found, capture };
}

type Found = Omit<LogCause, 'capture'>;

function firstKnown(texts: readonly string[]): Found | undefined {
  for (const text of texts) {
    const found = known(text);
    if (found !== undefined) return found;
  }
  return undefined;
}

/** The last trouble of the log, if it is a known one. */
function inLastLines(lines: readonly string[]): Found | undefined {
  for (const line of lines.slice(-LAST_LINES).toReversed()) {
    if (HARMLESS.test(line.slice(0, HEAD_CHARACTERS))) continue;
    const found = known(line.trim());
    if (found !== undefined || TROUBLE.test(line)) return found;
  }
  return undefined;
}

function known(text: string): Found | undefined {
  for (const [kind, read] of READERS) {
    const details = read(text);
    if (details !== undefined) return { kind, details, quote: text };
  }
  return undefined;
}
