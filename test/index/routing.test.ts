import { describe, expect, it } from 'vitest';
import type { DisruptionBudgetFact, NetworkServiceFact } from '../../src/facts/index.ts';
import {
  deployment,
  disruptionBudget,
  endpointSlice,
  eventAbout,
  ingress,
  labels,
  networkService,
  pod,
} from '../support/facts.ts';
import { type AnyFact, routesOf, World } from './world.ts';

const web = deployment('web', { templateLabels: labels({ app: 'web', v: '1' }) });
const api = deployment('api', { templateLabels: labels({ app: 'api', tier: 'back' }) });
const none: ReturnType<typeof routesOf> = {
  services: [],
  strays: [],
  slices: [],
  ingresses: [],
  budgets: [],
};

function selecting(name: string, selector: Record<string, string>, own?: Record<string, string>) {
  return networkService(name, {
    selector: labels(selector),
    ...(own !== undefined && { labels: labels(own) }),
  });
}

/** What leads to both services, whatever comes first. */
function routes(facts: readonly AnyFact[]) {
  const world = new World().add(web, api, ...facts);
  const reverse = new World().add(...facts.toReversed(), api, web);
  const found = [world, reverse].map((one) => ({
    web: routesOf(one.snapshot('web')),
    api: routesOf(one.snapshot('api')),
  }));
  expect(found[1]).toEqual(found[0]);
  return found[0];
}

/** Who has to look after each of these changes, one by one. */
function dirtyAfter(given: readonly AnyFact[], changes: readonly AnyFact[]): string[][] {
  const world = new World().add(web, api, ...given);
  world.takeDirty();
  return changes.map((change) => world.add(change).takeDirty());
}

describe('a Service that selects nothing', () => {
  it.each<[string, NetworkServiceFact, 'web' | 'api' | undefined]>([
    ['is told to the service of its label', selecting('x', { app: 'wbe' }, { app: 'web' }), 'web'],
    [
      'is told to the service that its selector names',
      selecting('x', { app: 'web', v: '2' }),
      'web',
    ],
    ['is told to the service of its name', selecting('web', { app: 'wbe' }), 'web'],
    ['is told to the nearest of its name', selecting('web-svc-2', { app: 'wbe' }), 'web'],
    [
      'of a label that no service has is told by its name',
      selecting('api', { a: 'b' }, { app: 'x' }),
      'api',
    ],
    [
      'that looks for another by name is told to nobody',
      selecting('web-pay', { app: 'pay' }),
      undefined,
    ],
    [
      'that shares no more than a version is told to nobody',
      selecting('web-pay', { app: 'web-pay', v: '1' }),
      undefined,
    ],
    [
      'of half the name is told for a pair in common',
      selecting('api-ro', { tier: 'back', r: 'x' }),
      'api',
    ],
    [
      'of half the name and nothing in common is told to nobody',
      selecting('api-ro', { r: 'x' }),
      undefined,
    ],
    ['of no such name is told to nobody', selecting('website', { app: 'wbe' }), undefined],
    ['and has no selector is told to nobody', selecting('web', {}), undefined],
    [
      'of another namespace is told to nobody',
      { ...selecting('web', { app: 'wbe' }), namespace: 'far' },
      undefined,
    ],
  ])('%s', (_, fact, home) => {
    const expected = { web: none, api: none };
    if (home !== undefined) expected[home] = { ...none, strays: [fact.name] };
    expect(routes([fact])).toEqual(expected);
  });

  it('is no such one while it selects the pods of another', () => {
    const fact = selecting('web', { app: 'api' });
    expect(routes([fact])).toEqual({ web: none, api: { ...none, services: ['web'] } });
  });

  it('has lost its last pods, or found the first, and whom it is meant for looks', () => {
    const fact = selecting('web', { app: 'other' });
    const other = pod('o', { labels: labels({ app: 'other' }) });
    const world = new World().add(web, fact);
    world.takeDirty();
    expect(world.add(other).takeDirty()).toEqual(['shop/other', 'shop/web']);
    expect(routesOf(world.snapshot('web'))).toEqual(none);
    expect(world.remove(other).takeDirty()).toEqual(['shop/other', 'shop/web']);
    expect(routesOf(world.snapshot('web'))).toEqual({ ...none, strays: ['web'] });
  });

  it('makes nobody look when a pod changes that stays as it is selected', () => {
    const world = new World().add(web, selecting('web', { app: 'web' }));
    const ours = pod('p', { labels: labels({ app: 'web' }) });
    world.add(ours, selecting('api', { app: 'web' }), api);
    world.takeDirty();
    world.add({ ...ours, phase: 'Running' });
    expect(world.takeDirty()).toEqual(['shop/web']);
  });
});

describe('since when a Service or an Ingress is as it is', () => {
  it('is remembered while only something changes that nobody reads', () => {
    const app = labels({ app: 'web' });
    const before = networkService('front', { selector: app, changedMs: 5 });
    const routed = ingress('x', ['front'], { changedMs: 5 });
    const world = new World().add(web, before, routed);
    world.add({ ...before, changedMs: 6 }, { ...routed, changedMs: 6 });
    expect(changesOf(world)).toEqual([5, 5]);
    const other = labels({ app: 'web' });
    world.add(
      { ...before, selector: other, changedMs: 7 },
      { ...routed, backends: [], changedMs: 7 },
    );
    world.add(ingress('y', ['front'], { changedMs: 8 }));
    expect(changesOf(world)).toEqual([7, 8]);
  });
});

function changesOf(world: World) {
  const { networkServices, ingresses } = world.snapshot('web');
  return [...networkServices, ...ingresses.map((one) => one.ingress)].map(
    ({ changedMs }) => changedMs,
  );
}

describe('the slices of a Service', () => {
  const service = selecting('front', { app: 'web' });

  it('go with it, whatever comes first', () => {
    const slices = [endpointSlice('front'), endpointSlice('other')];
    expect(routes([service, ...slices])).toEqual({
      web: { ...none, services: ['front'], slices: ['front-x'] },
      api: none,
    });
  });

  it('make those look whose pods it selects, and only when the last is lost, the first is there or ports change', () => {
    const changes = [
      endpointSlice('front'),
      endpointSlice('front', { hasReady: false }),
      endpointSlice('front', { hasReady: false }),
      endpointSlice('front', { hasReady: false, ports: ['http'] }),
      endpointSlice('unknown'),
    ];
    expect(dirtyAfter([service], changes)).toEqual([
      ['shop/web'],
      ['shop/web'],
      [],
      ['shop/web'],
      [],
    ]);
  });
});

describe('an Ingress', () => {
  const front = selecting('front', { app: 'web' });
  const back = selecting('back', { app: 'api' });

  it('is told to all whose Services it names', () => {
    const found = { ...none, ingresses: ['all'] };
    expect(routes([front, back, ingress('all', ['front', 'back'])])).toEqual({
      web: { ...found, services: ['front'] },
      api: { ...found, services: ['back'] },
    });
  });

  it.each<[string, AnyFact, { web?: string; api?: string }]>([
    [
      'is told to the service of its label',
      ingress('x', ['gone'], { labels: labels({ app: 'api' }) }),
      { api: 'x without gone' },
    ],
    [
      'is told to the namesake of the Service',
      ingress('x', ['api-http']),
      { api: 'x without api-http' },
    ],
    [
      'is told to the namesake of the Ingress',
      ingress('web-in', ['gone']),
      { web: 'web-in without gone' },
    ],
    [
      'is told to one, though it names the Service of another',
      ingress('x', ['front', 'api-http']),
      { web: 'x', api: 'x without api-http' },
    ],
    [
      'is told to those whose Services it names when nobody is nearer',
      ingress('x', ['front', 'gone']),
      { web: 'x without gone' },
    ],
    ['is told to nobody when nothing leads to one', ingress('x', ['gone']), {}],
  ])('without the Service of a backend %s', (_, fact, { web: ofWeb, api: ofApi }) => {
    const found = routes([front, back, fact]);
    expect([found?.web.ingresses, found?.api.ingresses]).toEqual([
      ofWeb === undefined ? [] : [ofWeb],
      ofApi === undefined ? [] : [ofApi],
    ]);
  });

  it('lacks nothing as long as no Service is known at all', () => {
    expect(routes([ingress('web', ['web'])])).toEqual({ web: none, api: none });
  });

  it('makes its namespace look when it comes, changes or goes', () => {
    const both = ['shop/api', 'shop/web'];
    const before = ingress('x', ['a']);
    const changes = [before, { ...before }, { ...before, backends: [] }];
    expect(dirtyAfter([], changes)).toEqual([both, [], both]);
  });
});

describe('a disruption budget', () => {
  it.each<[string, Partial<DisruptionBudgetFact>, string[]]>([
    ['of its labels', { selector: labels({ app: 'web' }) }, ['web']],
    ['of all labels', {}, ['web', 'api']],
    ['of one of these values', { expressions: [is('app', 'In', 'web', 'x')] }, ['web']],
    ['of any but this value', { expressions: [is('app', 'NotIn', 'web')] }, ['api']],
    ['of those with a label', { expressions: [is('tier', 'Exists')] }, ['api']],
    ['of those without one', { expressions: [is('tier', 'DoesNotExist')] }, ['web']],
    [
      'of labels and an expression that differ',
      { selector: labels({ app: 'web' }), expressions: [is('tier', 'Exists')] },
      [],
    ],
    ['of an operator that nobody knows', { expressions: [is('tier', 'Gt', '1')] }, []],
  ])('%s is told to whom it selects, who look when it changes', (_, facts, services) => {
    const found = routes([disruptionBudget('b', facts)]);
    const told = { ...none, budgets: ['b'] };
    expect(found).toEqual({
      web: services.includes('web') ? told : none,
      api: services.includes('api') ? told : none,
    });
    const before = disruptionBudget('b', facts);
    const changes = [before, { ...before }, { ...before, expectedPods: 9 }];
    const keys = services.map((name) => `shop/${name}`).sort();
    expect(dirtyAfter([], changes)).toEqual([keys, [], keys]);
  });
});

function is(key: string, operator: string, ...values: string[]) {
  return { key, operator, values };
}

describe('an Event about a Service', () => {
  const front = selecting('front', { app: 'web' });

  it('is told to those whose pods the Service selects, who look', () => {
    const event = eventAbout(front, 'sync');
    expect(dirtyAfter([front], [event])).toEqual([['shop/web']]);
    for (const facts of [
      [front, event],
      [event, front],
    ]) {
      const world = new World().add(web, api, ...facts);
      expect(world.snapshot('web').events).toEqual([event]);
      expect(world.snapshot('api').events).toEqual([]);
    }
  });

  it('goes with it', () => {
    const world = new World().add(web, front, eventAbout(front, 'sync')).remove(front);
    expect(world.index.counts()).toMatchObject({ events: 0, orphanedEvents: 0 });
  });
});
