import { describe, expect, it } from 'vitest';
import {
  deployment,
  eventAbout,
  job,
  labels,
  networkService,
  ownedBy,
  pod,
  replicaSet,
  statefulSet,
} from '../support/facts.ts';
import { type AnyFact, type HealthFact, healthObject, outline, World } from './world.ts';

const tier = labels({ tier: 'back' });
const webLabels = labels({ app: 'web', tier: 'back' });
const web = deployment('web', { templateLabels: webLabels });
const webSet = replicaSet('web-7c9d', { templateLabels: webLabels, ...ownedBy(web) });
const webPod = pod('web-a', { labels: webLabels, ...ownedBy(webSet) });
const bare = pod('bare', { labels: tier });
const far = pod('far', { labels: tier, namespace: 'far' });

/** An object for `service` that selects these labels. */
function selecting(service: string, pairs: Record<string, string>, more = {}): HealthFact {
  return healthObject(service, { spec: { selector: labels(pairs) }, ...more });
}

const back = selecting('back', { tier: 'back' });

describe('an object with a selector sees', () => {
  const nothing = { pods: [], events: [], workloads: [], networkServices: [] };
  const whole = {
    ...nothing,
    pods: ['web-a of Deployment/web via web-7c9d'],
    workloads: ['Deployment/web of Deployment/web', 'ReplicaSet/web-7c9d of Deployment/web'],
  };
  const cases: [string, AnyFact[], ReturnType<typeof outline>][] = [
    ['nothing where nothing matches', [back, pod('p', { labels: labels({ tier: 'x' }) })], nothing],
    ['a bare pod that matches', [back, bare], { ...nothing, pods: ['bare of Pod/bare'] }],
    ['no pod of another namespace', [back, far], nothing],
    ['nothing with an empty selector', [selecting('back', {}), bare], nothing],
    [
      'nothing when only one of two labels matches',
      [selecting('back', { tier: 'back', zone: 'a' }), bare],
      nothing,
    ],
    ['a pod with its Deployment and ReplicaSet', [back, web, webSet, webPod], whole],
    [
      'a Deployment whose pods could not be made',
      [back, web],
      { ...nothing, workloads: ['Deployment/web of Deployment/web'] },
    ],
    [
      'the older pods of a Deployment whose template has just got the label',
      [
        back,
        web,
        replicaSet('web-old', { templateLabels: labels({ app: 'web' }), ...ownedBy(web) }),
        pod('web-o', { labels: labels({ app: 'web' }), ...ownedBy(replicaSet('web-old')) }),
      ],
      {
        ...nothing,
        pods: ['web-o of Deployment/web via web-old'],
        workloads: ['Deployment/web of Deployment/web', 'ReplicaSet/web-old of Deployment/web'],
      },
    ],
    [
      'the whole of a StatefulSet of which one pod matches',
      [
        selecting('back', { pod: 'db-0' }),
        statefulSet('db'),
        pod('db-0', { labels: labels({ pod: 'db-0' }), ...ownedBy(statefulSet('db')) }),
        pod('db-1', ownedBy(statefulSet('db'))),
      ],
      {
        ...nothing,
        pods: ['db-0 of StatefulSet/db', 'db-1 of StatefulSet/db'],
        workloads: ['StatefulSet/db of StatefulSet/db'],
      },
    ],
    [
      'no ReplicaSet that a rollout left behind, nor what only such a one matches',
      [
        back,
        deployment('other'),
        replicaSet('old', {
          templateLabels: tier,
          desired: 0,
          replicas: 0,
          ...ownedBy(deployment('other')),
        }),
      ],
      nothing,
    ],
    [
      'the Job and the Service of a pod too, and their events',
      [
        back,
        job('once', { templateLabels: tier }),
        pod('once-1', { labels: tier, ...ownedBy(job('once')) }),
        networkService('back', { selector: tier }),
        eventAbout(job('once'), 'e'),
      ],
      {
        pods: ['once-1 of Job/once'],
        events: ['e'],
        workloads: ['Job/once of Job/once'],
        networkServices: ['back'],
      },
    ],
  ];
  it.each(cases)('%s', (_claim, facts, expected) => {
    for (const order of [facts, facts.toReversed()]) {
      const world = new World().add(...order);
      expect(outline(world.snapshot('back'))).toEqual(expected);
      expect(world.index.hasWorkloads({ namespace: 'shop', name: 'back' })).toBe(
        expected.pods.length + expected.workloads.length > 0,
      );
    }
  });

  it('its own pods besides, each once, and they stay in the service they were discovered for', () => {
    const world = new World().add(web, webSet, webPod, bare, selecting('web', { tier: 'back' }));
    expect(outline(world.snapshot('web')).pods).toEqual([
      'bare of Pod/bare',
      'web-a of Deployment/web via web-7c9d',
    ]);
    world.add(selecting('other', { tier: 'back' }));
    expect(world.snapshot('other').pods).toEqual(world.snapshot('web').pods);
    expect([world.services(), world.index.counts().podsNowhere]).toEqual([
      ['shop/other', 'shop/web'],
      1,
    ]);
  });

  it('what the leading one of several objects for a service selects', () => {
    const world = new World().add(back, selecting('back', { app: 'web' }, { name: 'x', uid: 'x' }));
    world.add(bare, pod('w', { labels: labels({ app: 'web' }) }));
    expect(outline(world.snapshot('back')).pods).toEqual(['bare of Pod/bare']);
  });
});

function dirtyAfter(change: (world: World) => void): string[] {
  const world = new World().add(web, webSet, webPod, bare, far, back);
  world.add(selecting('elsewhere', { tier: 'front' }));
  world.takeDirty();
  change(world);
  return world.takeDirty();
}

describe('a service that selects is looked at', () => {
  const front = labels({ app: 'web', tier: 'front' });
  const cases: [string, (world: World) => void, string[]][] = [
    ['when a pod that it selects comes', (w) => w.add(pod('n', { labels: tier })), ['shop/back']],
    ['when one changes', (w) => w.add(pod('bare', { labels: tier, phase: 'X' })), ['shop/back']],
    ['when one goes', (w) => w.remove(bare), ['shop/back']],
    [
      'when one is relabelled, as is who selects it now',
      (w) => w.add(pod('bare', { labels: labels({ tier: 'front' }) })),
      ['shop/back', 'shop/elsewhere'],
    ],
    [
      'when the Deployment of one changes',
      (w) => w.add({ ...web, readyReplicas: 0 }),
      ['shop/back', 'shop/web'],
    ],
    [
      'when a pod comes that matches only through its Deployment',
      (w) => w.add(pod('new', { labels: labels({ app: 'web' }), ...ownedBy(webSet) })),
      ['shop/back', 'shop/web'],
    ],
    ['when an event about one comes', (w) => w.add(eventAbout(bare, 'e')), ['shop/back']],
    [
      'when the last of what it selects is relabelled',
      (w) =>
        w.add(
          { ...web, templateLabels: front },
          { ...webSet, templateLabels: front },
          { ...webPod, labels: front },
        ),
      ['shop/back', 'shop/elsewhere', 'shop/web'],
    ],
    [
      'but not for a pod that it does not select',
      (w) => w.add(pod('n', { labels: labels({ tier: 'mid' }) })),
      [],
    ],
    ['but not for a pod of another namespace', (w) => w.add({ ...far, phase: 'Failed' }), []],
    [
      'but not for what it selected before its selector changed',
      (w) => {
        w.add(selecting('back', { tier: 'none' })).takeDirty();
        w.add(pod('bare', { labels: tier, phase: 'X' }));
      },
      [],
    ],
    [
      'but not once its object is gone',
      (w) => {
        w.remove(back).takeDirty();
        w.remove(bare);
      },
      [],
    ],
  ];
  it.each(cases)('%s', (_claim, change, expected) => {
    expect(dirtyAfter(change)).toEqual(expected);
  });

  it('when a pod moves to another owner, also by who saw it before', () => {
    const [one, two] = [statefulSet('one', { templateLabels: tier }), statefulSet('two')];
    const world = new World().add(back, one, two, pod('p', ownedBy(one)));
    world.takeDirty();
    world.add(pod('p', ownedBy(two)));
    expect(world.takeDirty()).toEqual(['shop/back', 'shop/one', 'shop/two']);
    expect(world.snapshot('back').pods).toEqual([]);
  });
});
