// What programs that wait say they wait for, in the wording of those that are used for it.
import { expect, test } from 'vitest';
import { crashLog } from '../../../src/classify/support/example-logs.ts';
import { waitIn } from '../../../src/classify/support/log-waits.ts';

function waits(...lines: readonly string[]): string | undefined {
  return waitIn(crashLog(lines, { run: 'running' }))?.waits;
}

test.each([
  // pg_isready; wait-for-it.sh; dockerize; scripts.
  ['orders-db:5432 - no response', 'waits for orders-db:5432'],
  ['orders-db:5432 - rejecting connections', 'waits for orders-db:5432'],
  ['wait-for-it.sh: waiting 15 seconds for orders-db:5432', 'waits for orders-db:5432'],
  ['2026/11/30 10:00:00 Waiting for: tcp://orders-db:5432', 'waits for orders-db:5432'],
  ['waiting for orders-db:5432...', 'waits for orders-db:5432'],
  ['waiting for service orders', 'waits for orders'],
  // nc and nslookup of BusyBox; nslookup of BIND.
  ["nc: bad address 'orders-db'", 'looks in vain for host "orders-db"'],
  ["nslookup: can't resolve 'orders-db'", 'looks in vain for host "orders-db"'],
  [
    "** server can't find orders-db.shop.svc: NXDOMAIN",
    'looks in vain for host "orders-db.shop.svc"',
  ],
  // What a program says of each try.
  ['dial tcp 10.0.0.7:5432: connect: connection refused', 'waits for 10.0.0.7:5432'],
  ['WARN getaddrinfo ENOTFOUND orders-db, trying again', 'looks in vain for host "orders-db"'],
  // No name is told.
  ['waiting for the database to come up', undefined],
  ['migrating table 3 of 17', undefined],
  ['', undefined],
])('%j: %j', (line, expected) => {
  expect(waits(line)).toBe(expected);
});

test('the last of several is what it waits for now', () => {
  expect(waits('waiting for orders-db:5432', 'waiting for redis:6379')).toBe(
    'waits for redis:6379',
  );
});

test('what was said long ago is no wait any more', () => {
  const since = Array.from({ length: 5 }, (_, index) => `migrating table ${index}`);
  expect(waits('waiting for orders-db:5432', ...since.slice(1))).toBe('waits for orders-db:5432');
  expect(waits('waiting for orders-db:5432', ...since)).toBeUndefined();
});

test('nothing is waited for by who says nothing', () => {
  expect(waits()).toBeUndefined();
});
