import { describe, expect, test } from 'vitest';
import { parseWatchEvent } from '../../src/kube/watch-event.ts';

describe('a watch line', () => {
  test('gives type, object and the version to go on from', () => {
    const object = { metadata: { name: 'a', resourceVersion: '7' } };
    const line = Buffer.from(JSON.stringify({ type: 'MODIFIED', object }));
    expect(parseWatchEvent(line)).toEqual({
      type: 'MODIFIED',
      object,
      resourceVersion: '7',
      endsInitialEvents: false,
    });
  });

  test.each([
    ['"true"', true],
    ['"false"', false],
    ['true', false],
  ])(
    'with the annotation k8s.io/initial-events-end: %s ends the initial events: %s',
    (value, ends) => {
      const line = `{"type":"BOOKMARK","object":{"metadata":{"resourceVersion":"7","annotations":{"k8s.io/initial-events-end":${value}}}}}`;
      expect(parseWatchEvent(Buffer.from(line)).endsInitialEvents).toBe(ends);
    },
  );

  test.each([
    ['a number for a version', '{"resourceVersion":7}'],
    ['an empty version', '{"resourceVersion":""}'],
    ['a version only in a prototype', '{"__proto__":{"resourceVersion":"7"}}'],
    ['no metadata', 'null'],
  ])('with %s gives none', (_claim, metadata) => {
    const line = `{"type":"ADDED","object":{"metadata":${metadata}}}`;
    expect(parseWatchEvent(Buffer.from(line)).resourceVersion).toBeUndefined();
  });

  test.each([
    ['no JSON', '{"type":"ADDED"', 'a watch line is no JSON'],
    ['null', 'null', 'a watch line has no known type'],
    ['a list', '[1]', 'a watch line has no known type'],
    ['of an unknown type', '{"type":"MOVED","object":{}}', 'a watch line has no known type'],
    ['of a type from Object', '{"type":"constructor","object":{}}', 'no known type'],
    ['without an object', '{"type":"ADDED"}', 'a watch line has no object'],
    ['with a list for an object', '{"type":"ADDED","object":[]}', 'a watch line has no object'],
  ])('that is %s is refused', (_claim, line, message) => {
    expect(() => parseWatchEvent(Buffer.from(line))).toThrow(message);
  });
});
