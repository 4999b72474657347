// What it costs to take secrets out of logs, beside what it costs only to parse the same bytes.
import { redact } from '../../src/logs/text/redact.ts';
import { sanitise } from '../../src/logs/text/sanitise.ts';
import { BENIGN, benignLines } from '../logs/text/corpus/benign.ts';
import { plantedTokens } from '../logs/text/corpus/planted.ts';

export interface Throughput {
  readonly title: string;
  readonly megabytes: number;
  readonly redactPerSecond: number;
  /** `JSON.parse` of the same text as a list of strings. */
  readonly parsePerSecond: number;
}

/** Megabytes a second of logs with few, one in ten and only secrets, and of short messages one by one. */
export function benchRedact(rounds: number): readonly Throughput[] {
  const harmless = benignLines(BENIGN, 3, 10_000);
  const secret = plantedTokens(1).map(({ text }) => text);
  const mixed = harmless.map((line, index) => {
    return index % 10 === 0 ? (secret[(index / 10) % secret.length] ?? '') : line;
  });
  return [
    throughput('a log without secrets', [harmless.join('\n')], rounds),
    throughput('a log with one in each tenth line', [mixed.join('\n')], rounds),
    throughput('messages of one line each', harmless, rounds),
  ];
}

function throughput(title: string, texts: readonly string[], rounds: number): Throughput {
  const json = JSON.stringify(texts.flatMap((text) => text.split('\n')));
  const megabytes = Buffer.byteLength(texts.join('')) / 1e6;
  const all = rounds * megabytes * 1e6;
  return {
    title,
    megabytes,
    redactPerSecond: all / cpuMicros(rounds, () => texts.map((text) => redact(sanitise(text)))),
    parsePerSecond: all / cpuMicros(rounds, () => JSON.parse(json)),
  };
}

/** CPU time of this thread: other work on the machine does not count. */
function cpuMicros(rounds: number, work: () => unknown): number {
  // Compiles the patterns.
  work();
  const before = process.threadCpuUsage();
  for (let round = 0; round < rounds; round += 1) work();
  const { user, system } = process.threadCpuUsage(before);
  return user + system;
}
