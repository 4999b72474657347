import { expect, it } from 'vitest';
import { autoscalerSource } from '../../src/sources/horizontalpodautoscalers.ts';
import { Interner } from '../../src/sources/intern.ts';
import { CREATED_MS, metadata } from './objects.ts';

const { project } = autoscalerSource(new Interner());

const common = {
  kind: 'HorizontalPodAutoscaler',
  namespace: 'shop',
  name: 'web',
  uid: 'uid-web',
  createdMs: CREATED_MS,
  labels: new Map(),
};
const scaleTargetRef = { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' };
const target = { group: 'apps', kind: 'Deployment', name: 'web' };

function condition(type: string, status: string, reason: string) {
  return { type, status, reason, message: reason, lastTransitionTime: '2026-01-01T00:00:01Z' };
}

function fact(type: string, status: string, reason: string) {
  return { type, status, reason, message: reason, sinceMs: CREATED_MS + 1000 };
}

it.each([
  [
    'that the controller has not looked at has the defaults of the API server',
    { metadata: metadata('web'), spec: { scaleTargetRef, maxReplicas: 5 } },
    { ...common, target, min: 1, max: 5, current: 0, desired: 0, conditions: [] },
  ],
  [
    'at its limit',
    {
      metadata: metadata('web'),
      spec: { scaleTargetRef, minReplicas: 2, maxReplicas: 5, metrics: [{ type: 'Resource' }] },
      status: {
        currentReplicas: 5,
        desiredReplicas: 5,
        lastScaleTime: '2026-01-01T00:00:02Z',
        currentMetrics: [{ type: 'Resource' }],
        conditions: [
          condition('AbleToScale', 'True', 'ReadyForNewScale'),
          condition('ScalingActive', 'True', 'ValidMetricFound'),
          condition('ScalingLimited', 'True', 'TooManyReplicas'),
        ],
      },
    },
    {
      ...common,
      target,
      min: 2,
      max: 5,
      current: 5,
      desired: 5,
      lastScaleMs: CREATED_MS + 2000,
      conditions: [
        fact('ScalingActive', 'True', 'ValidMetricFound'),
        fact('ScalingLimited', 'True', 'TooManyReplicas'),
      ],
    },
  ],
  [
    'without a target',
    {
      metadata: metadata('web'),
      spec: { scaleTargetRef: { kind: 'Pod', name: 'web' }, maxReplicas: 5 },
      status: { conditions: [condition('AbleToScale', 'False', 'FailedGetScale')] },
    },
    {
      ...common,
      target: { group: '', kind: 'Pod', name: 'web' },
      min: 1,
      max: 5,
      current: 0,
      desired: 0,
      conditions: [fact('AbleToScale', 'False', 'FailedGetScale')],
    },
  ],
])('an autoscaler %s', (_, object, expected) => {
  expect(project(object)).toEqual(expected);
});
