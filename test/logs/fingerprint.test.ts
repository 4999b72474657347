// The same failure in many pods has one fingerprint, whatever it was working on; another failure has another.
import { expect, test } from 'vitest';
import { readLog } from '../../src/logs/read-log.ts';
import { diceOf } from '../aggregate/random-world.ts';

const variants = 12;

type Dice = ReturnType<typeof diceOf>;

/** What changes from pod to pod and from run to run. */
interface Noise {
  readonly n: number;
  readonly port: number;
  readonly time: string;
  readonly uuid: string;
  readonly hex: string;
  readonly ip: string;
  readonly pod: string;
}

function pick(dice: Dice, items: readonly string[]): string {
  return items[dice(items.length)] ?? '';
}

function digits(dice: Dice, alphabet: string, length: number): string {
  return Array.from({ length }, () => pick(dice, alphabet.split(''))).join('');
}

function noiseOf(seed: number): Noise {
  const dice = diceOf(seed);
  const hex = '0123456789abcdef';
  const parts = [8, 4, 4, 4, 12].map((length) => digits(dice, hex, length));
  const clock = [1, 2, 3].map(() => digits(dice, '012345', 2)).join(':');
  return {
    n: Number(digits(dice, '123456789', 1 + (seed % 6))),
    port: 30_000 + Number(digits(dice, '0123456789', 4)),
    time: `2026-1${pick(dice, ['0', '1', '2'])}-${pick(dice, ['01', '14', '28'])}T${clock}.${digits(dice, hex.slice(0, 10), 3)}Z`,
    uuid: parts.join('-'),
    hex: digits(dice, hex, 16),
    ip: `10.${pick(dice, ['1', '22', '103'])}.${pick(dice, ['0', '7', '250'])}.${pick(dice, ['3', '44', '199'])}`,
    pod: `orders-${digits(dice, 'bcdf456789', 9)}-${digits(dice, 'bcdfghjklmnpqrstvwxz2456789', 5)}`,
  };
}

type Family = (noise: Noise) => string;

function javaStack(type: string, message: string, method: string): string {
  return `${type}: ${message}
	at com.example.shop.${method}(Shop.java:12)
	at com.example.shop.Main.main(Main.java:5)`;
}

/** Plain lines: a message of one of many programs. */
const sentences: readonly Family[] = [
  ({ time, ip, port }) => `${time} ERROR dial tcp ${ip}:${port}: connect: connection refused`,
  ({ time, ip, port }) => `${time} ERROR dial tcp ${ip}:${port}: i/o timeout`,
  ({ time, uuid }) => `${time} FATAL order ${uuid} not found, giving up`,
  ({ time, uuid }) => `${time} FATAL customer ${uuid} not found, giving up`,
  ({ time, n }) => `[${time}] level=error msg="queue full" size=${n}`,
  ({ time, n }) => `[${time}] level=error msg="disk full" size=${n}`,
  ({ pod, n }) => `${pod}: cannot bind port ${n}: address already in use`,
  ({ pod, n }) => `${pod}: cannot bind port ${n}: permission denied`,
  ({ hex }) =>
    `checksum mismatch: expected ${hex}${hex}, got ${hex.split('').toReversed().join('')}`,
  ({ n }) => `Error: migration ${n} failed: relation "orders" does not exist`,
  ({ n }) => `Error: migration ${n} failed: column "total" does not exist`,
  ({ ip }) => `could not translate host name for replica at ${ip}`,
  ({ n }) => `FATAL: sorry, too many clients already (limit ${n})`,
  ({ n }) => `FATAL: password authentication failed for user "app" (attempt ${n})`,
  ({ time, n }) => `${time.slice(11, 19)} worker ${n} lost its lease, exiting with failure`,
  ({ time, n }) => `${time.slice(11, 19)} worker ${n} got an invalid job, exiting`,
  ({ hex }) => `fatal: cannot open /data/${hex}.db: read-only file system`,
  ({ hex }) => `fatal: cannot open /data/${hex}.db: no such file or directory`,
  ({ n }) => `the environment variable DATABASE_URL is missing (line ${n})`,
  ({ n }) => `the environment variable REDIS_URL is missing (line ${n})`,
];

/** Stacks of runtimes: messages hold what was being worked on. */
const stacks: readonly Family[] = [
  ({ uuid }) => javaStack('java.lang.IllegalStateException', `order ${uuid}`, 'Orders.load'),
  ({ uuid }) => javaStack('java.lang.IllegalStateException', `order ${uuid}`, 'Orders.store'),
  ({ uuid }) => javaStack('java.lang.NullPointerException', `order ${uuid}`, 'Orders.load'),
  ({ n }) => javaStack('java.io.IOException', `page ${n}`, `Pages.lambda$read$${n % 10}`),
  ({ ip, port }) =>
    `Error: connect ECONNREFUSED ${ip}:${port}\n    at connect (/app/db.js:${port % 90}:3)\n    at start (/app/main.js:2:1)`,
  ({ ip, port }) =>
    `Error: connect ECONNREFUSED ${ip}:${port}\n    at connect (/app/cache.js:${port % 90}:3)\n    at start (/app/main.js:2:1)`,
  ({ hex, n }) =>
    `panic: order ${n}\n\ngoroutine ${n} [running]:\nmain.load(0x${hex})\n\t/src/main.go:${n} +0x${hex.slice(0, 3)}`,
  ({ hex, n }) =>
    `panic: order ${n}\n\ngoroutine ${n} [running]:\nmain.store(0x${hex})\n\t/src/main.go:${n} +0x${hex.slice(0, 3)}`,
  ({ uuid, n }) =>
    `Traceback (most recent call last):\n  File "/app/a.py", line ${n}, in load\n    x\nKeyError: '${uuid}'`,
  ({ uuid, n }) =>
    `Traceback (most recent call last):\n  File "/app/a.py", line ${n}, in load\n    x\nValueError: '${uuid}'`,
  ({ n }) => `thread 'worker-${n}' panicked at src/load.rs:${n}:5:\norder ${n}`,
  ({ n }) => `thread 'worker-${n}' panicked at src/store.rs:${n}:5:\norder ${n}`,
  ({ n, uuid }) =>
    `app.rb:${n}:in 'Shop#load': order ${uuid} (Shop::OrderError)\n\tfrom app.rb:${n}:in '<main>'`,
  ({ n, uuid }) =>
    `app.rb:${n}:in 'Shop#store': order ${uuid} (Shop::OrderError)\n\tfrom app.rb:${n}:in '<main>'`,
  ({ uuid }) =>
    `Unhandled exception. Shop.OrderException: order ${uuid}\n   at Shop.Orders.Load(String id) in /src/Orders.cs:line 3`,
  ({ uuid }) =>
    `Unhandled exception. Shop.OrderException: order ${uuid}\n   at Shop.Orders.Store(String id) in /src/Orders.cs:line 3`,
  ({ n }) =>
    `PHP Fatal error:  Uncaught OrderError: order ${n} in /app/load.php:${n}\nStack trace:`,
  ({ n }) =>
    `PHP Fatal error:  Uncaught OrderError: order ${n} in /app/store.php:${n}\nStack trace:`,
  ({ time, uuid }) =>
    JSON.stringify({
      level: 'error',
      time,
      msg: `order ${uuid}`,
      err: { stack: `Error: order ${uuid}\n    at pay (/app/pay.js:3:1)` },
    }),
  ({ time, uuid }) =>
    JSON.stringify({
      level: 'error',
      time,
      msg: `order ${uuid}`,
      err: { stack: `Error: order ${uuid}\n    at ship (/app/ship.js:3:1)` },
    }),
];

/** What a program says before, in another order each time. */
function withStart(log: string, { n, time }: Noise): string {
  const lines = [`${time} starting`, `listening on port ${n}`, 'ready'];
  const turned = [...lines.slice(n % 3), ...lines.slice(0, n % 3)];
  return [...turned, log, ''].join('\n');
}

function fingerprintOf(text: string): string {
  return readLog({ text, isHeadCut: false, isTailCut: false }).fingerprint;
}

/** Share of the pairs for which it holds. */
function share(pairs: readonly (readonly [string, string])[]): number {
  return pairs.filter(([one, other]) => one === other).length / pairs.length;
}

test('pods that died of the same thing have the same fingerprint, and others another', () => {
  const families = [...sentences, ...stacks].map((family, index) => {
    return Array.from({ length: variants }, (_, variant) => {
      const noise = noiseOf(index * 1_000 + variant);
      return fingerprintOf(withStart(family(noise), noise));
    });
  });
  expect(families.length).toBeGreaterThanOrEqual(40);
  const same = families.flatMap((prints) => {
    return prints.flatMap((one, index) =>
      prints.slice(index + 1).map((other) => [one, other] as const),
    );
  });
  const different = families.flatMap((prints, index) => {
    return families
      .slice(index + 1)
      .flatMap((others) => prints.flatMap((one) => others.map((other) => [one, other] as const)));
  });
  const [matching, colliding] = [share(same), share(different)];
  const odd = families.flatMap((prints, index) => (new Set(prints).size > 1 ? [index] : []));
  expect(matching, `not one fingerprint: families ${odd.join(', ')}`).toBeGreaterThanOrEqual(0.98);
  expect(colliding).toBeLessThanOrEqual(0.005);
});

test('a run that wrote nothing has no fingerprint', () => {
  expect(fingerprintOf('')).toBe('');
  expect(fingerprintOf('\n\n')).toBe('');
});
