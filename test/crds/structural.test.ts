import { describe, expect, it } from 'vitest';
import { z } from 'zod';
import { type StructuralSchema, toStructural } from '../../crds/structural.ts';

/** The converted schema of one list of such values: whatever is nested goes the same way. */
function fieldOf(schema: z.ZodType): unknown {
  return toStructural(z.array(schema), 'asDeclared')['items'];
}

describe('a zod schema becomes a structural schema', () => {
  const cases: readonly { name: string; schema: z.ZodType; becomes: StructuralSchema }[] = [
    {
      name: 'an integer without bounds gets none of the safe-integer bounds',
      schema: z.int(),
      becomes: { type: 'integer', format: 'int64' },
    },
    {
      name: 'a lower bound of our own stays when the upper one is the safe integer',
      schema: z.int().min(-1),
      becomes: { type: 'integer', format: 'int64', minimum: -1 },
    },
    {
      name: 'an integer that fits 32 bits says so',
      schema: z.int().min(0).max(100),
      becomes: { type: 'integer', format: 'int32', minimum: 0, maximum: 100 },
    },
    {
      name: 'an instant keeps its format and loses the pattern of the calendar',
      schema: z.iso.datetime(),
      becomes: { type: 'string', format: 'date-time' },
    },
    {
      name: 'any other pattern stays',
      schema: z.string().regex(/^a+$/).max(3),
      becomes: { type: 'string', pattern: '^a+$', maxLength: 3 },
    },
    {
      name: 'a list is atomic',
      schema: z.array(z.string()).max(2),
      becomes: {
        type: 'array',
        maxItems: 2,
        'x-kubernetes-list-type': 'atomic',
        items: { type: 'string' },
      },
    },
    {
      name: 'a list that names its type keeps it',
      schema: z.array(z.string()).meta({ 'x-kubernetes-list-type': 'set' }),
      becomes: { type: 'array', 'x-kubernetes-list-type': 'set', items: { type: 'string' } },
    },
    {
      name: 'a map says nothing of its keys',
      schema: z.record(z.string().max(5), z.string().max(3)),
      becomes: { type: 'object', additionalProperties: { type: 'string', maxLength: 3 } },
    },
    {
      name: 'a closed object does not say that it is closed: pruning does',
      schema: z.strictObject({ a: z.string() }),
      becomes: { type: 'object', required: ['a'], properties: { a: { type: 'string' } } },
    },
    {
      name: 'a field with a default may be left out',
      schema: z.object({ a: z.boolean().default(true) }),
      becomes: { type: 'object', properties: { a: { type: 'boolean', default: true } } },
    },
  ];

  it.each(cases)('$name', ({ schema, becomes }) => {
    expect(fieldOf(schema)).toEqual(becomes);
  });
});

describe('what a CRD cannot say stops the generator', () => {
  const cases: readonly { name: string; schema: z.ZodType; message: string }[] = [
    {
      name: 'a union',
      schema: z.union([z.int(), z.string()]),
      message: '[]: a CRD cannot say anyOf',
    },
    {
      name: 'a tuple',
      schema: z.tuple([z.string()]),
      message: '[]: a CRD cannot say prefixItems',
    },
    {
      name: 'an exclusive bound',
      schema: z.int().gt(0),
      message: '[]: a CRD cannot say exclusiveMinimum',
    },
    {
      name: 'a field of any type',
      schema: z.unknown(),
      message: '[]: a CRD needs exactly one type here',
    },
  ];

  it.each(cases)('$name', ({ schema, message }) => {
    expect(() => fieldOf(schema)).toThrow(message);
  });
});

it('with keysOnly nothing is required but the keys of a map list', () => {
  const list = z
    .array(z.object({ key: z.string(), value: z.string() }))
    .meta({ 'x-kubernetes-list-type': 'map', 'x-kubernetes-list-map-keys': ['key'] });
  expect(toStructural(z.object({ plain: z.string(), list }), 'keysOnly')).toEqual({
    type: 'object',
    properties: {
      plain: { type: 'string' },
      list: {
        type: 'array',
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['key'],
        items: {
          type: 'object',
          properties: { key: { type: 'string' }, value: { type: 'string' } },
          required: ['key'],
        },
      },
    },
  });
});
