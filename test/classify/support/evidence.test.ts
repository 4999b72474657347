// How objects are quoted as proof.
import { describe, expect, test } from 'vitest';
import {
  conditionEvidence,
  eventEvidence,
  fieldEvidence,
  readyEvidence,
  statusPath,
  waitingEvidence,
} from '../../../src/classify/support/evidence.ts';
import {
  ago,
  condition,
  container,
  event,
  pod,
  waitingContainer,
} from '../../../src/classify/support/examples.ts';

const WEB = { kind: 'Deployment', name: 'web' };
const { pod: one } = pod();
const POD = `Pod/${one.name}`;

describe('a field', () => {
  test('is quoted without blanks around it, and without a time when it has none', () => {
    expect(fieldEvidence({ ...WEB, field: 'spec.paused', value: ' true\n' })).toEqual({
      object: 'Deployment/web',
      field: 'spec.paused',
      value: 'true',
    });
  });

  test('is quoted with the first 1024 characters, and with its time', () => {
    const value = 'x'.repeat(1025);
    expect(fieldEvidence({ ...WEB, field: 'a', value, timeMs: ago(5) })).toEqual({
      object: 'Deployment/web',
      field: 'a',
      value: 'x'.repeat(1024),
      timeMs: ago(5),
    });
  });
});

test('an event is quoted with its first time, which does not move', () => {
  const told = event('BackOff', 'back-off 10s', { firstMs: ago(300), lastMs: ago(1) });
  expect(eventEvidence(told)).toEqual({
    object: POD,
    field: 'event BackOff',
    value: 'back-off 10s',
    timeMs: ago(300),
  });
});

describe('a condition', () => {
  const quote = { object: 'Deployment/web', field: 'status.conditions[Progressing].message' };
  const late = condition('Progressing', 'False', { reason: 'Late', message: '', sinceMs: ago(9) });

  test('is quoted by its message, since its time', () => {
    const value = 'has timed out';
    expect(conditionEvidence(WEB, { ...late, message: value })).toEqual({
      ...quote,
      value,
      timeMs: ago(9),
    });
  });

  test('is quoted by its reason when it has no message, and since another time when told so', () => {
    expect(conditionEvidence(WEB, late, ago(3))).toEqual({
      ...quote,
      value: 'Late',
      timeMs: ago(3),
    });
  });

  test('that does not say since when is quoted without a time', () => {
    const { sinceMs: _since, ...timeless } = late;
    expect(conditionEvidence(WEB, timeless)).toEqual({ ...quote, value: 'Late' });
  });
});

test.each([
  ['its status', [condition('PodScheduled', 'True'), condition('Ready', 'False')], 'False'],
  ['none when the pod has no such condition', [condition('PodScheduled', 'True')], 'none'],
])('condition Ready is quoted by %s', (_, conditions, value) => {
  expect(readyEvidence({ ...one, conditions }, ago(7))).toEqual({
    object: POD,
    field: 'status.conditions[Ready].status',
    value,
    timeMs: ago(7),
  });
});

test.each([
  ['main', 'status.containerStatuses[app]'],
  ['init', 'status.initContainerStatuses[app]'],
  ['sidecar', 'status.initContainerStatuses[app]'],
  ['ephemeral', 'status.ephemeralContainerStatuses[app]'],
] as const)('a container of kind %s is found at %s', (kind, path) => {
  expect(statusPath(container({ kind }))).toBe(path);
});

describe('a container that waits', () => {
  const field = 'status.containerStatuses[app].state.waiting';
  test.each([
    [
      'is quoted by its message',
      waitingContainer('ErrImagePull', 'not found'),
      [{ object: POD, field: `${field}.message`, value: 'not found' }],
    ],
    [
      'is quoted by its reason when it has no message',
      waitingContainer('ContainerCreating'),
      [{ object: POD, field: `${field}.reason`, value: 'ContainerCreating' }],
    ],
    ['is not quoted once it runs', container(), []],
  ])('%s', (_, it, wanted) => {
    expect(waitingEvidence(one, it)).toEqual(wanted);
  });
});
