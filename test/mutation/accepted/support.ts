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
];
