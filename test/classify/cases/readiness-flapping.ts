import { remembering } from '../../../src/classify/support/example-memory.ts';
import { podWith } from '../../../src/classify/support/example-pods.ts';
import {
  ago,
  condition,
  container,
  event,
  probe,
  running,
} from '../../../src/classify/support/examples.ts';
import type { ContainerFact } from '../../../src/facts/index.ts';
import type { Cases } from '../examples.ts';

const PROBED = container({ readiness: probe() });
const found = { container: 'app', confidence: 'confirmed', reason: 'Running' } as const;

function changed(status: 'True' | 'False', seconds: number, outages?: readonly number[]) {
  const since = { sinceMs: ago(seconds) };
  return {
    ...(outages && { outages: outages.map(ago) }),
    conditions: [condition('ContainersReady', status, since), condition('Ready', status, since)],
  };
}

function told(sample: readonly string[], state: 'active' | 'recovered' = 'active') {
  return remembering({ code: 'ReadinessFlapping', sample, state });
}

function beside(other: Partial<ContainerFact>) {
  const containers = [container({ name: 'proxy', readiness: probe(), ...other }), PROBED];
  return [podWith(PROBED, { ...changed('True', 30, [130, 90, 50]), containers })];
}

export default [
  {
    name: 'not ready for the third time',
    given: { pods: [podWith(PROBED, changed('False', 5, [85, 45, 5]))] },
    found: [found],
  },
  {
    name: 'a restarted operator has not seen the turns, and knows them from the report',
    given: { pods: [podWith(PROBED, changed('True', 30))], memory: told(['web-7c9d-x2x1q']) },
    found: [found],
  },
  {
    name: 'another pod had its turns',
    given: { pods: [podWith(PROBED, changed('True', 30))], memory: told(['web-7c9d-other']) },
    found: [],
  },
  {
    name: 'turns that were over before',
    given: {
      pods: [podWith(PROBED, changed('True', 30))],
      memory: told(['web-7c9d-x2x1q'], 'recovered'),
    },
    found: [],
  },
  {
    name: 'of three turns the first is a quarter of an hour old',
    given: { pods: [podWith(PROBED, changed('False', 5, [900, 45, 5]))] },
    found: [],
  },
  {
    name: 'one that has failed for two minutes is ReadinessFailing, not this',
    given: { pods: [podWith(PROBED, changed('False', 120, [200, 160, 120]))] },
    found: [],
  },
  {
    name: 'the container whose probe failed is named, whichever comes first',
    given: {
      pods: beside({}),
      events: [event('Unhealthy', 'Readiness probe failed: ')],
    },
    found: [found],
  },
  {
    name: 'one without a readiness probe cannot be it',
    given: { pods: [podWith(container(), changed('True', 30, [130, 90, 50]))] },
    found: [],
  },
  {
    name: 'one that does not run cannot be it',
    given: {
      pods: [
        podWith(
          container({ readiness: probe(), state: { kind: 'waiting', reason: '', message: '' } }),
          changed('True', 30, [130, 90, 50]),
        ),
      ],
    },
    found: [],
  },
  {
    name: 'a pod of which nothing is said yet',
    given: { pods: [podWith(container({ readiness: probe(), state: running(5) }))] },
    found: [],
  },
] satisfies Cases;
