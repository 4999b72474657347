import { describe, expect, test } from 'vitest';
import type { PanelError } from './panel.ts';
import { namesCause, whyUnseen, whyWrong } from './verdict.ts';

function errorOf(type: string, errorType?: string): PanelError {
  return {
    type,
    message: '',
    sourceRef: { name: 'shop-1', namespace: 'shop', kind: 'Pod', apiGroup: 'v1' },
    ...(errorType !== undefined && {
      proposedFix: { type: 'docs', errorType, rootCauseExplanation: '', actions: [], docsLink: '' },
    }),
  };
}

test.each([
  ['advice for one cause', errorOf('containers-restarting', 'OOMKilled'), 'OOMKilled', true],
  ['advice for another', errorOf('containers-restarting', 'Error'), 'OOMKilled', false],
  ['no advice', errorOf('containers-restarting'), 'OOMKilled', false],
  ['advice for two causes', errorOf('x', 'CreateContainerConfigError'), 'SecretMissing', true],
  ['a type that says it', errorOf('hpa-max-current-replicas'), 'HPAAtMax', true],
  ['a state that has many causes', errorOf('x', 'CrashLoopBackOff'), 'AppError', false],
])('%s', (_, error, code, isNamed) => {
  expect(namesCause(error, code)).toBe(isNamed);
});

describe('the reason of a difference', () => {
  test.each([
    ['Job/report status.conditions[Failed].message', 'it looks for no errors in a Job'],
    ['Pod/a event FailedMount', 'only an Event tells, and it reads none'],
    ['Pod/a status.initContainerStatuses[b].state', 'it does not look at init containers'],
  ])('is that of the proof: %s', (proof, why) => {
    expect(whyUnseen([proof])).toBe(why);
  });

  test('is that nothing is left where there is no proof', () => {
    expect(whyUnseen([])).toBe('the objects that are left do not tell of it');
  });

  test('has to be written for a proof of another kind', () => {
    expect(() => whyUnseen(['Deployment/x spec.paused'])).toThrow('say in UNSEEN why');
  });

  test('has to be written for a type of error that was never false before', () => {
    expect(() => whyWrong('brand-new')).toThrow('say in WRONG_BECAUSE why "brand-new"');
  });
});
