import { describe, expect, it } from 'vitest';
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
  NOW_MS,
  namespace,
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
import { type AnyFact, everything, healthObject, World } from './world.ts';

/** What happens to one object, in this order; `gone` at the end deletes it. */
interface Life {
  readonly facts: readonly AnyFact[];
  readonly gone?: boolean;
}

const web = deployment('web', { labels: labels({ app: 'checkout' }) });
const webOld = replicaSet('web-1', { ...ownedBy(web), desired: 0, replicas: 0 });
const webNew = replicaSet('web-2', ownedBy(web));
const api = deployment('api', { templateLabels: labels({ app: 'checkout', tier: 'api' }) });
const rollout = { kind: 'Rollout', name: 'canary', uid: 'rollout-canary' };
const canary = replicaSet('canary-1', ownedBy(rollout));
const nightly = cronJob('nightly');
const database = statefulSet('db');
const night = job('nightly-1', ownedBy(nightly));
const leaving = deployment('leaving');
const leavingSet = replicaSet('leaving-1', ownedBy(leaving));
const web1 = pod('web-2-a', ownedBy(webNew));

function rolloutPods(count: number): Life[] {
  return Array.from({ length: count }, (_, n) => ({
    facts: [
      pod(`canary-${n}`, { ...ownedBy(canary), phase: 'Pending' }),
      pod(`canary-${n}`, { ...ownedBy(canary), phase: n < 2 ? 'Running' : 'Failed' }),
    ],
  }));
}

const lives: Life[] = [
  { facts: [deployment('web'), deployment('web', { labels: labels({ app: 'before' }) }), web] },
  { facts: [replicaSet('web-1', ownedBy(web)), webOld] },
  { facts: [webNew] },
  { facts: [pod('web-2-a'), web1] },
  { facts: [pod('web-2-b', ownedBy(webNew))], gone: true },
  { facts: [pod('web-1-z', ownedBy(webOld))] },
  { facts: [api] },
  { facts: [canary] },
  ...rolloutPods(4),
  { facts: [pod('lonely-1', ownedBy({ kind: 'TaskRun', name: 't', uid: 't' }))] },
  { facts: [night] },
  { facts: [pod('nightly-1-x', ownedBy(night))] },
  { facts: [leaving], gone: true },
  { facts: [leavingSet] },
  { facts: [pod('leaving-1-a', ownedBy(leavingSet))] },
  { facts: [nightly] },
  { facts: [database] },
  { facts: [pod('db-0', ownedBy(database))] },
  { facts: [pod('bare', { claims: ['data', 'former', 'anew', 'never'] })] },
  { facts: [claim('data', { phase: 'Pending', volumeName: '' }), claim('data')] },
  { facts: [claim('former')], gone: true },
  { facts: [claim('anew', { uid: 'first', volumeName: 'pv-1' })], gone: true },
  { facts: [claim('anew', { phase: 'Pending', volumeName: 'pv-2' })] },
  { facts: [claim('unused', { phase: 'Pending' })] },
  { facts: [volume('pv-data', { phase: 'Available' }), volume('pv-data')] },
  { facts: [volume('pv-2')], gone: true },
  { facts: [storageClass('fast', { isDefault: true }), storageClass('fast')] },
  { facts: [storageClass('slow')], gone: true },
  { facts: [namespace('shop', { deletionMs: 5 }), namespace('shop')] },
  { facts: [namespace('far'), namespace('far', { deletionMs: 5 })] },
  { facts: [namespace('empty', { deletionMs: 5 })], gone: true },
  { facts: [quota('pods', { pods: '1' }), quota('pods')] },
  { facts: [quota('former')], gone: true },
  { facts: [eventAbout(claim('data'), 'bound')] },
  { facts: [eventAbout({ ...claim('data'), uid: '' }, 'by-name')] },
  { facts: [eventAbout(claim('unused'), 'waits')] },
  { facts: [pod('far', { namespace: 'far', labels: labels({ app: 'checkout' }) })] },
  { facts: [networkService('api', { selector: labels({ tier: 'api' }) })] },
  {
    facts: [
      networkService('all', { selector: labels({ app: 'before' }) }),
      networkService('all', { selector: labels({ app: 'checkout' }) }),
    ],
  },
  { facts: [networkService('former', { selector: labels({ app: 'checkout' }) })], gone: true },
  { facts: [networkService('stray', { selector: labels({ app: 'checkout', tier: 'web' }) })] },
  { facts: [networkService('web-typo', { selector: labels({ app: 'chekout' }) })] },
  { facts: [endpointSlice('all', { hasReady: false }), endpointSlice('all')] },
  { facts: [endpointSlice('api')], gone: true },
  { facts: [endpointSlice('never')] },
  { facts: [ingress('web', ['former']), ingress('web', ['all', 'never', 'former'])] },
  { facts: [ingress('checkout-out', ['nowhere'])] },
  { facts: [ingress('former', ['all'])], gone: true },
  { facts: [disruptionBudget('api', { selector: labels({ tier: 'api' }) })] },
  { facts: [disruptionBudget('every'), disruptionBudget('every', { expectedPods: 1 })] },
  { facts: [disruptionBudget('former')], gone: true },
  { facts: [node('node-1', { isUnschedulable: true }), node('node-1')] },
  { facts: [node('node-2')], gone: true },
  { facts: [autoscaler('web', { labels: labels({ app: 'db' }) })] },
  { facts: [autoscaler('api'), autoscaler('api', { target: targetOf('web-2', 'ReplicaSet') })] },
  { facts: [autoscaler('leaving', { labels: labels({ app: 'checkout' }) })] },
  { facts: [autoscaler('canary', { target: targetOf('canary', 'Rollout', 'argoproj.io') })] },
  { facts: [autoscaler('former', { target: targetOf('web') })], gone: true },
  { facts: [healthObject('checkout', { memory: memoryOf('Degraded') })] },
  { facts: [healthObject('gone')] },
  { facts: [healthObject('deleted')], gone: true },
  {
    facts: [
      pod('api-1', { ...ownedBy(api), labels: labels({ tier: 'none' }) }),
      pod('api-1', { ...ownedBy(api), labels: labels({ tier: 'api' }) }),
    ],
  },
  { facts: [pod('api-2', ownedBy(webNew)), pod('api-2', ownedBy(api))] },
  { facts: [selecting('onlooker', { tier: 'none' }), selecting('onlooker', { tier: 'api' })] },
  { facts: [selecting('canary', { tier: 'api' })] },
  { facts: [selecting('blind', { app: 'checkout' }), selecting('blind', {})] },
  { facts: [selecting('former', { app: 'checkout' })], gone: true },
  ...Array.from({ length: 25 }, (_, n) => ({
    facts: [eventAbout(web1, `probe-${n}`, { lastMs: NOW_MS - n * 1_000 })],
  })),
  { facts: [eventAbout(web, 'scaled'), eventAbout(web, 'scaled', { count: 2, lastMs: NOW_MS })] },
  { facts: [eventAbout({ ...api, uid: '' }, 'quota')] },
  { facts: [eventAbout(pod('never'), 'orphan')] },
];

function selecting(service: string, selector: Record<string, string>) {
  return healthObject(service, { spec: { selector: labels(selector) } });
}

function targetOf(name: string, kind = 'Deployment', group = 'apps') {
  return { group, kind, name };
}

function memoryOf(health: string) {
  return { health, diagnoses: [], conditions: [], transitions: [], events: [] };
}

/** A chance that is the same in each run. */
function chanceFrom(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return state / 2_147_483_648;
  };
}

/** Lives all objects at once: their steps interleave by chance, each object's own stay in order. */
function shuffled(seed: number): World {
  const chance = chanceFrom(seed);
  const world = new World();
  const open = lives.map((life) => ({ life, step: 0 }));
  while (open.length > 0) {
    const at = Math.floor(chance() * open.length);
    const one = open[at];
    if (one === undefined) break;
    const fact = one.life.facts[one.step];
    one.step += 1;
    if (fact !== undefined) world.add(fact);
    else if (one.life.gone) world.remove(...one.life.facts.slice(-1));
    if (fact === undefined) open.splice(at, 1);
  }
  return world;
}

/** Only what is there in the end, as a fresh start would list it. */
function freshStart(): World {
  const world = new World();
  for (const { facts, gone } of lives) if (!gone) world.add(...facts.slice(-1));
  return world;
}

describe('the order of arrival', () => {
  it('makes a world worth shuffling', () => {
    const world = freshStart();
    expect([world.services(), world.index.counts().podsNowhere]).toEqual([
      [
        'far/checkout',
        'shop/blind',
        'shop/canary',
        'shop/checkout',
        'shop/db',
        'shop/gone',
        'shop/nightly',
        'shop/onlooker',
      ],
      3,
    ]);
    const seen = ['onlooker', 'canary', 'blind'].map((name) => world.snapshot(name).pods.length);
    expect(seen).toEqual([2, 6, 0]);
  });

  it('makes no difference, nor does what was in between', () => {
    const expected = everything(freshStart());
    for (let seed = 1; seed <= 300; seed += 1) {
      expect(everything(shuffled(seed)), `seed ${seed}`).toBe(expected);
    }
  });
});
