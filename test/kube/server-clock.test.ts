import { describe, expect, test } from 'vitest';
import { ServerClock } from '../../src/kube/server-clock.ts';

/** A local clock to turn by hand, and a server whose clock is `aheadMs` ahead. */
function createWorld(aheadMs: number) {
  const local = { nowMs: 1_000_000_000_500 };
  const clock = new ServerClock(() => local.nowMs);
  function ask(roundTripMs = 10, ahead = aheadMs): void {
    const sentMs = local.nowMs;
    local.nowMs += roundTripMs;
    const serverMs = sentMs + roundTripMs / 2 + ahead;
    clock.observe({
      serverDateMs: Math.floor(serverMs / 1_000) * 1_000,
      sentMs,
      receivedMs: local.nowMs,
    });
  }
  return { local, clock, ask, errorMs: () => clock.now() - (local.nowMs + aheadMs) };
}

describe('the server clock', () => {
  test('is the local clock before any answer', () => {
    const { clock, local } = createWorld(0);
    expect(clock.now()).toBe(local.nowMs);
  });

  test('does not correct a local clock that is right', () => {
    const { clock, local, ask } = createWorld(0);
    for (let count = 0; count < 50; count += 1) {
      ask(137);
      expect(clock.now()).toBe(local.nowMs);
      local.nowMs += 733;
    }
  });

  test.each([-3_600_000, -1_700, 2_400, 86_400_000])(
    'comes within 30 ms of a server %i ms ahead, though Date counts seconds',
    (aheadMs) => {
      const { local, ask, errorMs } = createWorld(aheadMs);
      for (let count = 0; count < 100; count += 1) {
        ask();
        local.nowMs += 317;
      }
      expect(Math.abs(errorMs())).toBeLessThan(30);
    },
  );

  test('is not misled by an answer that took a minute', () => {
    const { ask, errorMs } = createWorld(5_000);
    for (let count = 0; count < 100; count += 1) ask(97);
    ask(60_000);
    expect(Math.abs(errorMs())).toBeLessThan(100);
  });

  test('follows a server clock that is set', () => {
    const { clock, local, ask } = createWorld(0);
    ask();
    ask(10, 7_200_000);
    expect(Math.abs(clock.now() - local.nowMs - 7_200_000)).toBeLessThan(1_000);
    ask(10, 0);
    expect(Math.abs(clock.now() - local.nowMs)).toBeLessThan(1_000);
  });

  test('never goes back over a small correction', () => {
    const { clock, local, ask } = createWorld(3_000);
    let lastMs = 0;
    for (let count = 0; count < 200; count += 1) {
      ask(40, 3_000 - count * 30);
      local.nowMs += 11;
      const nowMs = clock.now();
      expect(nowMs).toBeGreaterThanOrEqual(lastMs);
      lastMs = nowMs;
    }
  });

  test('ignores an answer without a date', () => {
    const { clock, local } = createWorld(0);
    clock.observe({ serverDateMs: Number.NaN, sentMs: 0, receivedMs: 1 });
    expect(clock.now()).toBe(local.nowMs);
  });
});
