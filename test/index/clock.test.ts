import { describe, expect, it } from 'vitest';
import { createClock } from '../../src/index/clock.ts';

const NOW = 1_000_000;

describe('createClock', () => {
  const cases: [string, [number, number], boolean, number | undefined][] = [
    [
      'less than the duration is not enough, and turns when it is',
      [NOW - 40, 100],
      false,
      NOW + 60,
    ],
    ['exactly the duration is enough and stays so', [NOW - 100, 100], true, undefined],
    ['more than the duration stays enough', [NOW - 1_000, 100], true, undefined],
    ['no duration has always passed', [NOW, 0], true, undefined],
    ['nothing has passed since now', [NOW, 100], false, NOW + 100],
    ['nothing has passed since a future instant', [NOW + 50, 100], false, NOW + 150],
    ['no duration has passed even since a future instant', [NOW + 50, 0], true, undefined],
    ['an instant that is no number is never long ago', [Number.NaN, 100], false, undefined],
    ['an endless duration never passes', [NOW, Number.POSITIVE_INFINITY], false, undefined],
    ['the beginning of time is long ago', [Number.NEGATIVE_INFINITY, 100], true, undefined],
  ];
  it.each(cases)('%s', (_claim, [instant, durationMs], answer, nextChangeMs) => {
    const clock = createClock(NOW);
    expect([clock.atLeast(instant, durationMs), clock.nextChangeMs]).toEqual([
      answer,
      nextChangeMs,
    ]);
  });

  it('announces the nearest of several changes', () => {
    const clock = createClock(NOW);
    clock.atLeast(NOW, 300);
    clock.atLeast(NOW, 100);
    clock.atLeast(NOW, 200);
    clock.atLeast(NOW - 500, 100);
    expect(clock.nextChangeMs).toBe(NOW + 100);
  });

  it('gives other answers at announced instants only', () => {
    const questions = [-70, -30, 0, 25, 60].flatMap((age) =>
      [0, 10, 40, 90].map((duration) => [NOW + age, duration] as const),
    );
    function ask(nowMs: number) {
      const clock = createClock(nowMs);
      const answers = questions.map(([instant, duration]) => clock.atLeast(instant, duration));
      return { answers: answers.join(), nextChangeMs: clock.nextChangeMs };
    }
    for (let nowMs = NOW - 100; nowMs < NOW + 200; nowMs += 1) {
      const before = ask(nowMs);
      const hasChanged = ask(nowMs + 1).answers !== before.answers;
      expect(hasChanged).toBe(before.nextChangeMs === nowMs + 1);
    }
  });
});
