import type { Timers } from './types.ts';

/** The machine's own clock and chance. */
export const systemTimers: Timers = {
  now: () => performance.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

/** Waits; an abort ends the wait at once and without an error, so the caller looks at the signal afterwards. */
export function sleep(ms: number, timers: Timers, signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted || ms <= 0) {
      resolve();
      return;
    }
    function finish(): void {
      cancel();
      signal.removeEventListener('abort', finish);
      resolve();
    }
    const cancel = timers.after(ms, finish);
    signal.addEventListener('abort', finish);
  });
}
