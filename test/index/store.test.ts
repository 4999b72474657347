import { queryObjects } from 'node:v8';
import { describe, expect, it } from 'vitest';
import type { PodFact } from '../../src/facts/index.ts';
import { DEFAULT_IDENTITY } from '../../src/index/service-key.ts';
import {
  autoscaler,
  claim,
  cronJob,
  deployment,
  disruptionBudget,
  endpointSlice,
  eventAbout,
  ingress,
  job,
  labels,
  namespace as namespaceFact,
  networkService,
  node,
  ownedBy,
  pod,
  quota,
  replicaSet,
  statefulSet,
  storageClass,
  volume,
} from '../support/facts.ts';
import { type AnyFact, healthObject, objectOf, World } from './world.ts';

const web = deployment('web');
const webSet = replicaSet('web-7c9d', ownedBy(web));
const nightly = cronJob('nightly');
const rollout = { kind: 'Rollout', name: 'canary', uid: 'rollout-canary' };
const database = statefulSet('db');
const ending = namespaceFact('shop', { deletionMs: 5 });

/** How many objects are read when one of a service of this size changes. */
function touched(size: number, change: (world: World) => void): number {
  const read = new Set<string>();
  function wrap<F extends AnyFact>(fact: F): F {
    const { kind, uid } = fact;
    return new Proxy(fact, {
      get(target, property, receiver) {
        read.add(`${kind}/${uid}`);
        return Reflect.get(target, property, receiver);
      },
    });
  }
  const world = new World({ wrap }).add(web, webSet);
  world.add(healthObject('all', { spec: { selector: labels({ tier: 'back' }) } }));
  for (let n = 0; n < size; n += 1) world.add(pod(`p${n}`, ownedBy(webSet)));
  read.clear();
  change(world);
  return read.size;
}

function relabel(world: World): void {
  world.add({ ...web, labels: labels({ app: 'b' }) });
}

// Pods of a class of their own, so that those still held can be counted.
class HeldPod {
  readonly kind = 'Pod';
}

function heldPod(n: number): PodFact {
  const owners = [rollout, database, webSet, nightly];
  return Object.assign(new HeldPod(), pod(`p${n}`, ownedBy(owners[n % owners.length] ?? rollout)));
}

/** Lets 500 pods come, each with an event and a second owner, and all but the last 10 go. */
function churn(world: World): void {
  for (let n = 0; n < 500; n += 1) {
    world.add(heldPod(n), heldPod(n + 1_001), eventAbout(pod(`p${n}`), `e${n}`));
    world.add(Object.assign(heldPod(n), ownedBy(webSet))).remove(pod(`p${n + 1_001}`));
    if (n >= 10) world.remove(pod(`p${n - 10}`));
  }
}

/** Lets objects of ever new namespaces, owners, names and selectors come and go. */
function comeAndGo(world: World): void {
  for (let n = 0; n < 500; n += 1) {
    const namespace = `n${n}`;
    const app = labels({ app: `a${n}` });
    const facts = [
      pod(`p${n}`, { namespace, ...ownedBy({ ...rollout, uid: `u${n}` }) }),
      pod(`q${n}`, { labels: app }),
      replicaSet(`r${n}`, { namespace, templateLabels: app, ...ownedBy(web) }),
      networkService(`s${n}`, { namespace, selector: app }),
      healthObject(`h${n}`, { spec: { selector: app } }),
      node(`node-${n}`),
      pod(`m${n}`, { labels: app, nodeName: `node-${n}`, claims: ['unseen', `c${n}`] }),
      claim(`c${n}`, { phase: 'Pending' }),
      volume(`pv-c${n}`),
      storageClass(`class-${n}`),
      { ...ending, name: namespace },
      quota('pods', {}, { namespace }),
      eventAbout(claim(`c${n}`), `e${n}`),
      autoscaler(`h${n}`, { namespace, labels: app }),
      endpointSlice(`s${n}`, { namespace }),
      ingress(`i${n}`, [`s${n}`, `t-${n}`], { namespace, labels: app }),
      disruptionBudget(`b${n}`, { namespace, selector: n % 2 === 0 ? app : labels() }),
      eventAbout(networkService(`s${n}`, { namespace }), `f${n}`),
    ];
    world.add(...facts).remove(...facts);
  }
}

function containers(): number {
  return queryObjects(Map, { format: 'count' }) + queryObjects(Set, { format: 'count' });
}

describe('the service of an object', () => {
  const app = labels({ app: 'checkout' });
  const cases: [string, AnyFact[], string[], number][] = [
    ["is the pod's own label", [pod('a', { labels: app })], ['shop/checkout'], 0],
    [
      "is the pod's label before its owner's",
      [
        pod('a', { labels: labels({ 'k8s-app': 'near' }), ...ownedBy(webSet) }),
        replicaSet('web-7c9d', { templateLabels: labels({ app: 'near' }), ...ownedBy(web) }),
        deployment('web', {
          labels: labels({ app: 'far' }),
          templateLabels: labels({ app: 'near' }),
        }),
      ],
      ['shop/near'],
      0,
    ],
    [
      'is the label of the owner two steps up',
      [pod('a', ownedBy(webSet)), webSet, deployment('web', { labels: app })],
      ['shop/checkout'],
      0,
    ],
    [
      "is the template's label before the workload's own",
      [deployment('web', { labels: labels({ app: 'own' }), templateLabels: app })],
      ['shop/checkout'],
      0,
    ],
    [
      'is that of the pods it could not make',
      [deployment('web', { templateLabels: app, replicas: 0 })],
      ['shop/checkout'],
      0,
    ],
    [
      "is an unlabelled Deployment's name",
      [web, webSet, pod('a', ownedBy(webSet))],
      ['shop/web'],
      0,
    ],
    [
      "is an unlabelled StatefulSet's name",
      [pod('db-0', ownedBy(database)), database],
      ['shop/db'],
      0,
    ],
    [
      "is the CronJob's name through its Job",
      [pod('a', ownedBy(job('nightly-1'))), job('nightly-1', ownedBy(nightly)), nightly],
      ['shop/nightly'],
      0,
    ],
    [
      'is for a CronJob that has not run yet that of its Jobs',
      [cronJob('nightly', { jobLabels: app, labels: labels({ app: 'own' }) })],
      ['shop/checkout'],
      0,
    ],
    [
      "is that of a CronJob's pods before that of its Jobs",
      [cronJob('nightly', { templateLabels: app, jobLabels: labels({ app: 'run' }) })],
      ['shop/checkout'],
      0,
    ],
    [
      'is the label of a StatefulSet whose pods have none',
      [pod('db-0', ownedBy(database)), statefulSet('db', { labels: app })],
      ['shop/checkout'],
      0,
    ],
    ['waits for a StatefulSet that has not been seen', [pod('db-0', ownedBy(database))], [], 1],
    [
      'waits for a DaemonSet that has not been seen',
      [pod('a', ownedBy({ kind: 'DaemonSet', name: 'agent', uid: 'agent' }))],
      [],
      1,
    ],
    [
      'waits for a CronJob that has not been seen',
      [pod('a', ownedBy(job('nightly-1'))), job('nightly-1', ownedBy(nightly))],
      [],
      1,
    ],
    ['is none for a bare pod', [pod('a')], [], 1],
    ['is none for a bare Job', [job('once'), pod('a', ownedBy(job('once')))], [], 1],
    [
      'is none for the executors of a Spark driver',
      [1, 2, 3].map((n) => pod(`exec-${n}`, ownedBy(pod('driver')))),
      [],
      3,
    ],
    [
      'is none for mirror pods',
      ['etcd', 'apiserver'].map((name) =>
        pod(name, ownedBy({ kind: 'Node', name: 'node-1', uid: 'node-1' })),
      ),
      [],
      2,
    ],
    ['is none for the only pod of an unknown controller', [pod('a', ownedBy(rollout))], [], 1],
    [
      'is the name of an unknown controller with two live pods',
      [pod('a', ownedBy(rollout)), pod('b', ownedBy(rollout))],
      ['shop/canary'],
      0,
    ],
    [
      'is none when only one pod of an unknown controller is unfinished',
      [
        pod('a', ownedBy(rollout)),
        pod('b', { ...ownedBy(rollout), phase: 'Succeeded' }),
        pod('c', { ...ownedBy(rollout), phase: 'Failed' }),
      ],
      [],
      3,
    ],
    [
      'is none for two unknown controllers of one name with a pod each',
      [pod('a', ownedBy(rollout)), pod('b', ownedBy({ ...rollout, uid: 'other' }))],
      [],
      2,
    ],
    [
      'is the name of a ReplicaSet that nothing owns and that has two live pods',
      [
        replicaSet('alone'),
        pod('a', ownedBy(replicaSet('alone'))),
        pod('b', ownedBy(replicaSet('alone'))),
      ],
      ['shop/alone'],
      0,
    ],
    [
      'waits for a ReplicaSet that has not been seen',
      [pod('a', ownedBy(webSet)), pod('b', ownedBy(webSet))],
      [],
      2,
    ],
    ['waits for a Deployment that has not been seen', [webSet, pod('a', ownedBy(webSet))], [], 1],
    [
      'does not wait when the pod is labelled',
      [pod('a', { labels: app, ...ownedBy(webSet) })],
      ['shop/checkout'],
      0,
    ],
    [
      'is never that of an owner in another namespace',
      [
        pod('a', ownedBy(webSet)),
        replicaSet('web-7c9d', { namespace: 'other', templateLabels: app }),
      ],
      ['other/checkout'],
      1,
    ],
    [
      'is the same in two namespaces and yet not one',
      [pod('a', { labels: app }), pod('b', { labels: app, namespace: 'other' })],
      ['other/checkout', 'shop/checkout'],
      0,
    ],
    [
      'is none for a ReplicaSet that a rollout left behind',
      [replicaSet('old', { templateLabels: app, desired: 0, replicas: 0, ...ownedBy(rollout) })],
      [],
      0,
    ],
    [
      'is kept by a ReplicaSet scaled to nothing that nothing owns',
      [replicaSet('own', { templateLabels: app, desired: 0, replicas: 0 })],
      ['shop/checkout'],
      0,
    ],
    [
      'is found through a ReplicaSet that a rollout left behind',
      [
        web,
        replicaSet('web-7c9d', { desired: 0, replicas: 0, ...ownedBy(web) }),
        pod('a', ownedBy(webSet)),
      ],
      ['shop/web'],
      0,
    ],
    [
      'survives owners that own each other',
      [
        replicaSet('x', ownedBy(job('y'))),
        job('y', ownedBy(replicaSet('x'))),
        pod('a', ownedBy(job('y'))),
        pod('b', { ...ownedBy(pod('b')), labels: app }),
      ],
      ['shop/checkout'],
      1,
    ],
    ['is spoken of by a ServiceHealth object alone', [healthObject('gone')], ['shop/gone'], 0],
  ];
  it.each(cases)('%s', (_claim, facts, services, podsNowhere) => {
    const expected = { services, podsNowhere };
    for (const order of [facts, facts.toReversed()]) {
      const world = new World().add(...order);
      const { podsNowhere: left } = world.index.counts();
      expect({ services: world.services(), podsNowhere: left }).toEqual(expected);
    }
  });

  it('is none without a label when the settings say so', () => {
    const identity = { ...DEFAULT_IDENTITY, unlabelled: 'ignore' } as const;
    const world = new World({ identity }).add(web, webSet, pod('a', ownedBy(webSet)));
    expect([world.services(), world.index.counts().podsNowhere]).toEqual([[], 1]);
  });
});

describe('an object moves', () => {
  const inA = { labels: labels({ app: 'a' }) };
  const inB = { labels: labels({ app: 'b' }) };

  it('to another service with its label, and both are looked at', () => {
    const world = new World().add(pod('p', inA));
    world.takeDirty();
    world.add(pod('p', inB));
    expect([world.services(), world.takeDirty()]).toEqual([['shop/b'], ['shop/a', 'shop/b']]);
  });

  it('with the label of its owner', () => {
    const world = new World().add(deployment('web', inA), webSet, pod('p', ownedBy(webSet)));
    world.takeDirty();
    world.add(deployment('web', inB));
    expect(world.snapshot('b').pods.map((one) => one.pod.name)).toEqual(['p']);
    expect([world.services(), world.takeDirty()]).toEqual([['shop/b'], ['shop/a', 'shop/b']]);
  });

  it('out of the service whose owner is gone, and back with it', () => {
    const world = new World().add(web, webSet, pod('p', ownedBy(webSet)));
    world.remove(web);
    expect([world.services(), world.index.counts().podsNowhere]).toEqual([[], 1]);
    world.add(web);
    expect([world.services(), world.index.counts().podsNowhere]).toEqual([['shop/web'], 0]);
  });

  it('with its crew, between one live pod and two', () => {
    const [first, second] = [pod('a', ownedBy(rollout)), pod('b', ownedBy(rollout))];
    const world = new World().add(first);
    const seen = [world.services()];
    world.add(second);
    seen.push(world.services());
    world.add(pod('b', { ...ownedBy(rollout), phase: 'Succeeded' }));
    seen.push(world.services());
    world.add(second).remove(first);
    seen.push(world.services());
    expect(seen).toEqual([[], ['shop/canary'], [], []]);
    expect(world.index.counts().podsNowhere).toBe(1);
  });

  it('out of its crew with a label of its own, and the other is alone again', () => {
    const world = new World().add(pod('a', ownedBy(rollout)), pod('b', ownedBy(rollout)));
    world.add(pod('b', { ...ownedBy(rollout), ...inB }));
    expect([world.services(), world.index.counts().podsNowhere]).toEqual([['shop/b'], 1]);
  });

  it('to a new owner', () => {
    const world = new World().add(web, webSet, pod('p', ownedBy(webSet)));
    world.add(database, pod('p', ownedBy(database)));
    expect(world.snapshot('db').pods.map((one) => one.workload)).toEqual([
      { kind: 'StatefulSet', name: 'db' },
    ]);
    expect(world.snapshot('web').pods).toEqual([]);
  });
});

describe('a service is looked at', () => {
  const app = { labels: labels({ app: 'a' }) };
  const other = pod('other', { labels: labels({ app: 'other' }) });
  const member = pod('p', app);

  it('when a pod of it comes, changes or goes, and no other is', () => {
    const world = new World().add(other);
    world.takeDirty();
    world.add(member);
    expect(world.takeDirty()).toEqual(['shop/a']);
    world.add(pod('p', { ...app, phase: 'Failed' }));
    expect(world.takeDirty()).toEqual(['shop/a']);
    world.remove(member);
    expect(world.takeDirty()).toEqual(['shop/a']);
  });

  it('when its Deployment changes', () => {
    const world = new World().add(web);
    world.takeDirty();
    world.add(deployment('web', { readyReplicas: 0 }));
    expect(world.takeDirty()).toEqual(['shop/web']);
  });

  it('when its StatefulSet changes', () => {
    const world = new World().add(database);
    world.takeDirty();
    world.add(statefulSet('db', { updatedReplicas: 0 }));
    expect(world.takeDirty()).toEqual(['shop/db']);
  });

  it('when the labels of the Jobs of its CronJob change', () => {
    const world = new World().add(nightly, job('nightly-1', ownedBy(nightly)));
    world.takeDirty();
    world.add(cronJob('nightly', { jobLabels: labels({ app: 'b' }) }));
    expect(world.takeDirty()).toEqual(['shop/b', 'shop/nightly']);
    expect(world.services()).toEqual(['shop/b']);
  });

  it('when the workload of its pods turns out to be another', () => {
    const world = new World().add(pod('p', { ...app, ...ownedBy(webSet) }));
    world.takeDirty();
    world.add(replicaSet('web-7c9d', { templateLabels: app.labels, ...ownedBy(web) }));
    expect(world.takeDirty()).toEqual(['shop/a']);
    expect(world.snapshot('a').pods.map((one) => one.workload)).toEqual([
      { kind: 'Deployment', name: 'web' },
    ]);
  });

  it('when an event about it says something new', () => {
    const world = new World().add(member, other);
    world.takeDirty();
    world.add(eventAbout(member, 'e'));
    expect(world.takeDirty()).toEqual(['shop/a']);
    world.add(eventAbout(member, 'e'));
    expect(world.takeDirty()).toEqual([]);
  });

  it('not when an event object expires, and the event stays', () => {
    const event = eventAbout(member, 'e');
    const world = new World().add(member, event);
    world.takeDirty();
    world.remove(event);
    world.events.syncStart();
    world.events.syncEnd();
    expect([world.takeDirty(), world.snapshot('a').events]).toEqual([[], [event]]);
  });

  it('not for an event about nothing', () => {
    const world = new World().add(member);
    world.takeDirty();
    world.add(eventAbout(pod('unseen'), 'e'));
    expect([world.takeDirty(), world.index.counts().orphanedEvents]).toEqual([[], 1]);
  });

  it('when a Service of its namespace comes, selects otherwise or goes, but not when its status moves', () => {
    const selector = labels({ app: 'a' });
    const world = new World().add(member, pod('far', { ...app, namespace: 'far' }));
    world.takeDirty();
    const service = networkService('web', { selector });
    world.add(service);
    expect(world.takeDirty()).toEqual(['shop/a']);
    world.add(networkService('web', { selector, labels: service.labels }));
    expect(world.takeDirty()).toEqual([]);
    world.add(networkService('web', { selector: labels({ app: 'b' }) }));
    expect(world.takeDirty()).toEqual(['shop/a']);
    world.remove(service);
    expect(world.takeDirty()).toEqual(['shop/a']);
  });

  it('when its ServiceHealth object comes, changes or goes', () => {
    const world = new World();
    const seen = [];
    world.add(healthObject('a'));
    seen.push([world.takeDirty(), world.services()]);
    world.add(healthObject('a', { service: 'b' }));
    seen.push([world.takeDirty(), world.services()]);
    world.remove(healthObject('a', { service: 'b' }));
    seen.push([world.takeDirty(), world.services()]);
    expect(seen).toEqual([
      [['shop/a'], ['shop/a']],
      [['shop/a', 'shop/b'], ['shop/b']],
      [['shop/b'], []],
    ]);
  });

  it('not when a list repeats what is known', () => {
    const world = new World();
    for (const sink of [world.pods, world.workloads]) sink.syncStart();
    world.pods.upsert(objectOf(member, '7'));
    world.workloads.upsert(objectOf(web, '8'));
    for (const sink of [world.pods, world.workloads]) sink.syncEnd();
    expect(world.takeDirty()).toEqual(['shop/a', 'shop/web']);
    for (const sink of [world.pods, world.workloads]) sink.syncStart();
    world.pods.upsert(objectOf(member, '7'));
    world.workloads.upsert(objectOf(web, '8'));
    for (const sink of [world.pods, world.workloads]) sink.syncEnd();
    expect(world.takeDirty()).toEqual([]);
  });
});

describe('events', () => {
  const member = pod('p', { labels: labels({ app: 'a' }) });

  it('wait for the object they are about', () => {
    const event = eventAbout(member, 'early');
    const world = new World().add(event, member);
    expect(world.snapshot('a').events).toEqual([event]);
    expect(world.index.counts()).toMatchObject({ events: 1, orphanedEvents: 0 });
  });

  it('go with the object they are about', () => {
    const world = new World().add(member, eventAbout(member, 'e')).remove(member);
    expect(world.index.counts().events).toBe(0);
  });

  it('of another namespace are about nothing here, whatever uid they name', () => {
    const world = new World().add(member, eventAbout({ ...member, namespace: 'evil' }, 'forged'));
    expect([world.snapshot('a').events, world.index.counts().orphanedEvents]).toEqual([[], 1]);
  });

  it('without a uid are found by kind and name, unless they are older than the object', () => {
    const nameless = { ...member, uid: '' };
    const world = new World().add(
      member,
      eventAbout(nameless, 'new'),
      eventAbout(nameless, 'old', { lastMs: member.createdMs - 1 }),
      eventAbout({ ...nameless, kind: 'Service' }, 'other kind'),
    );
    expect(world.snapshot('a').events.map(({ name }) => name)).toEqual(['new']);
  });

  it('without a uid wait for the object of that name', () => {
    const world = new World().add(eventAbout({ ...member, uid: '' }, 'early'), member);
    expect(world.index.counts()).toMatchObject({ events: 1, orphanedEvents: 0 });
  });

  it('without a uid stay with a successor of the same name that came before the sweep', () => {
    const successor = pod('p', { ...member, uid: 'second' });
    const event = eventAbout({ ...member, uid: '' }, 'e');
    const world = new World().add(member, event, successor).remove(member);
    expect(world.snapshot('a').events).toEqual([event]);
    world.remove(successor);
    expect(world.index.counts().events).toBe(0);
  });

  it('are bounded for each object and in all', () => {
    const world = new World({ eventBounds: { perSubject: 5, orphans: 3, total: 8 } }).add(member);
    for (let n = 0; n < 50; n += 1) {
      world.add(eventAbout(member, `own${n}`), eventAbout(pod(`unseen${n}`), `orphan${n}`));
    }
    expect(world.index.counts()).toMatchObject({ events: 8, orphanedEvents: 3 });
  });

  it('that fall out of the bound in all make their service be looked at', () => {
    const second = pod('q', { labels: labels({ app: 'b' }) });
    const world = new World({ eventBounds: { perSubject: 5, orphans: 5, total: 1 } });
    world.add(member, second, eventAbout(member, 'first'));
    world.takeDirty();
    world.add(eventAbout(second, 'second'));
    expect(world.takeDirty()).toEqual(['shop/a', 'shop/b']);
  });
});

describe('the cost of one change', () => {
  const changes: [string, number, (world: World) => void][] = [
    ['a pod that comes', 3, (world) => world.add(pod('new', ownedBy(webSet)))],
    ['a pod that changes', 4, (world) => world.add(pod('p1', { ...ownedBy(webSet), phase: 'X' }))],
    ['a pod that goes', 1, (world) => world.remove(pod('p1'))],
    ['an event about a pod', 2, (world) => world.add(eventAbout(pod('p1'), 'e'))],
    ['an event about nothing', 1, (world) => world.add(eventAbout(pod('unseen'), 'e'))],
    ['a Service', 1, (world) => world.add(networkService('s', { selector: labels({ a: 'b' }) }))],
    ['a node without our pods', 1, (world) => world.add(node('far'))],
    ['an autoscaler', 2, (world) => world.add(autoscaler('web'))],
    ['a claim', 1, (world) => world.add(claim('data'))],
    ['a volume', 1, (world) => world.add(volume('pv-data'))],
    ['a storage class', 1, (world) => world.add(storageClass('fast'))],
    ['a quota', 1, (world) => world.add(quota('pods'))],
    ['the end of a namespace', 1, (world) => world.add(ending)],
    ['an event about a claim', 1, (world) => world.add(eventAbout(claim('data'), 'e'))],
    ['a ServiceHealth object', 1, (world) => world.add(healthObject('web'))],
    [
      'a pod that somebody selects',
      4,
      (world) => world.add(pod('new', { labels: labels({ tier: 'back' }), ...ownedBy(webSet) })),
    ],
    ["a Deployment's status", 2, (world) => world.add({ ...web, readyReplicas: 0 })],
  ];
  it.each(changes)('is the same beside 10 pods and 1,000: %s', (_claim, most, change) => {
    const [few, many] = [touched(10, change), touched(1_000, change)];
    expect(many).toBe(few);
    expect(many).toBeLessThanOrEqual(most);
  });

  it('is felt by all pods only when their owner changes its labels', () => {
    expect([touched(10, relabel), touched(100, relabel)]).toEqual([12, 102]);
  });
});

describe('what is gone', () => {
  it('is held nowhere, however much came and went', () => {
    const world = new World().add(web, webSet);
    churn(world);
    const during = queryObjects(HeldPod, { format: 'count' });
    for (let n = 490; n < 500; n += 1) world.remove(pod(`p${n}`));
    world.remove(webSet, web);
    const after = queryObjects(HeldPod, { format: 'count' });
    expect({ during, after, services: world.services(), ...world.index.counts() }).toEqual({
      during: 10,
      after: 0,
      services: [],
      podsNowhere: 0,
      events: 0,
      orphanedEvents: 0,
      logs: 0,
      dropped: 0,
      failed: 0,
    });
  });
});

describe('what held what is gone', () => {
  it('leaves no empty map or set behind', () => {
    const world = new World().add(pod('stays', { labels: labels({ app: 'stays' }) }));
    const before = containers();
    comeAndGo(world);
    expect(containers() - before).toBeLessThan(50);
    expect(world.services()).toEqual(['shop/stays']);
  });
});

describe('a poisoned object', () => {
  it('costs only itself', () => {
    const world = new World({
      wrap(fact) {
        if (fact.uid === 'pod-bad') throw new Error('bad');
        return fact;
      },
    });
    const app = { labels: labels({ app: 'a' }) };
    world.add(pod('bad', app), pod('good', app));
    world.events.upsert(null);
    expect(world.snapshot('a').pods.map((one) => one.pod.name)).toEqual(['good']);
    expect([world.errors.length, world.index.counts().failed]).toEqual([2, 2]);
  });
});
