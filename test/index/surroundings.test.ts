import { describe, expect, it } from 'vitest';
import type { AutoscalerFact, ClaimFact, NodeFact } from '../../src/facts/index.ts';
import {
  autoscaler,
  claim,
  deployment,
  eventAbout,
  labels,
  namespace,
  node,
  pod,
  quota,
  readiness,
  storageClass,
  volume,
} from '../support/facts.ts';
import { type AnyFact, around, healthObject, World } from './world.ts';

function on(nodeName: string, name: string, app: string) {
  return pod(name, { nodeName, labels: labels({ app }) });
}

function nodesOf(world: World, service: string): string[] {
  return world.snapshot(service).nodes.map(({ name }) => name);
}

function autoscalersOf(world: World, service: string): string[] {
  return world.snapshot(service).autoscalers.map(({ name }) => name);
}

function capacityOf(world: World) {
  return world.snapshot('a').capacity;
}

/** What has to look after each of these, one by one, in a world of the given facts. */
function dirtyAfter(given: readonly AnyFact[], changes: readonly AnyFact[]): string[][] {
  const world = new World().add(...given);
  world.takeDirty();
  return changes.map((change) => world.add(change).takeDirty());
}

describe('a node', () => {
  const pods = [on('n1', 'a1', 'a'), on('n1', 'a2', 'a'), on('n1', 'b1', 'b'), on('n2', 'c1', 'c')];
  const silent = readiness('Unknown', 7);

  it.each<[string, Partial<NodeFact>, string[]]>([
    ['is lost', { ready: silent }, ['shop/a', 'shop/b']],
    ['is cordoned', { isUnschedulable: true }, ['shop/a', 'shop/b']],
    ['is being removed', { deletionMs: 5 }, ['shop/a', 'shop/b']],
    ['is short of something', { pressures: [readiness('True')] }, ['shop/a', 'shop/b']],
    ['is in another zone', { zone: 'b' }, ['shop/a', 'shop/b']],
    ['has registered anew', { uid: 'second' }, ['shop/a', 'shop/b']],
    ['gives a heartbeat', { ready: { ...readiness('True') } }, []],
  ])('that %s makes exactly the services on it look', (_, change, dirty) => {
    expect(dirtyAfter([...pods, node('n1'), node('n2')], [node('n1', change)])).toEqual([dirty]);
  });

  it('that runs out of memory makes them look, once, and is told to them', () => {
    const world = new World().add(...pods, node('n1'));
    world.takeDirty();
    const told = { namespace: 'default', reason: 'SystemOOM' };
    const subject = { kind: 'Node', namespace: '', name: 'n1', uid: 'n1' };
    const event = eventAbout(subject, 'oom', told);
    expect(world.add(event).takeDirty()).toEqual(['shop/a', 'shop/b']);
    expect(world.add(event).takeDirty()).toEqual([]);
    expect(world.snapshot('a').events).toEqual([event]);
    expect(world.snapshot('c').events).toEqual([]);
    expect(world.remove(node('n1')).takeDirty()).toEqual(['shop/a', 'shop/b']);
    expect(world.snapshot('a').events).toEqual([]);
  });

  it.each([
    ['of a sort that ends no container', { namespace: 'default', reason: 'Starting' }],
    ['from a namespace where others may write', { namespace: 'shop', reason: 'SystemOOM' }],
  ])("has events %s, which are nobody's", (_, facts) => {
    const world = new World().add(...pods, node('n1'));
    world.takeDirty();
    const subject = { kind: 'Node', namespace: '', name: 'n1', uid: 'n1' };
    world.add(eventAbout(subject, 'e', facts));
    expect([world.takeDirty(), world.snapshot('a').events]).toEqual([[], []]);
  });

  it('that says otherwise why it is lost makes them look', () => {
    const lost = node('n1', { ready: silent });
    const reason = node('n1', { ready: { ...silent, reason: 'NodeStatusNeverUpdated' } });
    const message = node('n1', { ready: { ...silent, message: 'Kubelet never posted' } });
    const since = node('n1', { ready: { ...silent, sinceMs: 8 } });
    const both = ['shop/a', 'shop/b'];
    expect(dirtyAfter([...pods, lost], [reason, message, since])).toEqual([both, both, both]);
  });

  it('that comes or goes makes exactly the services on it look', () => {
    const world = new World().add(...pods);
    world.takeDirty();
    expect(world.add(node('n2')).takeDirty()).toEqual(['shop/c']);
    expect(world.remove(node('n2')).takeDirty()).toEqual(['shop/c']);
    expect(world.add(node('n3')).takeDirty()).toEqual([]);
  });

  it('that changes makes those look whose pod has no node yet, and none else', () => {
    const world = new World().add(...pods, on('', 'd1', 'd'), node('n3'));
    world.takeDirty();
    expect(world.add(node('n3', { ready: silent })).takeDirty()).toEqual(['shop/d']);
    expect(world.add(node('n3', { ready: { ...silent } })).takeDirty()).toEqual([]);
  });

  it('makes nobody look whose pod has moved or left', () => {
    const world = new World().add(...pods, node('n1'));
    world.add(on('n2', 'a1', 'a'), on('n2', 'a2', 'a')).remove(on('n1', 'b1', 'b'));
    world.takeDirty();
    expect(world.add(node('n1', { ready: silent })).takeDirty()).toEqual([]);
    expect(nodesOf(world, 'a')).toEqual([]);
  });

  it('is seen by the service whose pod gets onto it', () => {
    const world = new World().add(node('n1'), node('n2'), on('', 'a1', 'a'));
    expect(nodesOf(world, 'a')).toEqual([]);
    world.add(on('n2', 'a1', 'a'), on('n1', 'a2', 'a'));
    expect(nodesOf(world, 'a')).toEqual(['n1', 'n2']);
  });

  it('that registered anew is not lost with its predecessor', () => {
    const world = new World().add(on('n1', 'a1', 'a'), node('n1'), node('n1', { uid: 'second' }));
    world.remove(node('n1'));
    expect(nodesOf(world, 'a')).toEqual(['n1']);
  });
});

describe('what nodes offer', () => {
  const small = { cpuMillis: 2000, memoryBytes: 16, storageBytes: 9 };
  const large = { cpuMillis: 4000, memoryBytes: 8, storageBytes: 9 };

  it('is the most of each resource, and is counted anew when a node comes, changes or goes', () => {
    const world = new World().add(on('', 'a1', 'a'), node('n1', { allocatable: small }));
    expect(capacityOf(world)).toEqual({ unready: 0, largest: small });
    world.add(node('n2', { allocatable: large, ready: readiness('Unknown', 7) }));
    const largest = { ...small, cpuMillis: 4000 };
    expect(capacityOf(world)).toEqual({ unready: 0, silentSinceMs: [7], largest });
    world.add(node('n2', { allocatable: large, ready: readiness('False') }));
    expect(capacityOf(world)).toEqual({ unready: 1, largest });
    world.add(node('n2', { ready: readiness('False'), isUnschedulable: true }));
    expect(capacityOf(world)).toEqual({ unready: 0, largest: small });
    world.remove(node('n1'));
    expect(capacityOf(world)).toEqual({ unready: 0 });
  });

  it('is nothing to pods that have a node, or when no node can be seen', () => {
    const placed = new World().add(on('n1', 'a1', 'a'), node('n1'));
    expect([capacityOf(placed), capacityOf(new World().add(on('', 'a1', 'a')))]).toEqual([
      undefined,
      undefined,
    ]);
  });
});

describe('an autoscaler', () => {
  const web = deployment('web', { labels: labels({ app: 'shop' }) });
  const own = { labels: labels({ app: 'own' }) };
  const member = pod('p', { labels: labels({ app: 'own' }) });

  it.each<[string, AutoscalerFact, readonly AnyFact[], Record<string, string[]>]>([
    ['belongs where its target does', autoscaler('web', own), [web, member], { shop: ['web'] }],
    [
      'belongs where its labels say while there is no target',
      autoscaler('web', own),
      [member],
      { own: ['web'] },
    ],
    ['without target and label belongs nowhere', autoscaler('web'), [member], {}],
    [
      'of a Deployment in another group does not scale ours',
      autoscaler('web', { target: { group: 'kruise.io', kind: 'Deployment', name: 'web' } }),
      [web],
      {},
    ],
    [
      'of another kind with that name does not scale it',
      autoscaler('web', { target: { group: 'apps', kind: 'StatefulSet', name: 'web' } }),
      [web],
      {},
    ],
    [
      'of another namespace does not scale it',
      autoscaler('web', { namespace: 'far', ...own }),
      [web, member],
      {},
    ],
  ])('%s, whatever comes first', (_, fact, others, expected) => {
    for (const facts of [
      [fact, ...others],
      [...others, fact],
    ]) {
      const world = new World().add(...facts);
      const found = ['shop', 'own'].map((service) => [service, autoscalersOf(world, service)]);
      expect(Object.fromEntries(found)).toEqual({ shop: [], own: [], ...expected });
    }
  });

  it('moves from the service of its labels to that of its target and back, and both look', () => {
    const world = new World().add(member, autoscaler('web', own));
    world.takeDirty();
    expect(world.add(web).takeDirty()).toEqual(['shop/own', 'shop/shop']);
    expect([autoscalersOf(world, 'own'), autoscalersOf(world, 'shop')]).toEqual([[], ['web']]);
    expect(world.remove(web).takeDirty()).toEqual(['shop/own', 'shop/shop']);
    expect(autoscalersOf(world, 'own')).toEqual(['web']);
  });

  it('follows its target into another service', () => {
    const world = new World().add(web, autoscaler('web'));
    world.add(deployment('web', { labels: labels({ app: 'other' }) }));
    expect(world.takeDirty()).toEqual(['shop/other', 'shop/shop']);
    expect(autoscalersOf(world, 'other')).toEqual(['web']);
  });

  it.each<[string, Partial<AutoscalerFact>]>([
    ['its limits', { min: 2 }],
    ['its upper limit', { max: 9 }],
    ['its pods', { current: 2 }],
    ['what it asks for', { desired: 2 }],
    ['when it scaled', { lastScaleMs: 3 }],
    ['a condition', { conditions: [{ ...readiness('True'), type: 'ScalingActive' }] }],
  ])('that changes %s makes its service look', (_, change) => {
    const before = autoscaler('web');
    const changes = [
      { ...before, ...change },
      { ...before, ...structuredClone(change) },
    ];
    expect(dirtyAfter([web, before], changes)).toEqual([['shop/shop'], []]);
  });

  it('that gets another target makes both services look', () => {
    const api = deployment('api', { labels: labels({ app: 'api' }) });
    const moved = autoscaler('web', { target: { group: 'apps', kind: 'Deployment', name: 'api' } });
    expect(dirtyAfter([web, api, autoscaler('web')], [moved])).toEqual([['shop/api', 'shop/shop']]);
  });

  it('that goes makes its service look, and is gone', () => {
    const world = new World().add(web, autoscaler('web'));
    world.takeDirty();
    expect(world.remove(autoscaler('web')).takeDirty()).toEqual(['shop/shop']);
    expect(autoscalersOf(world, 'shop')).toEqual([]);
  });

  it('is seen by whoever selects its target', () => {
    const onlooker = healthObject('onlooker', { spec: { selector: labels({ app: 'shop' }) } });
    const target = deployment('web', { templateLabels: labels({ app: 'shop' }) });
    const lost = node('n1', { ready: readiness('Unknown') });
    const facts = [target, on('n1', 'p', 'shop'), node('n1'), autoscaler('web'), onlooker];
    const both = ['shop/onlooker', 'shop/shop'];
    expect(dirtyAfter(facts, [autoscaler('web', { min: 2 }), lost])).toEqual([both, both]);
    const snapshot = new World().add(...facts).snapshot('onlooker');
    expect(around(snapshot)).toMatchObject({ nodes: ['n1'], autoscalers: ['web'] });
  });

  it('alone makes no service', () => {
    const world = new World().add(autoscaler('web', own));
    expect([world.takeDirty(), world.services()]).toEqual([[], []]);
  });
});

function mounting(name: string, app: string, ...claims: string[]) {
  return pod(name, { labels: labels({ app }), claims });
}

describe('a claim', () => {
  const pods = [mounting('a1', 'a', 'data'), mounting('a2', 'a', 'data'), mounting('b1', 'b')];
  const shared = mounting('c1', 'c', 'logs', 'data');

  it.each<[string, Partial<ClaimFact>, string[]]>([
    ['loses its volume', { phase: 'Lost' }, ['shop/a', 'shop/c']],
    ['is being deleted', { deletionMs: 5 }, ['shop/a', 'shop/c']],
    ['was made anew', { uid: 'second' }, ['shop/a', 'shop/c']],
    ['gets a class', { storageClass: 'fast' }, ['shop/a', 'shop/c']],
    ['gets another volume', { volumeName: 'pv-2' }, ['shop/a', 'shop/c']],
    ['is to grow', { conditions: [readiness('True')] }, ['shop/a', 'shop/c']],
    ['is annotated', {}, []],
  ])('that %s makes exactly the services that mount it look', (_, change, dirty) => {
    const given = [...pods, shared, claim('data')];
    expect(dirtyAfter(given, [claim('data', change)])).toEqual([dirty]);
  });

  it('that comes or goes makes exactly the services that mount it look', () => {
    const world = new World().add(...pods);
    world.takeDirty();
    expect(world.add(claim('data')).takeDirty()).toEqual(['shop/a']);
    expect(world.remove(claim('data')).takeDirty()).toEqual(['shop/a']);
    expect(world.add(claim('logs')).takeDirty()).toEqual([]);
  });

  it('makes no service of its own, and none look when its pod is gone', () => {
    const world = new World().add(...pods, claim('data'), claim('unused'));
    world.remove(...pods);
    world.takeDirty();
    expect(world.add(claim('data', { phase: 'Lost' })).takeDirty()).toEqual([]);
    expect(world.services()).toEqual([]);
  });

  it('that was made anew is not lost with its predecessor', () => {
    const world = new World().add(...pods, claim('data'), claim('data', { uid: 'second' }));
    world.remove(claim('data'));
    expect(around(world.snapshot('a')).claims).toEqual(['data']);
  });

  it('is told with its Events, whichever comes first, and only of this very claim', () => {
    const its = eventAbout(claim('data'), 'its');
    const former = eventAbout({ ...claim('data'), uid: 'former' }, 'former');
    const elsewhere = eventAbout(claim('data', { namespace: 'far' }), 'elsewhere');
    const event = [its, former, elsewhere];
    for (const facts of [
      [...event, claim('data')],
      [claim('data'), ...event],
    ]) {
      const world = new World().add(...pods, ...facts);
      expect(world.snapshot('a').events).toEqual([its]);
    }
  });

  it('makes its services look when something happens to it', () => {
    const given = [...pods, claim('data'), claim('unused')];
    const events = [eventAbout(claim('data'), 'e1'), eventAbout(claim('unused'), 'e2')];
    expect(dirtyAfter(given, events)).toEqual([['shop/a'], []]);
  });

  it('takes its Events along when it goes', () => {
    const world = new World().add(...pods, claim('data'), eventAbout(claim('data'), 'e'));
    world.add(eventAbout({ ...claim('data'), uid: '' }, 'by-name')).remove(claim('data'));
    expect(world.index.counts()).toMatchObject({ events: 0, orphanedEvents: 0 });
  });
});

describe('a volume', () => {
  const facts = [mounting('a1', 'a', 'data'), mounting('b1', 'b', 'logs'), claim('data')];

  it('makes exactly the services behind it look when it comes, changes or goes', () => {
    const changes = [
      volume('pv-data'),
      volume('pv-data', { phase: 'Released' }),
      volume('pv-data', { phase: 'Released' }),
      volume('pv-logs'),
    ];
    expect(dirtyAfter(facts, changes)).toEqual([['shop/a'], ['shop/a'], [], []]);
    const world = new World().add(...facts, volume('pv-data'));
    world.takeDirty();
    expect(world.remove(volume('pv-data')).takeDirty()).toEqual(['shop/a']);
  });
});

describe('a storage class', () => {
  const waiting = claim('data', { phase: 'Pending', volumeName: '' });
  const facts = [mounting('a1', 'a', 'data'), mounting('b1', 'b', 'logs'), claim('logs')];

  it('makes only those look that wait for a volume', () => {
    const changes = [storageClass('fast'), storageClass('fast'), storageClass('slow')];
    expect(dirtyAfter([...facts, waiting], changes)).toEqual([['shop/a'], [], ['shop/a']]);
  });

  it('is told only to them', () => {
    const world = new World().add(...facts, waiting, storageClass('slow'), storageClass('fast'));
    expect(around(world.snapshot('a')).storageClasses).toEqual(['fast', 'slow']);
    expect(around(world.snapshot('b')).storageClasses).toEqual([]);
    world.add(claim('data'));
    expect(around(world.snapshot('a')).storageClasses).toEqual([]);
  });
});

describe('a namespace', () => {
  const facts = [on('n1', 'a1', 'a'), on('n1', 'b1', 'b'), pod('far', { namespace: 'far' })];
  const going = namespace('shop', { deletionMs: 5 });
  const held = namespace('shop', { deletionMs: 5, obstacles: [readiness('True')] });

  it('makes its services look when it is to go, and when it says what holds it', () => {
    const changes = [namespace('shop'), going, going, held, { ...held }];
    const both = ['shop/a', 'shop/b'];
    expect(dirtyAfter(facts, changes)).toEqual([[], both, [], both, []]);
  });

  it('is told only while it is to go', () => {
    const world = new World().add(...facts, namespace('shop'));
    expect(world.snapshot('a')).not.toHaveProperty('namespace');
    expect(world.add(held).snapshot('a').namespace).toEqual(held);
    expect(world.remove(held).snapshot('a')).not.toHaveProperty('namespace');
  });

  it('that was made anew is not lost with its predecessor, nor to go with it', () => {
    const second = namespace('shop', { uid: 'second' });
    const world = new World().add(...facts, going, second).remove(going);
    expect(around(world.snapshot('a')).ending).toBe('');
    world.add({ ...second, deletionMs: 9 }).remove(going);
    expect(around(world.snapshot('a')).ending).toBe('second');
  });
});

describe('a quota', () => {
  const facts = [on('n1', 'a1', 'a'), pod('far', { namespace: 'far' })];

  it('makes the services of its namespace look when it comes, allows something else, or goes', () => {
    const changes = [
      quota('pods'),
      quota('pods'),
      quota('pods', { pods: '11' }),
      quota('pods', { pods: '11', services: '1' }),
      quota('pods', { pods: '11', secrets: '1' }),
      quota('pods', { pods: '11', secrets: '1' }, { uid: 'second' }),
    ];
    const looks = [['shop/a'], [], ['shop/a'], ['shop/a'], ['shop/a'], ['shop/a']];
    expect(dirtyAfter(facts, changes)).toEqual(looks);
    const world = new World().add(...facts, quota('pods'));
    world.takeDirty();
    expect(world.remove(quota('pods')).takeDirty()).toEqual(['shop/a']);
    expect(around(world.snapshot('a')).quotas).toEqual([]);
  });

  it('that was made anew is not lost with its predecessor', () => {
    const world = new World().add(...facts, quota('pods'), quota('pods', {}, { uid: 'second' }));
    world.remove(quota('pods'));
    expect(around(world.snapshot('a')).quotas).toEqual(['pods']);
  });

  it('is one of twenty at most', () => {
    const many = Array.from({ length: 30 }, (_, n) => quota(`q${n + 10}`));
    const world = new World().add(...facts, ...many);
    expect(around(world.snapshot('a')).quotas).toEqual(many.slice(0, 20).map(({ name }) => name));
  });
});
