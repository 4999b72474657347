import { expect, test } from 'vitest';
import { WriteRecord } from '../../src/ops/write-record.ts';

function recordOf(tell: (record: WriteRecord) => void) {
  const record = new WriteRecord();
  tell(record);
  return { isWell: record.isWell(), complaints: record.complaints() };
}

test.each([
  { name: 'nothing has been written yet', tell: () => {}, isWell: true, complaints: [] },
  {
    name: 'a write fails',
    tell: (record: WriteRecord) => {
      record.failed('shop/web', 'no route');
    },
    isWell: false,
    complaints: ['writing: 1 service without report, no route'],
  },
  {
    name: 'another service gets through: it is listed, but the way is open',
    tell: (record: WriteRecord) => {
      record.failed('shop/web', 'denied by a webhook');
      record.written('shop/api');
    },
    isWell: true,
    complaints: ['writing: 1 service without report, denied by a webhook'],
  },
  {
    name: 'an old failure goes on while others get through',
    tell: (record: WriteRecord) => {
      record.failed('shop/web', 'denied by a webhook');
      record.written('shop/api');
      record.failed('shop/web', 'denied by a webhook');
    },
    isWell: true,
    complaints: ['writing: 1 service without report, denied by a webhook'],
  },
  {
    name: 'after a success all writes begin to fail',
    tell: (record: WriteRecord) => {
      record.written('shop/api');
      record.failed('shop/web', 'no route');
      record.failed('shop/api', 'no route');
    },
    isWell: false,
    complaints: ['writing: 2 services without report, no route'],
  },
  {
    name: 'the service that failed is gone',
    tell: (record: WriteRecord) => {
      record.failed('shop/web', 'no route');
      record.settled('shop/web');
    },
    isWell: true,
    complaints: [],
  },
])('$name', ({ tell, isWell, complaints }) => {
  expect(recordOf(tell)).toStrictEqual({ isWell, complaints });
});

test('only the first failure of a service is news', () => {
  const record = new WriteRecord();
  const news = [record.failed('shop/web', 'no route'), record.failed('shop/web', 'no route')];
  record.written('shop/web');
  expect([...news, record.failed('shop/web', 'no route')]).toStrictEqual([true, false, true]);
});
