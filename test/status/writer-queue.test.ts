import { describe, expect, it } from 'vitest';
import type { HealthWord } from '../../src/api/health.ts';
import { ApiError } from '../../src/kube/errors.ts';
import { contentHash } from '../../src/sources/content-hash.ts';
import type { HeldObject, WriteRequest } from '../../src/status/write-types.ts';
import { createScripted, echo, outcomesOf, request, STATUS, settle } from './writing.ts';

/** What is known of an object with another status than the one we write. */
const OLD: HeldObject = {
  uid: 'u',
  resourceVersion: '1',
  labels: new Map([
    ['servicehealth.dev/discovered', 'true'],
    ['team', 'red'],
  ]),
  contentHash: 'old',
};
const CURRENT: HeldObject = { ...OLD, contentHash: contentHash(STATUS) };

function update(name: string, health: HealthWord = 'Healthy'): WriteRequest {
  return request({ name, service: name, held: OLD, status: { ...STATUS, health } });
}

function tooMany(retryAfterMs: number): ApiError {
  return new ApiError({
    code: 429,
    reason: 'TooManyRequests',
    message: 'slow down',
    path: '/',
    retryAfterMs,
  });
}

describe('the order of writes is', () => {
  it('worse words first, then oldest first, heartbeats last', async () => {
    const { writer, pending, timers } = createScripted({ writeQps: 1, burst: 1 });
    const heartbeat = request({ name: 'beat', service: 'beat', held: CURRENT, heartbeat: true });
    for (const each of [
      update('first'),
      heartbeat,
      update('suspended', 'Suspended'),
      update('healthy'),
      update('degraded', 'Degraded'),
      update('dead-1', 'Unhealthy'),
      update('unknown', 'Unknown'),
      update('dead-2', 'Unhealthy'),
      update('starting', 'Progressing'),
    ]) {
      void writer.write(each);
    }
    await timers.advance(20_000);
    expect(pending.map(({ path }) => path.split('/')[1])).toEqual([
      'first',
      'dead-1',
      'dead-2',
      'unknown',
      'degraded',
      'starting',
      'healthy',
      'suspended',
      'beat',
    ]);
  });

  it('that of its newest word for a service that waits', async () => {
    const { writer, pending, timers } = createScripted({ writeQps: 1, burst: 1 });
    for (const each of [
      update('first'),
      update('a', 'Unhealthy'),
      update('b', 'Degraded'),
      update('a', 'Healthy'),
    ]) {
      void writer.write(each);
    }
    await timers.advance(20_000);
    expect(pending.map(({ path }) => path.split('/')[1])).toEqual(['first', 'b', 'a']);
  });
});

describe('the rate', () => {
  it('is a burst, then so many per second', async () => {
    const { writer, pending, timers } = createScripted({ writeQps: 10, burst: 5 });
    for (let index = 0; index < 30; index += 1) void writer.write(update(`s${index}`));
    const counts: number[] = [];
    for (const ms of [0, 100, 900, 1_000]) {
      await timers.advance(ms);
      counts.push(pending.length);
    }
    expect(counts).toEqual([5, 6, 15, 25]);
  });

  it('counts requests: an object that is made costs two', async () => {
    const { writer, pending, timers } = createScripted({ writeQps: 1, burst: 2 });
    void writer.write(request({ name: 'new', service: 'new' }));
    await settle();
    pending[0]?.answer(echo(pending[0].body));
    await settle();
    void writer.write(update('next'));
    await settle();
    expect(pending.map(({ path }) => path)).toEqual(['shop/new', 'shop/new/status']);
    await timers.advance(1_000);
    expect(pending).toHaveLength(3);
  });

  it('never means more than 32 requests at a time', async () => {
    const { writer, pending } = createScripted({ writeQps: 1_000, burst: 1_000 });
    for (let index = 0; index < 40; index += 1) void writer.write(update(`s${index}`));
    await settle();
    expect(pending).toHaveLength(32);
    pending[0]?.answer(echo(pending[0].body));
    await settle();
    expect(pending).toHaveLength(33);
  });

  it('is none while the API server asks for time', async () => {
    const { writer, pending, timers } = createScripted();
    const refused = writer.write(update('a'));
    await settle();
    pending[0]?.refuse(tooMany(7_000));
    expect(await refused).toEqual({
      kind: 'failed',
      code: 429,
      isRetryable: true,
      retryAfterMs: 7_000,
      message: 'slow down',
    });
    void writer.write(update('b'));
    await timers.advance(6_999);
    expect(pending).toHaveLength(1);
    await timers.advance(1);
    expect(pending).toHaveLength(2);
  });
});

describe('two writes of one service', () => {
  it('become one while the first waits', async () => {
    const { writer, pending, timers } = createScripted({ writeQps: 1, burst: 1 });
    const writes = [
      writer.write(update('first')),
      writer.write(update('a', 'Degraded')),
      writer.write(update('a', 'Healthy')),
    ];
    expect(await outcomesOf(writes)).toEqual([undefined, 'superseded', undefined]);
    await timers.advance(1_000);
    expect(pending.map(({ body }) => body)).toMatchObject([
      { metadata: { name: 'first' } },
      { metadata: { name: 'a' }, status: { health: 'Healthy' } },
    ]);
  });

  it('never overlap; the second knows what the first has written', async () => {
    const { writer, pending } = createScripted();
    const same = { ...update('checkout'), status: STATUS };
    const writes = [writer.write(same), writer.write(same)];
    await settle();
    expect(pending).toHaveLength(1);
    pending[0]?.answer(echo(pending[0].body));
    expect(await outcomesOf(writes)).toEqual(['written', 'unchanged']);
    expect(pending).toHaveLength(1);
  });

  it('are two requests when they differ', async () => {
    const { writer, pending } = createScripted();
    const words: readonly HealthWord[] = ['Degraded', 'Healthy'];
    const writes = words.map((health) => writer.write(update('checkout', health)));
    await settle();
    pending[0]?.answer(echo(pending[0].body));
    await settle();
    pending[1]?.answer(echo(pending[1].body));
    expect(await outcomesOf(writes)).toEqual(['written', 'written']);
  });

  it('keep a heartbeat that was due', async () => {
    const { writer, pending } = createScripted();
    const plain = request({ held: CURRENT });
    const writes = [
      writer.write(update('checkout', 'Degraded')),
      writer.write({ ...plain, heartbeat: true }),
      writer.write(plain),
    ];
    await settle();
    pending[0]?.answer(echo({ status: STATUS }));
    await settle();
    expect(pending).toHaveLength(2);
    pending[1]?.answer(echo(pending[1].body));
    expect(await outcomesOf(writes)).toEqual(['written', 'superseded', 'written']);
  });
});

describe('a stop', () => {
  it('sends what waits, and takes no more', async () => {
    const { writer, pending } = createScripted();
    const writes = [writer.write(update('a'))];
    await settle();
    const stopped = writer.stop();
    writes.push(writer.write(update('b')));
    pending[0]?.answer(echo(pending[0].body));
    await stopped;
    expect(await outcomesOf(writes)).toEqual(['written', 'stopped']);
  });

  it('gives up what does not end in time, on its way or waiting', async () => {
    const { writer, timers } = createScripted({ writeQps: 0.01, burst: 1 });
    const writes = [writer.write(update('a')), writer.write(update('b'))];
    await settle();
    const stopped = writer.stop(2_000);
    await timers.advance(2_000);
    await stopped;
    expect(await outcomesOf(writes)).toEqual(['stopped', 'stopped']);
  });

  it('ends at once when nothing is to be sent', async () => {
    const { writer } = createScripted();
    await writer.stop();
    expect(await writer.write(update('a'))).toEqual({ kind: 'stopped' });
  });
});

it('an API server that keeps less than it is sent is said once and not written to for ever', async () => {
  const { writer, pending, lines } = createScripted();
  const held: HeldObject[] = [];
  for (const name of ['a', 'b']) {
    const write = writer.write(update(name));
    await settle();
    pending.at(-1)?.answer(echo({ status: {} }));
    const outcome = await write;
    if (outcome.kind === 'written') held.push(outcome.held);
  }
  const again = await Promise.all(
    ['a', 'b'].map((name, index) => writer.write({ ...update(name), held: held[index] })),
  );
  expect(again).toEqual([{ kind: 'unchanged' }, { kind: 'unchanged' }]);
  expect(lines).toEqual([
    'the API server keeps less than is sent: is the CRD older than this program? {"resource":"servicehealths"}',
  ]);
});
