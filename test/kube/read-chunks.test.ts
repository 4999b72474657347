import { describe, expect, test } from 'vitest';
import { readChunks } from '../../src/kube/read-chunks.ts';
import type { ByteStream } from '../../src/kube/response.ts';
import { systemTimers } from '../../src/kube/timers.ts';

function streamOf(chunks: AsyncIterable<Buffer>): ByteStream & { readonly closed: number } {
  let closed = 0;
  return {
    [Symbol.asyncIterator]: () => chunks[Symbol.asyncIterator](),
    close: () => void (closed += 1),
    get closed() {
      return closed;
    },
  };
}

async function* buffered(count: number): AsyncGenerator<Buffer> {
  for (let index = 0; index < count; index += 1) yield Buffer.from([index]);
}

describe('reading', () => {
  test('gives others a turn after each 8 ms of work', async () => {
    let nowMs = 0;
    let turns = 0;
    let isReading = true;
    function countTurn(): void {
      turns += 1;
      if (isReading) setImmediate(countTurn);
    }
    setImmediate(countTurn);
    await readChunks(streamOf(buffered(40)), {
      silenceMs: 1_000,
      timers: { ...systemTimers, now: () => nowMs },
      signal: new AbortController().signal,
      onChunk: () => void (nowMs += 4),
    });
    isReading = false;
    // 40 chunks of 4 ms: a pause after every second one, and buffered chunks give none by themselves.
    expect(turns).toBeGreaterThanOrEqual(20);
    expect(turns).toBeLessThanOrEqual(25);
  });

  test('closes the stream at the end, on an error of the reader, and after an abort', async () => {
    const abort = new AbortController();
    const options = { silenceMs: 1_000, timers: systemTimers, signal: abort.signal };
    const seen: number[] = [];
    const whole = streamOf(buffered(3));
    await readChunks(whole, { ...options, onChunk: (chunk) => void seen.push(chunk[0] ?? -1) });
    const broken = streamOf(buffered(3));
    const reading = readChunks(broken, {
      ...options,
      onChunk() {
        throw new Error('reader');
      },
    });
    await expect(reading).rejects.toThrow('reader');
    const aborted = streamOf(buffered(3));
    await readChunks(aborted, { ...options, onChunk: () => abort.abort() });
    expect(seen).toEqual([0, 1, 2]);
    expect([whole.closed, broken.closed, aborted.closed]).toEqual([1, 1, 1]);
  });

  test('takes a stream that ends because of its silence for silent, not for ended', async () => {
    const closed = Promise.withResolvers<void>();
    const silent: ByteStream = {
      async *[Symbol.asyncIterator]() {
        yield Buffer.from('x');
        await closed.promise;
      },
      close: () => closed.resolve(),
    };
    const reading = readChunks(silent, {
      silenceMs: 30,
      timers: systemTimers,
      signal: new AbortController().signal,
      onChunk: () => {},
    });
    await expect(reading).rejects.toThrow('no byte for 30 ms');
  });
});
