// What differs between two pods that die of the same thing, by a seed.
import { diceOf } from '../aggregate/random-world.ts';

type Dice = ReturnType<typeof diceOf>;

/** What changes from pod to pod and from run to run. */
export interface Noise {
  readonly n: number;
  readonly port: number;
  readonly time: string;
  readonly epoch: number;
  readonly uuid: string;
  readonly hex: string;
  readonly sha: string;
  readonly ip: string;
  /** Of a Deployment, a StatefulSet and a Job. */
  readonly pod: string;
  readonly ordinal: string;
  readonly job: string;
  readonly duration: string;
  readonly thread: string;
  /** Which turn the start lines take, and where somebody else's line falls. */
  readonly turn: number;
}

function pick(dice: Dice, items: readonly string[]): string {
  return items[dice(items.length)] ?? '';
}

function digits(dice: Dice, alphabet: string, length: number): string {
  return Array.from({ length }, () => pick(dice, alphabet.split(''))).join('');
}

const HEX = '0123456789abcdef';
const SUFFIX = 'bcdfghjklmnpqrstvwxz2456789';

export function noiseOf(seed: number): Noise {
  const dice = diceOf(seed);
  const parts = [8, 4, 4, 4, 12].map((length) => digits(dice, HEX, length));
  const clock = [1, 2, 3].map(() => digits(dice, '012345', 2)).join(':');
  const n = Number(digits(dice, '123456789', 1 + (seed % 6)));
  return {
    n,
    port: 30_000 + Number(digits(dice, '0123456789', 4)),
    time: `2026-1${pick(dice, ['0', '1', '2'])}-${pick(dice, ['01', '14', '28'])}T${clock}.${digits(dice, HEX.slice(0, 10), 3)}Z`,
    epoch: 1_796_000_000_000 + dice(900_000_000),
    uuid: parts.join('-'),
    hex: digits(dice, HEX, 16),
    sha: digits(dice, HEX, 7),
    ip: `10.${pick(dice, ['1', '22', '103'])}.${pick(dice, ['0', '7', '250'])}.${pick(dice, ['3', '44', '199'])}`,
    pod: `orders-${digits(dice, 'bcdf456789', 9)}-${digits(dice, SUFFIX, 5)}`,
    ordinal: `orders-${dice(12)}`,
    job: `import-${29_000_000 + dice(900_000)}-${digits(dice, SUFFIX, 5)}`,
    duration: pick(dice, ['30s', '1m30s', '2h0m4s', '512ms', '1.5s', '87.2µs', '4m0.25s']),
    thread: pick(dice, [
      'main',
      'worker-3',
      'pool-2-thread-11',
      'http-nio-8080-exec-4',
      'Thread-9',
    ]),
    turn: dice(60),
  };
}

/** A program that dies in one way. */
export type Family = (noise: Noise) => string;

/** What others say into the same log, as a container runtime writes it. */
function bystander({ time, ip, n, turn }: Noise): string {
  const lines = [
    `${time} INFO 10.0.0.9 "GET /healthz HTTP/1.1" 200 2 "-" "kube-probe/1.34"`,
    `{"level":"info","time":"${time}","msg":"GET /orders/${n} 200 in ${n}ms"}`,
    `${ip} - - [28/Nov/2026:04:25:01 +0000] "GET /metrics HTTP/1.1" 200 ${n}`,
    `level=info ts=${time} msg="0 errors since start" failed=0`,
  ];
  return lines[turn % lines.length] ?? '';
}

/** The log of a run: a start in some order, the death, now and then a line of somebody within it, others behind. */
export function logOf(family: Family, noise: Noise): string {
  const { n, time, turn } = noise;
  const start = [`${time} starting`, `listening on port ${n}`, 'ready'];
  const turned = [...start.slice(turn % 3), ...start.slice(0, turn % 3)];
  const death = family(noise).split('\n');
  const at = turn % 4 === 0 && death.length > 3 ? 2 : death.length;
  const told = [...death.slice(0, at), bystander(noise), ...death.slice(at)];
  const after = turn % 2 === 0 ? [bystander({ ...noise, turn: turn + 1 })] : [];
  return [...turned, ...told, ...after, ''].join('\n');
}
