// What the schema of our kind fills in, cuts away and refuses.
import { type Area, apply, type Call, call, get, patch, post } from '../call.ts';
import { condition, HEALTHS, health } from './objects.ts';

/** Each refused with a sentence of its own. */
const BAD_SPECS: readonly (readonly [claim: string, spec: unknown])[] = [
  ['a text that is a number', { displayName: 1 }],
  ['a list that is a text', { groupBy: 'zone' }],
  ['a text that is too long', { displayName: 'x'.repeat(129) }],
  [
    'a list that is too long',
    { groupBy: ['zone', 'node', 'image', 'version', 'container', 'revision'] },
  ],
  ['a value that no pattern allows', { groupBy: ['nonsense'] }],
  ['a set with a value twice', { groupBy: ['zone', 'zone'] }],
  ['a number that is too small', { thresholds: { minReadyPercent: -1 } }],
  ['a number that is too large', { thresholds: { minReadyPercent: 101 } }],
  ['a number with a fraction', { thresholds: { minReadyPercent: 1.5 } }],
  ['a word that is none of its kind', { logs: { placement: 'Nowhere' } }],
  ['a flag that is a text', { suspend: 'yes' }],
  ['an object without what it needs', { ignore: [{ justification: 'x' }] }],
  ['an instant that is none', { ignore: [{ code: 'OOMKilled', untilTime: 'tomorrow' }] }],
  ['a spec that is a text', 'x'],
  ['two faults at once', { displayName: 1, suspend: 'yes' }],
  ['nothing where something is', { displayName: null }],
  [
    'a map that is too large',
    {
      selector: {
        matchLabels: Object.fromEntries(Array.from('abcdefghijk').map((key) => [key, 'x'])),
      },
    },
  ],
];

function badSpec([claim, spec]: (typeof BAD_SPECS)[number], at: number): Call {
  return call(`a spec with ${claim}`, post(HEALTHS, health(`bad-${at}`, { spec })));
}

const UNKNOWN = { displayName: 'x', nosuch: 1, thresholds: { nosuch: 2 } };

export const validation: Area = {
  name: 'validation',
  calls: [
    ...BAD_SPECS.map(badSpec),
    call(
      'defaults are filled in',
      post(HEALTHS, health('defaults', { spec: { thresholds: {}, logs: {} } })),
    ),
    call('unknown fields are cut away', post(HEALTHS, health('cut', { spec: UNKNOWN }))),
    call(
      'unknown fields are warned of',
      post(`${HEALTHS}?fieldValidation=Warn`, health('warned', { spec: UNKNOWN })),
    ),
    call(
      'unknown fields are refused',
      post(`${HEALTHS}?fieldValidation=Strict`, health('strict', { spec: UNKNOWN })),
    ),
    call(
      'unknown fields of an apply are refused',
      apply(
        `${HEALTHS}/strict-apply`,
        health('strict-apply', { spec: { nosuch: 1 } }),
        'x',
        '&fieldValidation=Strict',
      ),
      apply(`${HEALTHS}/lax-apply`, health('lax-apply', { spec: { nosuch: 1 } }), 'x'),
    ),
    call(
      'a field that is there twice',
      post(
        `${HEALTHS}?fieldValidation=Strict`,
        '{"apiVersion":"servicehealth.dev/v1alpha1","kind":"ServiceHealth","metadata":{"name":"d"},"spec":{"owner":"a","owner":"b"}}',
      ),
    ),
    call(
      'a bad status',
      post(HEALTHS, health('status')),
      patch('merge', `${HEALTHS}/status/status`, { status: { issues: 'many' } }),
      patch('merge', `${HEALTHS}/status/status`, { status: { health: 'x'.repeat(100) } }),
      patch('merge', `${HEALTHS}/status/status`, { status: { conditions: [{ type: 'Ready' }] } }),
      patch('merge', `${HEALTHS}/status/status`, {
        status: { conditions: [condition('Ready', 'Perhaps')] },
      }),
      patch('merge', `${HEALTHS}/status/status`, {
        status: { conditions: [condition('Ready', 'True'), condition('Ready', 'True')] },
      }),
      get(`${HEALTHS}/status`),
    ),
    call(
      'a bad status, applied',
      apply(`${HEALTHS}/status/status`, health('status', { status: { issues: 'many' } }), 'x'),
      apply(
        `${HEALTHS}/status/status`,
        health('status', {
          status: { conditions: [condition('Ready', 'True'), condition('Ready', 'True')] },
        }),
        'x',
      ),
      apply(`${HEALTHS}/status/status`, health('status', { status: { nosuch: 1 } }), 'x'),
    ),
    call('a bad name', post(HEALTHS, health('Bad_Name'))),
    call('a name that is too long', post(HEALTHS, health('x'.repeat(254)))),
    call(
      'bad labels',
      post(HEALTHS, health('labels', { metadata: { labels: { 'a b': 'x' } } })),
      post(HEALTHS, health('labels', { metadata: { labels: { a: 'x y' } } })),
      post(HEALTHS, health('labels', { metadata: { labels: { a: 'x'.repeat(64) } } })),
      post(HEALTHS, health('labels', { metadata: { labels: { 'a/b/c': 'x' } } })),
      post(HEALTHS, health('labels', { metadata: { labels: { a: 1 } } })),
    ),
    call(
      'bad annotations',
      post(HEALTHS, health('notes', { metadata: { annotations: { 'a b': 'x' } } })),
      post(HEALTHS, health('notes', { metadata: { annotations: { a: 'x'.repeat(262_145) } } })),
    ),
    call('a bad finalizer', post(HEALTHS, health('ends', { metadata: { finalizers: ['a b'] } }))),
  ],
};
