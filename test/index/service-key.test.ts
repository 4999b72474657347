import { describe, expect, it } from 'vitest';
import {
  DEFAULT_IDENTITY,
  objectNameOf,
  ownerNaming,
  serviceId,
  serviceKeyOf,
  serviceNameOf,
} from '../../src/index/service-key.ts';
import { labels } from '../support/facts.ts';

const NAME = 'app.kubernetes.io/name';
const INSTANCE = 'app.kubernetes.io/instance';

describe('serviceNameOf', () => {
  const cases: [string, Record<string, string>, string | undefined][] = [
    [
      'the Backstage id comes before all others',
      { 'backstage.io/kubernetes-id': 'a', app: 'b' },
      'a',
    ],
    ['the pair comes before app', { [NAME]: 'redis', [INSTANCE]: 'x', app: 'b' }, 'x-redis'],
    ['app comes before k8s-app', { app: 'b', 'k8s-app': 'c' }, 'b'],
    ['k8s-app is the last', { 'k8s-app': 'c' }, 'c'],
    [
      'an instance that contains the name is the full name',
      { [NAME]: 'redis', [INSTANCE]: 'cart-redis' },
      'cart-redis',
    ],
    [
      'an instance equal to the name is not doubled',
      { [NAME]: 'redis', [INSTANCE]: 'redis' },
      'redis',
    ],
    ['a name without an instance is taken as it is', { [NAME]: 'redis' }, 'redis'],
    ['an empty instance is none', { [NAME]: 'redis', [INSTANCE]: '' }, 'redis'],
    ['an instance without a name is no hit', { [INSTANCE]: 'cart', app: 'b' }, 'b'],
    ['an empty value is no hit', { app: '', 'k8s-app': 'c' }, 'c'],
    ['other labels name nothing', { team: 'a', application: 'b' }, undefined],
    ['no labels name nothing', {}, undefined],
  ];
  it.each(cases)('%s', (_claim, pairs, expected) => {
    expect(serviceNameOf(labels(pairs), DEFAULT_IDENTITY)).toBe(expected);
  });

  it('follows the order of the settings, not of the labels', () => {
    const identity = { serviceLabels: ['team', 'a+b'], unlabelled: 'owners' } as const;
    const both = labels({ a: 'x', b: 'y', team: 't' });
    expect(serviceNameOf(both, identity)).toBe('t');
    expect(serviceNameOf(labels({ a: 'x', b: 'y' }), identity)).toBe('y-x');
    expect(serviceNameOf(labels({ app: 'x' }), identity)).toBeUndefined();
  });

  it('takes __proto__ for a label like any other', () => {
    const identity = { serviceLabels: ['__proto__'], unlabelled: 'owners' } as const;
    expect(serviceNameOf(new Map(), identity)).toBeUndefined();
    expect(serviceNameOf(new Map([['__proto__', 'x']]), identity)).toBe('x');
  });
});

describe('ownerNaming', () => {
  const cases: [string, ReturnType<typeof ownerNaming>][] = [
    ['Deployment', 'always'],
    ['StatefulSet', 'always'],
    ['DaemonSet', 'always'],
    ['CronJob', 'always'],
    ['Rollout', 'shared'],
    ['ReplicaSet', 'shared'],
    ['Job', 'never'],
    ['Pod', 'never'],
    ['Node', 'never'],
  ];
  it.each(cases)('a %s gives its name %s', (kind, expected) => {
    expect(ownerNaming(kind)).toBe(expected);
  });
});

describe('objectNameOf', () => {
  const cases: [string, string, string | RegExp][] = [
    ['a DNS name stays', 'checkout', 'checkout'],
    ['dots and doubled dashes are allowed', 'a--b.c', 'a--b.c'],
    ['a digit may begin and end', '1and1', '1and1'],
    ['upper case gets a hash', 'Checkout', /^checkout-[0-9a-f]{8}$/],
    ['an underscore becomes a dash', 'check_out', /^check-out-[0-9a-f]{8}$/],
    ['a label value may end in a dot after upper case', 'A.', /^a-[0-9a-f]{8}$/],
    ['a dash may not begin a part', 'a.-b', /^a\.b-[0-9a-f]{8}$/],
    ['two dots leave one', 'a..b', /^a\.b-[0-9a-f]{8}$/],
    ['nothing usable leaves a word', '___', /^service-[0-9a-f]{8}$/],
    ['what is not ASCII goes', 'cafétéria', /^caf-t-ria-[0-9a-f]{8}$/],
    ['253 characters stay', 'a'.repeat(253), 'a'.repeat(253)],
    ['254 are cut', 'a'.repeat(254), new RegExp(`^${'a'.repeat(244)}-[0-9a-f]{8}$`)],
    [
      'a cut leaves no separator',
      `${'a'.repeat(243)}.${'b'.repeat(60)}`,
      new RegExp(`^${'a'.repeat(243)}-[0-9a-f]{8}$`),
    ],
  ];
  it.each(cases)('%s', (_claim, serviceName, expected) => {
    const name = objectNameOf(serviceName);
    expect(name).toMatch(expected instanceof RegExp ? expected : new RegExp(`^${expected}$`));
    expect(name.length).toBeLessThanOrEqual(253);
    expect(objectNameOf(name)).toBe(name);
  });

  it('keeps names apart that only look alike', () => {
    const names = ['Web', 'web', 'WEB', 'we_b', 'we-b'].map(objectNameOf);
    expect(new Set(names).size).toBe(5);
  });
});

describe('serviceId', () => {
  it('is undone by serviceKeyOf, whatever the name', () => {
    for (const name of ['web', 'a/b', '', '__proto__']) {
      const key = { namespace: 'shop', name };
      expect(serviceKeyOf(serviceId(key))).toEqual(key);
    }
  });
});
