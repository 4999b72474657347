// What a program that goes on says it waits for.
import type { LogCaptureFact } from '../../facts/index.ts';
import { unknownHostIn, unreachedIn } from './log-hosts.ts';

const TARGET = String.raw`([A-Za-z0-9][A-Za-z0-9._-]{0,252}(?::\d{1,5})?)`;

const AWAITED: readonly RegExp[] = [
  // pg_isready of PostgreSQL.
  new RegExp(String.raw`^${TARGET} - (?:no response|rejecting connections)`),
  // wait-for-it.sh, dockerize and what people write themselves: a port, or a name that is no word of the sentence.
  new RegExp(
    String.raw`\bwait(?:ing)? (?:\d{1,6} seconds? )?for:? (?:tcp://|https?://)?([A-Za-z0-9][A-Za-z0-9._-]{0,252}:\d{1,5})`,
    'i',
  ),
  new RegExp(String.raw`\bwait(?:ing)? for (?:service|host|database) ["'\`]?${TARGET}`, 'i'),
];
const LOOKED_FOR: readonly RegExp[] = [
  // nc and wget of BusyBox; nslookup of BusyBox and of BIND.
  new RegExp(String.raw`\bbad address '${TARGET}'`),
  new RegExp(String.raw`\bcan't (?:resolve|find) '?${TARGET}'?`),
];
const LAST_LINES = 5;

/** Completes a sentence: "waits for orders-db:5432". */
interface Wait {
  readonly waits: string;
  readonly quote: string;
}

/** The last that a run which goes on has said of it. */
export function waitIn({ lines }: LogCaptureFact): Wait | undefined {
  for (const line of lines.slice(-LAST_LINES).toReversed()) {
    const waits = waitsFor(line.trim());
    if (waits !== undefined) return { waits, quote: line };
  }
  return undefined;
}

function waitsFor(line: string): string | undefined {
  const target = firstOf(AWAITED, line) ?? unreachedIn(line)?.target;
  if (target !== undefined) return `waits for ${target}`;
  const host = firstOf(LOOKED_FOR, line);
  if (host !== undefined) return `looks in vain for host "${host}"`;
  const unknown = unknownHostIn(line)?.host;
  return unknown === undefined ? undefined : `looks in vain for ${unknown}`;
}

function firstOf(patterns: readonly RegExp[], line: string): string | undefined {
  for (const pattern of patterns) {
    const found = pattern.exec(line)?.[1];
    if (found !== undefined) return found;
  }
  return undefined;
}
