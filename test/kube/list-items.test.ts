import { describe, expect, test } from 'vitest';
import { ListItemScanner, type ListMetadata } from '../../src/kube/list-items.ts';

interface Scan {
  readonly items: unknown[];
  readonly malformed: string[];
  readonly metadata: ListMetadata;
}

function scan(body: string, borders: readonly number[] = [], maxItemBytes?: number): Scan {
  const bytes = Buffer.from(body);
  const items: unknown[] = [];
  const malformed: string[] = [];
  const scanner = new ListItemScanner(
    { item: (item) => items.push(item), malformed: (reason) => malformed.push(reason) },
    maxItemBytes,
  );
  let from = 0;
  for (const border of [...borders, bytes.length]) {
    scanner.push(bytes.subarray(from, border));
    from = border;
  }
  return { items, malformed, metadata: scanner.end() };
}

function metadata(resourceVersion?: string, continueToken?: string, remainingItemCount?: number) {
  return { resourceVersion, continueToken, remainingItemCount };
}

const TRICKY = [
  { a: 'x"y\\', b: '}{][,:', c: [[], {}, [{ items: [1, { metadata: {} }] }]] },
  { 'q"\\': '\\\\"', text: 'ä€😀\u2028\u2029\u0000', n: -1.5e-7, t: [true, false, null] },
  { metadata: { resourceVersion: '99', continue: 'not this' }, items: [{ items: [] }] },
  {},
];

describe('a list body', () => {
  const cases: [string, string, Scan][] = [
    [
      'gives its items and what follows from metadata before them',
      '{"kind":"PodList","metadata":{"resourceVersion":"7","continue":"c","remainingItemCount":3},"items":[{"a":1},{"b":2}]}',
      { items: [{ a: 1 }, { b: 2 }], malformed: [], metadata: metadata('7', 'c', 3) },
    ],
    [
      'gives the same with metadata behind the items',
      '{"items":[{"a":1},{"b":2}],"kind":"PodList","metadata":{"resourceVersion":"7"}}\n',
      { items: [{ a: 1 }, { b: 2 }], malformed: [], metadata: metadata('7') },
    ],
    [
      'may be spread over lines',
      ' {\n "items" : [\n\t{ "a" : [ 1 ] } ,\r\n {"b":2}\n ] ,\n "metadata" : { "resourceVersion" : "7" } } \n',
      { items: [{ a: [1] }, { b: 2 }], malformed: [], metadata: metadata('7') },
    ],
    [
      'may be empty',
      '{"metadata":{"resourceVersion":"7","continue":""},"items":[]}',
      { items: [], malformed: [], metadata: metadata('7') },
    ],
    [
      'may say null for no items',
      '{"metadata":{"resourceVersion":"7"},"items":null}',
      { items: [], malformed: [], metadata: metadata('7') },
    ],
    [
      'may write its keys with escapes',
      '{"\\u0069tems":[{"a":1}],"metadat\\u0061":{"resourceVersion":"7"}}',
      { items: [{ a: 1 }], malformed: [], metadata: metadata('7') },
    ],
    [
      'is not confused by a string value that looks like a key',
      '{"kind":"items","x":["items",{"items":[1]}],"metadata":{"resourceVersion":"7"},"items":[{}]}',
      { items: [{}], malformed: [], metadata: metadata('7') },
    ],
    [
      'loses only the item that is no JSON',
      '{"items":[{"a":1},{"b":nonsense},{"c":3} {"d":4},{"e":5}],"metadata":{"resourceVersion":"7"}}',
      {
        items: [{ a: 1 }, { e: 5 }],
        malformed: ['an item is no JSON', 'an item is no JSON'],
        metadata: metadata('7'),
      },
    ],
    [
      'hands on what is no object: the reader decides',
      '{"items":[null,1,"x,]",[2],{"a":1}],"metadata":{"resourceVersion":"7"}}',
      { items: [null, 1, 'x,]', [2], { a: 1 }], malformed: [], metadata: metadata('7') },
    ],
    [
      'without a version says so',
      '{"items":[],"metadata":{"resourceVersion":7}}',
      { items: [], malformed: [], metadata: metadata() },
    ],
  ];
  test.each(cases)('%s', (_claim, body, expected) => {
    expect(scan(body)).toEqual(expected);
  });

  test('is read the same wherever two chunk borders fall', () => {
    const body = JSON.stringify({
      metadata: { resourceVersion: '7', continue: 'a"\\b' },
      items: TRICKY,
    });
    const expected = { items: TRICKY, malformed: [], metadata: metadata('7', 'a"\\b') };
    expect(scan(body)).toEqual(expected);
    const length = Buffer.byteLength(body);
    for (let first = 0; first <= length; first += 1) {
      expect(scan(body, [first]), `border at ${first}`).toEqual(expected);
      // Two borders close together: one byte alone between them.
      expect(scan(body, [first, Math.min(first + 1, length)])).toEqual(expected);
    }
  });

  test('is read the same byte by byte', () => {
    const body = JSON.stringify({ items: TRICKY, metadata: { resourceVersion: '7' } });
    const everywhere = Array.from({ length: Buffer.byteLength(body) }, (_, index) => index);
    expect(scan(body, everywhere).items).toEqual(TRICKY);
  });

  test('with an item over the limit loses that item only, also over chunks', () => {
    const body = `{"items":[{"a":1},{"b":"${'x'.repeat(100)}"},{"c":3}],"metadata":{}}`;
    const expected = {
      items: [{ a: 1 }, { c: 3 }],
      malformed: ['an item is too long'],
      metadata: metadata(),
    };
    expect(scan(body, [], 50)).toEqual(expected);
    expect(scan(body, [20, 30, 60, 90, 110], 50)).toEqual(expected);
  });

  test('with __proto__ keys changes no prototype', () => {
    const body =
      '{"__proto__":{"items":[1]},"items":[{"__proto__":{"polluted":true}}],"metadata":{"__proto__":{"resourceVersion":"1"},"constructor":1}}';
    const { items, metadata: found } = scan(body);
    expect(Object.keys(items[0] ?? {})).toEqual(['__proto__']);
    expect(found).toEqual(metadata());
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test.each([
    ['is empty', '', 'the list ends too early'],
    ['is HTML', '<html></html>', 'the body is no list'],
    ['is an array', '[{}]', 'the body is no list'],
    ['is another object', '{"kind":"Status","metadata":{}}', 'it has no items'],
    ['has an object for items', '{"items":{"a":1}}', 'the items are no list'],
    ['ends inside an item', '{"items":[{"a":1},{"b":', 'the list ends too early'],
    ['ends inside a string', '{"items":[{"a":"x', 'the list ends too early'],
    ['ends behind an item', '{"items":[{"a":1}', 'the list ends too early'],
    ['ends behind the items', '{"items":[{"a":1}]', 'the list ends too early'],
    ['closes the items with a brace', '{"items":[{"a":1}}', 'wrong bracket'],
    ['closes with a bracket', '{"items":[]]', 'wrong bracket'],
    ['goes on behind its end', '{"items":[]}{"items":[]}', 'the body is no list'],
    ['has broken metadata', '{"items":[],"metadata":{"a":}}', 'the head of the list is no JSON'],
  ])('that %s is refused', (_claim, body, message) => {
    expect(() => scan(body)).toThrow(message);
  });

  test.each(['{"items":[{"a":1},{"b":[2]}],"metadata":{"resourceVersion":"7"}}'])(
    'cut anywhere is refused, never a shorter list',
    (body) => {
      for (let length = 0; length < body.length; length += 1) {
        expect(() => scan(body.slice(0, length)), `cut at ${length}`).toThrow();
      }
    },
  );
});
