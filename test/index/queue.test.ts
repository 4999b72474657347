import { describe, expect, it } from 'vitest';
import { KeyedQueue, type QueueOptions } from '../../src/index/queue.ts';
import { FakeTimers, settle } from './fake-timers.ts';

const EPOCH_MS = 1_767_225_600_000;

/** A queue whose looks take no time unless `work` says otherwise. */
function world(overrides: Partial<QueueOptions> = {}) {
  const timers = new FakeTimers();
  const looks: string[] = [];
  const queue = new KeyedQueue({
    process: async (key) => {
      looks.push(`${key}@${timers.nowMs}`);
    },
    timers,
    epochNow: () => EPOCH_MS + timers.nowMs,
    ...overrides,
  });
  queue.start();
  return { timers, looks, queue };
}

/** A process whose looks end only when told to. */
function heldWork() {
  const ends: { key: string; end: () => void; fail: (error: Error) => void }[] = [];
  function process(key: string): Promise<void> {
    return new Promise((resolve, reject) => {
      ends.push({ key, end: resolve, fail: reject });
    });
  }
  return { ends, process };
}

describe('debounce', () => {
  it('looks once, one tick after the first of many changes', async () => {
    const { timers, looks, queue } = world();
    for (let change = 0; change < 10; change += 1) {
      queue.add('a');
      await timers.advance(20);
    }
    await timers.advance(1_000);
    expect(looks).toEqual(['a@250']);
  });

  it('is not postponed by a key that changes all the time', async () => {
    const { timers, looks, queue } = world();
    for (let elapsed = 0; elapsed < 1_000; elapsed += 10) {
      queue.add('a');
      await timers.advance(10);
    }
    expect(looks).toEqual(['a@250', 'a@500', 'a@750', 'a@1000']);
  });

  it('keeps nothing of a key that has been looked at', async () => {
    const { timers, queue } = world();
    queue.add('a');
    queue.add('b');
    expect(queue.size).toBe(2);
    await timers.advance(250);
    expect([queue.size, queue.waiting, queue.running, timers.pending]).toEqual([0, 0, 0, 0]);
  });

  it('waits for start', async () => {
    const timers = new FakeTimers();
    const looks: string[] = [];
    const queue = new KeyedQueue({
      process: async (key) => void looks.push(key),
      timers,
      epochNow: () => 0,
    });
    queue.add('a');
    await timers.advance(10_000);
    expect([looks, timers.pending]).toEqual([[], 0]);
    queue.start();
    await settle();
    expect(looks).toEqual(['a']);
  });
});

describe('looks in flight', () => {
  it('are at most one for each key; a change meanwhile is looked at afterwards', async () => {
    const { ends, process } = heldWork();
    const { timers, queue } = world({ process });
    queue.add('a');
    await timers.advance(250);
    queue.add('a');
    await timers.advance(10_000);
    expect([ends.length, queue.running]).toEqual([1, 1]);
    ends[0]?.end();
    await timers.advance(0);
    expect(ends.length).toBe(2);
    ends[1]?.end();
    await timers.advance(10_000);
    expect([ends.length, queue.size]).toEqual([2, 0]);
  });

  it('still keep the tick between a change and its look', async () => {
    const { ends, process } = heldWork();
    const { timers, queue } = world({ process });
    queue.add('a');
    await timers.advance(250);
    queue.add('a');
    ends[0]?.end();
    await timers.advance(249);
    expect(ends.length).toBe(1);
    await timers.advance(1);
    expect(ends.length).toBe(2);
  });

  it('are as many as there are workers, and the rest follows in turn', async () => {
    const { ends, process } = heldWork();
    const { timers, queue } = world({ process, workers: 2 });
    for (const key of ['a', 'b', 'c']) {
      queue.add(key);
      await timers.advance(1);
    }
    await timers.advance(1_000);
    expect(ends.map(({ key }) => key)).toEqual(['a', 'b']);
    ends[0]?.end();
    await timers.advance(0);
    expect(ends.map(({ key }) => key)).toEqual(['a', 'b', 'c']);
  });

  it('of a noisy key never starve a quiet one', async () => {
    const looks: string[] = [];
    const { timers, queue } = world({
      workers: 1,
      process: async (key) => {
        looks.push(key);
        for (const noisy of ['n1', 'n2', 'n3']) queue.add(noisy);
        await new Promise<void>((resolve) => void timers.after(200, resolve));
      },
    });
    queue.add('n1');
    queue.add('n2');
    queue.add('n3');
    await timers.advance(100);
    queue.add('quiet');
    await timers.advance(1_000);
    expect(looks.slice(0, 4)).toEqual(['n1', 'n2', 'n3', 'quiet']);
  });
});

describe('announced instants', () => {
  it('are looked at exactly then', async () => {
    const { timers, looks, queue } = world();
    queue.addAt('a', EPOCH_MS + 60_000);
    await timers.advance(59_999);
    expect(looks).toEqual([]);
    await timers.advance(1);
    expect(looks).toEqual(['a@60000']);
  });

  it('of one key: the earliest wins, whichever came first', async () => {
    for (const instants of [
      [5_000, 9_000],
      [9_000, 5_000],
    ]) {
      const { timers, looks, queue } = world();
      for (const instant of instants) queue.addAt('a', EPOCH_MS + instant);
      await timers.advance(20_000);
      expect(looks).toEqual(['a@5000']);
    }
  });

  it('are overtaken by a change, and then announced anew by that look', async () => {
    const { timers, looks, queue } = world();
    queue.addAt('a', EPOCH_MS + 5_000);
    queue.add('a');
    await timers.advance(20_000);
    expect(looks).toEqual(['a@250']);
  });

  it('in the past are looked at now', async () => {
    const { timers, looks, queue } = world();
    queue.addAt('a', EPOCH_MS - 5_000);
    await timers.advance(0);
    expect(looks).toEqual(['a@0']);
  });

  it('that are no numbers are no instants', () => {
    const { timers, queue } = world();
    queue.addAt('a', Number.NaN);
    queue.addAt('a', Number.POSITIVE_INFINITY);
    expect([queue.size, timers.pending]).toEqual([0, 0]);
  });

  it('beyond what a timer can hold are reached in steps', async () => {
    const { timers, looks, queue } = world();
    const farMs = 2 ** 31 * 2 + 7;
    queue.addAt('a', EPOCH_MS + farMs);
    expect(timers.longestMs).toBe(2 ** 31 - 1);
    await timers.advance(farMs - 1);
    expect(looks).toEqual([]);
    await timers.advance(1);
    expect([looks, timers.longestMs]).toEqual([[`a@${farMs}`], 2 ** 31 - 1]);
  });

  it('of a thousand keys share one timer and come in order', async () => {
    const { timers, looks, queue } = world();
    const instants = Array.from({ length: 1_000 }, (_, index) => ((index * 7_919) % 1_000) + 1);
    for (const instant of instants) queue.addAt(`k${instant}`, EPOCH_MS + instant);
    expect([queue.waiting, timers.pending]).toEqual([1_000, 1]);
    await timers.advance(1_000);
    const sorted = instants.toSorted((left, right) => left - right);
    expect(looks).toEqual(sorted.map((instant) => `k${instant}@${instant}`));
  });

  it('that each look repeats do not pile up', async () => {
    const { timers, queue } = world({
      process: async (key) => queue.addAt(key, EPOCH_MS + 1e9),
    });
    for (let round = 0; round < 100; round += 1) {
      queue.add('a');
      await timers.advance(300);
    }
    expect([queue.size, queue.waiting, timers.pending]).toEqual([1, 1, 1]);
  });
});

describe('failure', () => {
  it('is tried again after growing, jittered waits with a ceiling', async () => {
    const waits: number[] = [];
    const { timers, queue } = world({
      process: () => Promise.reject(new Error('refused')),
      onFailure: (_key, _error, retryMs) => waits.push(retryMs),
      minBackoffMs: 1_000,
      maxBackoffMs: 6_000,
    });
    timers.chance = 0;
    queue.add('a');
    await timers.advance(12_000);
    expect(waits).toEqual([500, 1_000, 2_000, 3_000, 3_000, 3_000]);
  });

  it('thrown at once counts like one that comes later', async () => {
    const errors: unknown[] = [];
    const { timers, queue } = world({
      process: () => {
        throw new Error('bug');
      },
      onFailure: (key, error) => errors.push(`${key}: ${String(error)}`),
    });
    queue.add('a');
    await timers.advance(250);
    expect([errors, queue.waiting]).toEqual([['a: Error: bug'], 1]);
  });

  it('holds back changes too, so a busy broken key is no hot loop', async () => {
    let looks = 0;
    const { timers, queue } = world({
      process: () => {
        looks += 1;
        return Promise.reject(new Error('refused'));
      },
      minBackoffMs: 10_000,
    });
    timers.chance = 0;
    for (let elapsed = 0; elapsed < 5_000; elapsed += 50) {
      queue.add('a');
      await timers.advance(50);
    }
    expect(looks).toBe(1);
    await timers.advance(250);
    expect(looks).toBe(2);
  });

  it('of one key delays no other', async () => {
    const looks: string[] = [];
    const { timers, queue } = world({
      process: async (key) => {
        looks.push(`${key}@${timers.nowMs}`);
        if (key === 'bad') throw new Error('refused');
      },
      minBackoffMs: 60_000,
      maxBackoffMs: 60_000,
      workers: 1,
    });
    queue.add('bad');
    queue.add('good');
    await timers.advance(1_000);
    expect(looks).toEqual(['bad@250', 'good@250']);
  });

  it('is forgotten after a success', async () => {
    const waits: number[] = [];
    let isBroken = true;
    const { timers, queue } = world({
      process: () => (isBroken ? Promise.reject(new Error('refused')) : Promise.resolve()),
      onFailure: (_key, _error, retryMs) => waits.push(retryMs),
      minBackoffMs: 1_000,
    });
    timers.chance = 0;
    queue.add('a');
    await timers.advance(800);
    isBroken = false;
    await timers.advance(5_000);
    expect(queue.size).toBe(0);
    isBroken = true;
    queue.add('a');
    await timers.advance(250);
    expect(waits).toEqual([500, 1_000, 500]);
  });
});

describe('a success', () => {
  it('forgets earlier failures even when another look is asked for meanwhile', async () => {
    const waits: number[] = [];
    const { ends, process } = heldWork();
    const { timers, queue } = world({
      process,
      onFailure: (_key, _error, retryMs) => waits.push(retryMs),
      minBackoffMs: 1_000,
    });
    timers.chance = 0;
    queue.add('a');
    await timers.advance(250);
    ends[0]?.fail(new Error('refused'));
    await timers.advance(500);
    queue.add('a');
    ends[1]?.end();
    await timers.advance(250);
    ends[2]?.fail(new Error('refused'));
    await timers.advance(0);
    expect(waits).toEqual([500, 500]);
  });
});

describe('remove', () => {
  it('forgets what waits and its back-off', async () => {
    const { timers, queue } = world({ process: () => Promise.reject(new Error('refused')) });
    queue.add('a');
    await timers.advance(250);
    queue.addAt('b', EPOCH_MS + 5_000);
    queue.remove('a');
    queue.remove('b');
    queue.remove('never seen');
    expect([queue.size, queue.waiting]).toEqual([0, 0]);
    queue.add('a');
    await timers.advance(250);
    expect(queue.waiting).toBe(1);
  });

  it('lets a look in flight end, and does not try it again', async () => {
    const { ends, process } = heldWork();
    const { timers, queue } = world({ process });
    queue.add('a');
    await timers.advance(250);
    queue.remove('a');
    ends[0]?.fail(new Error('gone'));
    await timers.advance(60_000);
    expect([ends.length, queue.size]).toEqual([1, 0]);
  });

  it('does not stop a key that comes back while in flight', async () => {
    const { ends, process } = heldWork();
    const { timers, queue } = world({ process });
    queue.add('a');
    await timers.advance(250);
    queue.remove('a');
    queue.add('a');
    ends[0]?.end();
    await timers.advance(250);
    expect(ends.length).toBe(2);
  });
});

describe('a key that came back', () => {
  it('is tried again like any other when its look in flight fails', async () => {
    const { ends, process } = heldWork();
    const waits: number[] = [];
    const { timers, queue } = world({
      process,
      onFailure: (_key, _error, retryMs) => waits.push(retryMs),
    });
    timers.chance = 0;
    queue.add('a');
    await timers.advance(250);
    queue.remove('a');
    queue.add('a');
    ends[0]?.fail(new Error('refused'));
    await timers.advance(10_000);
    expect([waits, ends.length]).toEqual([[250], 2]);
  });
});

describe('stop', () => {
  it('ends at once when nothing is in flight, and leaves no timer', async () => {
    const { timers, looks, queue } = world();
    queue.add('a');
    queue.addAt('b', EPOCH_MS + 5_000);
    expect(await queue.stop(1_000)).toBe(true);
    queue.add('c');
    await timers.advance(60_000);
    expect([looks, timers.pending, queue.size]).toEqual([[], 0, 0]);
  });

  it('waits for looks in flight and starts no other', async () => {
    const { ends, process } = heldWork();
    const { timers, queue } = world({ process, workers: 1 });
    queue.add('a');
    queue.add('b');
    await timers.advance(250);
    const stopped = queue.stop(1_000);
    queue.add('a');
    await timers.advance(100);
    ends[0]?.end();
    expect(await stopped).toBe(true);
    await timers.advance(60_000);
    expect([ends.length, timers.pending]).toEqual([1, 0]);
  });

  it('waits no longer than the limit', async () => {
    const { timers, queue } = world({ process: heldWork().process });
    queue.add('a');
    await timers.advance(250);
    const stopped = queue.stop(1_000);
    await timers.advance(1_000);
    expect(await stopped).toBe(false);
  });

  it('may come from within a look, and twice', async () => {
    const results: Promise<boolean>[] = [];
    const { timers, queue } = world({
      process: async () => {
        results.push(queue.stop(1_000), queue.stop(1_000));
      },
    });
    queue.add('a');
    queue.add('b');
    await timers.advance(250);
    expect([await Promise.all(results), timers.pending]).toEqual([[true, true], 0]);
  });

  it('at any moment loses no look that has begun and begins none', async () => {
    for (let stopMs = 0; stopMs < 1_200; stopMs += 50) {
      let begun = 0;
      let ended = 0;
      const { timers, queue } = world({
        workers: 2,
        process: async (key) => {
          begun += 1;
          await new Promise<void>((resolve) => void timers.after(120, resolve));
          ended += 1;
          if (key === 'b') throw new Error('refused');
        },
      });
      for (const key of ['a', 'b', 'c', 'd']) queue.add(key);
      await timers.advance(stopMs);
      const before = begun;
      const stopped = queue.stop(1_000);
      await timers.advance(1_000);
      expect([await stopped, begun, ended, timers.pending]).toEqual([true, before, before, 0]);
    }
  });
});

describe('wake-ups', () => {
  it('are never lost: after the last change of a key there is always a look', async () => {
    // A fixed sequence of chance: changes, slow looks and failures in every mixture.
    let seed = 42;
    function chance(): number {
      seed = (seed * 1_103_515_245 + 12_345) % 2_147_483_648;
      return seed / 2_147_483_648;
    }
    const changedMs = new Map<string, number>();
    const lookedMs = new Map<string, number>();
    const { timers, queue } = world({
      workers: 3,
      minBackoffMs: 100,
      maxBackoffMs: 400,
      process: async (key) => {
        const beganMs = timers.nowMs;
        await new Promise<void>((resolve) => void timers.after(chance() * 300, resolve));
        if (chance() < 0.3) throw new Error('refused');
        lookedMs.set(key, beganMs);
      },
    });
    for (let change = 0; change < 500; change += 1) {
      const key = `k${Math.floor(chance() * 10)}`;
      changedMs.set(key, timers.nowMs);
      queue.add(key);
      await timers.advance(chance() * 60);
    }
    await timers.advance(60_000);
    expect(queue.size).toBe(0);
    for (const [key, ms] of changedMs) expect(lookedMs.get(key)).toBeGreaterThanOrEqual(ms);
  });
});

describe('forgiving', () => {
  it('looks at once at what waits after failures, and at nothing else', async () => {
    let isBroken = true;
    const looks: string[] = [];
    const { timers, queue } = world({
      process: async (key) => {
        looks.push(`${key}@${timers.nowMs}`);
        if (isBroken) throw new Error('nobody answers');
      },
    });
    queue.add('a');
    await timers.advance(20_000);
    queue.addAt('later', EPOCH_MS + 300_000);
    isBroken = false;
    looks.length = 0;
    queue.forgive();
    await timers.advance(60_000);
    expect(looks).toEqual(['a@20250']);
  });
});
