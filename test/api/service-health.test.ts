import { describe, expect, it } from 'vitest';
import { type ServiceHealth, serviceHealthSchema } from '../../src/api/service-health.ts';

const OBJECT: ServiceHealth = {
  apiVersion: 'servicehealth.dev/v1alpha1',
  kind: 'ServiceHealth',
  metadata: { name: 'checkout', namespace: 'shop', resourceVersion: '7', creationTimestamp: null },
};

describe('a ServiceHealth', () => {
  const taken: readonly { name: string; given: ServiceHealth }[] = [
    { name: 'may have neither spec nor status, and more metadata than we read', given: OBJECT },
    {
      name: 'may have the status of an object that was never judged',
      given: { ...OBJECT, status: { observedGeneration: -1 } },
    },
  ];
  it.each(taken)('$name', ({ given }) => {
    expect(serviceHealthSchema.parse(given)).toEqual(given);
  });

  const refused: readonly { name: string; given: object; at: string }[] = [
    { name: 'has our kind', given: { ...OBJECT, kind: 'Service' }, at: 'kind' },
    {
      name: 'has the served version',
      given: { ...OBJECT, apiVersion: 'servicehealth.dev/v1' },
      at: 'apiVersion',
    },
    {
      name: 'has one of the six words',
      given: { ...OBJECT, status: { health: 'Fine' } },
      at: 'status.health',
    },
    {
      name: 'has at most six commands',
      given: { ...OBJECT, status: { commands: Array.from({ length: 7 }, () => 'x') } },
      at: 'status.commands',
    },
  ];
  it.each(refused)('$name', ({ given, at }) => {
    const { error } = serviceHealthSchema.safeParse(given);
    expect(error?.issues.map(({ path }) => path.join('.'))).toEqual([at]);
  });
});
