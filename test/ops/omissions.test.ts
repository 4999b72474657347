import { describe, expect, it } from 'vitest';
import { Omissions } from '../../src/ops/omissions.ts';

function omissions(pods: number, services: number) {
  const said: unknown[] = [];
  const told = new Omissions({
    log: {
      info: (message, fields) => said.push([message, fields]),
      warn: (message, fields) => said.push([message, fields]),
    },
    maxPerNamespace: 500,
    podsNowhere: () => pods,
    overflow: () => ({ services, namespace: services === 0 ? '' : 'ci' }),
  });
  return { told, said };
}

describe('what is left out', () => {
  it('is a line each, and none where nothing is', () => {
    expect(omissions(0, 0).told.lines()).toEqual([]);
    expect(omissions(3, 12).told.lines()).toEqual([
      'services: 12 without report, ci has more than --max-services-per-namespace 500',
      'pods: 3 of no service',
    ]);
  });

  it('is logged where pods belong to no service, and only there', () => {
    const [none, some] = [omissions(0, 0), omissions(3, 0)];
    none.told.tellPods();
    some.told.tellPods();
    expect([none.said, some.said]).toEqual([
      [],
      [['pods that belong to no service are left out', { count: 3 }]],
    ]);
  });

  it('is logged once in ten minutes, however many services are turned away', () => {
    const { told, said } = omissions(0, 12);
    for (let ms = 0; ms <= 600_000; ms += 1_000) told.tellOverflow(ms);
    const line = [
      'a namespace has more services than get a report',
      { namespace: 'ci', count: 12 },
    ];
    expect(said).toEqual([line, line]);
  });
});
