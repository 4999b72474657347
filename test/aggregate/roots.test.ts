// Root over symptom: what is told under what?
import { expect, test } from 'vitest';
import { mergeFindings } from '../../src/aggregate/merge.ts';
import { rootsOf } from '../../src/aggregate/roots.ts';
import type { RuledFinding } from '../../src/classify/types.ts';
import { found, rule } from './world.ts';

const CRASH = rule('AppError');
const LATE = rule('RolloutLate', { isConsequence: true });
const DOWN = rule('Unavailable', { isConsequence: true });
const WARNED = rule('Warned', { severity: 'warning' });
const LOST = rule('NodeNotReady', { isConsequence: true });

function onNode(workload: string): RuledFinding {
  return found(LOST, { subject: { workload: { kind: 'Deployment', name: workload }, node: 'n' } });
}

test.each<[string, readonly RuledFinding[], readonly string[]]>([
  [
    'a cause has what follows under it, by code',
    [found(DOWN), found(CRASH), found(LATE)],
    ['AppError: RolloutLate Unavailable'],
  ],
  ['without a cause it stands alone', [found(LATE), found(DOWN)], ['RolloutLate:', 'Unavailable:']],
  [
    'under both of two causes',
    [found(CRASH), found(rule('OOMKilled')), found(LATE)],
    ['AppError: RolloutLate', 'OOMKilled: RolloutLate'],
  ],
  [
    'what is over is no cause',
    [found(CRASH, { state: 'recovered' }), found(LATE)],
    ['AppError:', 'RolloutLate:'],
  ],
  [
    'what is over does not follow',
    [found(CRASH), found(LATE, { state: 'recovered' })],
    ['AppError:', 'RolloutLate:'],
  ],
  ['what is less bad is no cause', [found(WARNED), found(LATE)], ['Warned:', 'RolloutLate:']],
  [
    'another workload is no cause',
    [found(CRASH, { workload: 'api' }), found(LATE)],
    ['AppError:', 'RolloutLate:'],
  ],
  [
    'of what hits several workloads the cause in one is enough',
    [found(CRASH, { workload: 'api' }), onNode('api'), onNode('web')],
    ['AppError: NodeNotReady'],
  ],
])('%s', (_, findings, wanted) => {
  const roots = rootsOf(mergeFindings({ namespace: 'shop', name: 'web' }, findings));
  const told = roots.map(({ problem, consequences }) =>
    `${problem.code}: ${consequences.join(' ')}`.trim(),
  );
  expect(told).toEqual(wanted);
});
