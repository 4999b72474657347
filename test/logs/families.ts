// Ways to die by which the fingerprint was made: plain lines, stacks, records.
import type { Family } from './noise.ts';

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

/** Two that die in the same function, where only the message tells which it is; and ends that have no place. */
const alike: readonly Family[] = [
  ({ n }) =>
    `panic: no listener for port ${n}\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:9 +0x1d`,
  ({ n }) =>
    `panic: no database within ${n}s\n\ngoroutine 1 [running]:\nmain.main()\n\t/src/main.go:12 +0x1d`,
  ({ time, thread }) =>
    `${time} ERROR [${thread}] Shop - out\njava.lang.OutOfMemoryError: Java heap space\n\tat com.example.shop.${thread === 'main' ? 'Orders.load' : 'Pages.render'}(Shop.java:3)`,
  ({ thread }) =>
    `java.lang.OutOfMemoryError: Metaspace\n\tat com.example.shop.${thread === 'main' ? 'Orders.load' : 'Pages.render'}(Shop.java:3)`,
  ({ epoch, pod, n }) =>
    `{"level":60,"time":${epoch},"pid":${n},"hostname":"${pod}","orderId":"A${n}","msg":"no answer from the queue"}`,
  ({ epoch, pod, n }) =>
    `{"level":60,"time":${epoch},"pid":${n},"hostname":"${pod}","orderId":"A${n}","msg":"no answer from the store"}`,
  ({ n, duration }) => `F1128 04:25:01.096658   ${n} main.go:3] lost the lease after ${duration}`,
  ({ n, duration }) =>
    `F1128 04:25:01.096658   ${n} main.go:8] caches did not sync within ${duration}`,
  ({ uuid, ip }) =>
    `Error: cannot start\n\nCaused by:\n    0: no session ${uuid}\n    1: connection refused by ${ip}`,
  ({ uuid, ip }) =>
    `Error: cannot start\n\nCaused by:\n    0: no session ${uuid}\n    1: connection reset by ${ip}`,
  ({ ordinal }) => `${ordinal} is no member of the cluster, exiting with an error`,
  ({ job }) => `${job}: cannot import, the archive is missing`,
];

export const families: readonly Family[] = [...sentences, ...stacks, ...alike];
