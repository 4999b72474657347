// The id of a problem: the same for as long as it is the same problem.
import { expect, test } from 'vitest';
import { diagnosisId } from '../../src/aggregate/identity.ts';
import type { Subject } from '../../src/classify/types.ts';

const SERVICE = { namespace: 'shop', name: 'web' };
const workload = { kind: 'Deployment', name: 'web' };

function idOf(subject: Partial<Subject>): string {
  return diagnosisId(SERVICE, 'AppError', { workload, ...subject });
}

// Reports in clusters hold these: another id would be another diagnosis.
test.each<[string, string, Partial<Subject>]>([
  ['of a workload', '1a95f5b7', {}],
  ['of a container', '042fb715', { container: 'app', containerKind: 'main' }],
  [
    'of an init container of the same name',
    '3445b78a',
    { container: 'app', containerKind: 'init' },
  ],
  ['of a node', 'd8f51544', { node: 'node-1' }],
  ['of an object beside it', '488492ff', { about: 'Service/web' }],
])('%s it stays %s', (_, id, subject) => {
  expect(idOf(subject)).toBe(id);
});

test('it has eight digits', () => {
  const ids = Array.from({ length: 40 }, (_, n) => idOf({ about: `Service/${n}` }));
  expect(ids.filter((id) => !/^[0-9a-f]{8}$/.test(id))).toEqual([]);
});

test('no pod is in it, and on a node no workload', () => {
  expect(idOf({ pod: 'web-1' })).toBe(idOf({ pod: 'web-2' }));
  const api = { kind: 'Deployment', name: 'api' };
  expect(idOf({ node: 'node-1', workload: api })).toBe(idOf({ node: 'node-1' }));
});
