import { describe, expect, it } from 'vitest';
import { podWith } from '../../src/classify/support/example-pods.ts';
import { loopingContainer } from '../../src/classify/support/examples.ts';
import type { LogCaptureFact, PodFact, WantedLog } from '../../src/facts/index.ts';
import type { KubeRequest } from '../../src/kube/client.ts';
import { ApiError } from '../../src/kube/errors.ts';
import type { ByteStream } from '../../src/kube/response.ts';
import { LogCollector } from '../../src/logs/collector.ts';
import { FakeTimers } from '../index/fake-timers.ts';

/** How the kubelet answers for one pod: a text, or what it throws. */
type Answer = string | Error;

function streamOf(text: string): ByteStream {
  return {
    async *[Symbol.asyncIterator]() {
      yield Buffer.from(text);
    },
    close() {},
  };
}

/** A collector, and a kubelet that takes its time. */
class Stand {
  readonly timers = new FakeTimers();
  /** Pods asked for, in order. */
  readonly asked: string[] = [];
  readonly askedMs: number[] = [];
  readonly captured: LogCaptureFact[] = [];
  readonly pods = new Map<string, PodFact>();
  readonly answers = new Map<string, Answer>();
  answerMs = 100;
  mayRead = true;
  refusals = 0;
  underWay = 0;
  most = 0;
  onCapture = (capture: LogCaptureFact): void => void this.captured.push(capture);
  readonly collector = new LogCollector({
    client: { stream: (request) => this.#stream(request) },
    timers: this.timers,
    epochNow: () => 0,
    podOf: (uid) => this.pods.get(uid),
    onCapture: (capture) => this.onCapture(capture),
    mayRead: () => this.mayRead,
    onRefused: () => {
      this.refusals += 1;
    },
  });

  /** The service wants the logs of these pods; the first is the newest. */
  want(service: string, ...names: readonly string[]): void {
    const wanted = names.map((name, index) => this.#wanted(name, names.length - index));
    this.collector.want({ namespace: 'shop', name: service }, { wanted, maxLines: 20 });
  }

  #wanted(name: string, atMs: number): WantedLog {
    const last = { containerId: `containerd://${name}`, finishedMs: atMs * 1_000 };
    const { pod } = podWith(loopingContainer(last), { name, uid: name });
    this.pods.set(name, pod);
    return {
      podUid: name,
      pod: name,
      container: 'app',
      containerKind: 'main',
      containerId: last.containerId,
      run: 'ended',
      atMs: last.finishedMs,
    };
  }

  async #stream({ path, signal }: KubeRequest): Promise<ByteStream> {
    const name = path.split('/').at(-2) ?? '';
    this.asked.push(name);
    this.askedMs.push(this.timers.now());
    this.underWay += 1;
    this.most = Math.max(this.most, this.underWay);
    await new Promise<void>((resolve, reject) => {
      this.timers.after(this.answerMs, resolve);
      signal?.addEventListener('abort', () => reject(new Error('aborted')));
    }).finally(() => {
      this.underWay -= 1;
    });
    const answer = this.answers.get(name) ?? 'FATAL';
    if (answer instanceof Error) throw answer;
    return streamOf(answer);
  }
}

function refusal(code: number, retryAfterMs?: number): ApiError {
  return new ApiError({ code, reason: '', message: 'no', path: '/', retryAfterMs });
}

describe('many at once', () => {
  it('are read ten a second, a service after the other', async () => {
    const stand = new Stand();
    const services = Array.from({ length: 300 }, (_, index) => `s${index}`);
    stand.collector.start();
    for (const name of services) stand.want(name, `${name}-a`, `${name}-b`);
    await stand.timers.advance(1_000);
    expect(stand.asked.length).toBe(11);
    await stand.timers.advance(29_000);
    // All have had their turn before one has its second.
    expect(stand.asked.length).toBe(301);
    expect(stand.asked.slice(0, 300)).toEqual(services.map((name) => `${name}-a`));
    expect(stand.asked[300]).toBe('s0-b');
  });

  it('are read five at a time when the nodes are slow', async () => {
    const stand = new Stand();
    stand.answerMs = 5_000;
    stand.collector.start();
    for (let n = 0; n < 50; n += 1) stand.want(`s${n}`, `p${n}`);
    await stand.timers.advance(14_999);
    expect([stand.asked.length, stand.captured.length, stand.most]).toEqual([15, 10, 5]);
  });
});

describe('a service', () => {
  it('gets the log of its newest crash first', async () => {
    const stand = new Stand();
    stand.collector.start();
    stand.want('web', 'new', 'old');
    await stand.timers.advance(1_000);
    expect(stand.captured.map(({ pod }) => pod)).toEqual(['new', 'old']);
  });

  it('that wants something else is not served what it wanted before', async () => {
    const stand = new Stand();
    stand.want('web', 'a', 'b');
    stand.want('web', 'c');
    stand.collector.start();
    await stand.timers.advance(100_000);
    expect(stand.asked).toEqual(['c']);
  });

  it('that wants nothing any more is forgotten', async () => {
    const stand = new Stand();
    stand.want('web', 'a');
    stand.want('web');
    stand.want('other');
    expect(stand.collector.counts).toEqual({ waiting: 0, underWay: 0 });
  });

  it('that goes on wanting what is there is not served twice', async () => {
    const stand = new Stand();
    stand.collector.start();
    stand.want('web', 'a');
    await stand.timers.advance(1_000);
    stand.want('web', 'a');
    await stand.timers.advance(100_000);
    expect(stand.asked).toEqual(['a']);
  });

  it('whose pod has gone on to another run is not served with it', async () => {
    const stand = new Stand();
    stand.want('web', 'a');
    stand.pods.set('a', podWith(loopingContainer({ containerId: 'containerd://other' })).pod);
    stand.collector.start();
    await stand.timers.advance(1_000);
    expect([stand.asked, stand.captured]).toEqual([[], []]);
  });
});

describe('a log that cannot be read', () => {
  it.each<[string, Answer, readonly number[]]>([
    ['for its pod is gone is not asked for again', refusal(404), [0]],
    ['for its container is gone is not either', 'unable to retrieve container logs for x://y', [0]],
    ['for the node has trouble is tried five times', refusal(500), [0, 2.1, 10.2, 40.3, 100.4]],
    ['for the run is not there yet is too', refusal(400), [0, 2.1, 10.2, 40.3, 100.4]],
    ['for the kubelet is out of reach is too', refusal(503), [0, 2.1, 10.2, 40.3, 100.4]],
  ])('%s', async (_claim, answer, seconds) => {
    const stand = new Stand();
    stand.answers.set('a', answer);
    stand.collector.start();
    stand.want('web', 'a');
    await stand.timers.advance(1_000_000);
    expect(stand.askedMs.map((ms) => ms / 1_000)).toEqual(seconds);
    expect([stand.captured, stand.timers.pending]).toEqual([[], 0]);
  });

  it('does not hold up the others', async () => {
    const stand = new Stand();
    stand.answers.set('a', refusal(500));
    stand.collector.start();
    stand.want('web', 'a', 'b');
    stand.want('other', 'c');
    await stand.timers.advance(1_000);
    expect(stand.captured.map(({ pod }) => pod).toSorted()).toEqual(['b', 'c']);
  });

  it('for no role allows it is told, and nothing is asked until one does', async () => {
    const stand = new Stand();
    stand.answers.set('a', refusal(403));
    stand.collector.start();
    stand.want('web', 'a');
    await stand.timers.advance(200);
    stand.mayRead = false;
    await stand.timers.advance(100_000);
    expect([stand.refusals, stand.asked]).toEqual([1, ['a']]);
    stand.answers.delete('a');
    stand.mayRead = true;
    stand.collector.wake();
    await stand.timers.advance(1_000);
    expect(stand.captured.map(({ pod }) => pod)).toEqual(['a']);
  });

  it.each([
    ['asks for ten seconds', refusal(429, 10_000), 10.1],
    ['is overloaded', refusal(429), 5.1],
    ['names a time', refusal(503, 7_000), 7.1],
    ['cannot be reached', Object.assign(new Error('no'), { code: 'ECONNREFUSED' }), 5.1],
  ])('for the API server %s lets all wait, and is no try', async (_claim, error, seconds) => {
    const stand = new Stand();
    stand.answers.set('a', error);
    stand.collector.start();
    stand.want('web', 'a');
    for (let n = 0; n < 8; n += 1) await stand.timers.advance(1_000);
    expect(stand.askedMs[1] ?? seconds * 1_000).toBe(seconds * 1_000);
    await stand.timers.advance(100_000);
    const tries = stand.asked.length;
    stand.answers.delete('a');
    await stand.timers.advance(20_000);
    expect([tries > 8, stand.captured.length]).toEqual([true, 1]);
  });

  it('for our own code throws on it costs only itself', async () => {
    const stand = new Stand();
    const { onCapture } = stand;
    stand.onCapture = (capture) => {
      if (capture.pod === 'a') throw new TypeError('a bug');
      onCapture(capture);
    };
    stand.collector.start();
    stand.want('web', 'a');
    stand.want('other', 'b');
    await stand.timers.advance(1_000_000);
    expect([stand.asked.filter((pod) => pod === 'a').length, stand.captured.length]).toEqual([
      5, 1,
    ]);
  });
});

describe('a collector', () => {
  it('that is off asks for nothing, and knows what is wanted when it is switched on', async () => {
    const stand = new Stand();
    stand.want('web', 'a');
    await stand.timers.advance(100_000);
    expect(stand.asked).toEqual([]);
    stand.collector.start();
    await stand.timers.advance(1_000);
    expect(stand.captured.length).toBe(1);
  });

  it('that is switched off gives up what is under way, and tries again later', async () => {
    const stand = new Stand();
    stand.collector.start();
    stand.want('web', 'a');
    await stand.timers.advance(50);
    await stand.collector.stop();
    await stand.timers.advance(100_000);
    expect([stand.asked, stand.captured, stand.collector.counts.underWay]).toEqual([['a'], [], 0]);
    stand.collector.start();
    await stand.timers.advance(1_000);
    expect([stand.asked, stand.captured.length]).toEqual([['a', 'a'], 1]);
  });
});
