import { describe, expect, it } from 'vitest';
import { canonicalStatus } from '../../src/api/canonical.ts';

const same: readonly (readonly [string, unknown, unknown])[] = [
  ['the order of keys', { a: 1, b: { c: 1, d: 2 } }, { b: { d: 2, c: 1 }, a: 1 }],
  ['the time of the report', { reportTime: 'x' }, {}],
  [
    'when a diagnosis was last seen',
    { diagnoses: [{ id: 'a', lastSeenTime: 'x' }] },
    { diagnoses: [{ id: 'a', lastSeenTime: 'y' }] },
  ],
  [
    'how often an Event has been repeated',
    { events: [{ uid: 'a', count: 1 }] },
    { events: [{ uid: 'a', count: 2 }] },
  ],
  ['null, which the API server drops', { a: null, b: undefined }, {}],
  [
    'the order of conditions',
    { conditions: [{ type: 'Ready' }, { type: 'Healthy' }] },
    { conditions: [{ type: 'Healthy' }, { type: 'Ready' }] },
  ],
  [
    'conditions of others',
    { conditions: [{ type: 'Ready' }, { type: 'Reviewed' }] },
    { conditions: [{ type: 'Ready' }] },
  ],
  ['anything that is no status', [1], null],
];

const different: readonly (readonly [string, unknown, unknown])[] = [
  ['a word', { health: 'Healthy' }, { health: 'Degraded' }],
  [
    'the order of diagnoses',
    { diagnoses: [{ id: 'a' }, { id: 'b' }] },
    { diagnoses: [{ id: 'b' }, { id: 'a' }] },
  ],
  ['a lastSeenTime elsewhere', { workloads: [{ lastSeenTime: 'x' }] }, { workloads: [{}] }],
  ['a reportTime elsewhere', { pods: { reportTime: 'x' } }, { pods: {} }],
  ['a number and its text', { issues: 1 }, { issues: '1' }],
  ['borders of strings', { commands: ['a', 'b'] }, { commands: ['a","b'] }],
  ['an empty list and none', { diagnoses: [] }, {}],
  [
    'a condition of ours',
    { conditions: [{ type: 'Ready', status: 'True' }] },
    { conditions: [{ type: 'Ready', status: 'False' }] },
  ],
];

describe('canonicalStatus', () => {
  it.each(same)('does not see %s', (_, a, b) => {
    expect(canonicalStatus(a)).toBe(canonicalStatus(b));
  });

  it.each(different)('sees %s', (_, a, b) => {
    expect(canonicalStatus(a)).not.toBe(canonicalStatus(b));
  });

  it('survives any depth', () => {
    const depth = 100_000;
    const deep: unknown = JSON.parse(`{"a":${'['.repeat(depth)}${']'.repeat(depth)}}`);
    expect(canonicalStatus(deep)).toContain('…');
  });
});
