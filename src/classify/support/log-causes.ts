// What the last words of a run say of its end, as far as they say it in words that are known.
import type { FailureFact, LogCaptureFact } from '../../facts/index.ts';
import type { RuleSnapshot } from '../types.ts';
import { certificateIn } from './log-certificates.ts';
import { fileIn } from './log-files.ts';
import { unknownHostIn, unreachedIn } from './log-hosts.ts';
import { memoryIn } from './log-memory.ts';
import { portIn } from './log-ports.ts';
import { settingIn } from './log-settings.ts';
import { brief } from './text.ts';

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
/** A call of a stack, below the message. */
const FRAME = /^\s{1,16}(?:at|from|File) \S/;
const MAX_MESSAGE_LINES = 8;
const MAX_DETAIL = 160;

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
  if (failure === undefined) {
    const last = inLastLines(lines);
    return last && { ...last, capture };
  }
  const told = [cause, failure].filter((it) => it !== undefined);
  const texts = told.map(({ type, message }) => (message === '' ? type : `${type}: ${message}`));
  const found = firstKnown([...texts, ...restOfMessage(failure, lines)]);
  return found && { ...found, capture };
}

/** Lines of a message whose first line says nothing: "PrismaClientInitializationError:" and what stands below. */
function restOfMessage(
  { type, message }: FailureFact,
  lines: readonly string[],
): readonly string[] {
  if (message !== '' && !message.endsWith(':')) return [];
  const below = lines.slice(lines.findIndex((line) => line.includes(type)) + 1);
  const end = below.findIndex((line) => FRAME.test(line));
  return below
    .slice(0, end === -1 ? 0 : Math.min(end, MAX_MESSAGE_LINES))
    .map((line) => line.trim());
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
    if (details !== undefined) return { kind, details: bounded(details), quote: text };
  }
  return undefined;
}

/** A title has room for a name of this length. */
function bounded(details: Details): Details {
  const entries = Object.entries(details).map(([name, value]) => {
    return [name, name === 'advice' ? value : brief(value, MAX_DETAIL)] as const;
  });
  return Object.fromEntries(entries);
}
