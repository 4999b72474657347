import { setTimeout as sleep } from 'node:timers/promises';

export interface Patience {
  readonly what: string;
  readonly limitMs: number;
  readonly everyMs?: number;
}

/** Asks until the answer is defined, and returns it. */
export async function waitUntil<T>(
  { what, limitMs, everyMs = 500 }: Patience,
  ask: () => Promise<T | undefined>,
): Promise<T> {
  const deadline = Date.now() + limitMs;
  for (;;) {
    const answer = await ask();
    if (answer !== undefined) return answer;
    if (Date.now() > deadline) {
      throw new Error(`waited ${limitMs / 1000} s in vain for ${what}`);
    }
    await sleep(everyMs);
  }
}
