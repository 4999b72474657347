// Of src/classify/support.
import type { Accepted } from './entry.ts';

export const IN_SUPPORT: readonly Accepted[] = [
  {
    file: 'src/classify/support/crash-history.ts',
    line: 'const pauseMs = (container.state.startedMs ?? 0) - last.finishedMs;',
    original: '0',
    replacement: '1',
    reason: 'either lies before every crash, so that there was no pause',
  },
  {
    file: 'src/classify/support/text.ts',
    line: 'if (left < right) return -1;',
    original: 'left < right',
    replacement: 'left <= right',
    reason: 'texts that read the same look the same in either order',
  },
  {
    file: 'src/classify/support/text.ts',
    line: 'return 1;',
    original: '1',
    replacement: '0',
    reason: 'V8 asks a comparison only whether it is below zero',
  },
  {
    file: 'src/classify/support/events.ts',
    line: 'if (named.length === 0) return own;',
    original: 'named.length === 0',
    replacement: 'false',
    reason: 'what follows comes to the same list, only later',
  },
  {
    file: 'src/classify/support/eviction-messages.ts',
    line: 'const bounded = message.slice(0, MAX_READ_CHARACTERS);',
    original: '0',
    replacement: '1',
    reason: 'the messages that get here begin with "The node" or "Pod was", where no use begins',
  },
  {
    file: 'src/classify/support/inferred-kills.ts',
    line: 'const run = newestCrash(at, ({ exitCode, reason, finishedMs = 0 }) => {',
    original: '0',
    replacement: '1',
    reason: 'either lies before every failure',
  },
  {
    file: 'src/classify/support/probe-kills.ts',
    line: 'return isAfterFirst && (startedMs ?? 0) <= kill.lastMs + ROUNDING_MS;',
    original: '0',
    replacement: '1',
    reason: 'either lies before every kill',
  },
  {
    file: 'src/classify/support/probe-kills.ts',
    line: 'if (probe === undefined || (end.finishedMs ?? 0) < kill.firstMs) return false;',
    original: '0',
    replacement: '1',
    reason: 'either lies before every kill',
  },
  {
    file: 'src/classify/support/probe-kills.ts',
    line: 'if (probe === undefined || (end.finishedMs ?? 0) < kill.firstMs) return false;',
    original: '(end.finishedMs ?? 0) < kill.firstMs',
    replacement: '(end.finishedMs ?? 0) <= kill.firstMs',
    reason: 'a run that ended in that instant was found before, as ended by the kill',
  },
  {
    file: 'src/classify/support/text.ts',
    line: 'if (steady.includes(sign)) steady = steady.replace(pattern, instead);',
    original: 'steady.includes(sign)',
    replacement: 'true',
    reason: 'a pattern only matches where its sign is: asking first saves time',
  },
];
