import { describe, expect, it } from 'vitest';
import { createClock } from '../../src/index/clock.ts';
import { representativeLabels, takeSnapshot } from '../../src/index/snapshot.ts';
import {
  autoscaler,
  claim,
  container,
  deployment,
  eventAbout,
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
  storageClass,
  termination,
  volume,
} from '../support/facts.ts';
import { type AnyFact, around, healthObject, outline, THRESHOLDS, World } from './world.ts';

const app = labels({ app: 'shop', tier: 'web' });
const web = deployment('web', { templateLabels: app });
const webSet = replicaSet('web-1', { templateLabels: app, ...ownedBy(web) });
const webPod = pod('web-1-a', {
  labels: app,
  claims: ['logs', 'data', 'missing'],
  ...ownedBy(webSet),
});
const key = { namespace: 'shop', name: 'shop' };

describe('takeSnapshot', () => {
  it('holds all that belongs to the service, in the promised order', () => {
    const task = job('task', { templateLabels: app });
    const world = new World().add(
      webPod,
      pod('a-bare', { labels: app }),
      pod('task-x', { labels: app, ...ownedBy(task) }),
      pod('other', { labels: labels({ app: 'other' }) }),
      webSet,
      web,
      task,
      deployment('api', { templateLabels: app }),
      networkService('z', { selector: labels({ app: 'shop' }) }),
      networkService('a', { selector: labels({ tier: 'web', app: 'shop' }) }),
      networkService('near-miss', { selector: labels({ app: 'shop', tier: 'db' }) }),
      networkService('selects-nothing', {}),
      networkService('far', { namespace: 'far', selector: app }),
      autoscaler('web'),
      autoscaler('far', { namespace: 'far', target: autoscaler('web').target }),
      autoscaler('by-label', { labels: app }),
      node('node-b'),
      node('node-1'),
      node('empty'),
      claim('logs', { phase: 'Pending', volumeName: '' }),
      claim('data'),
      claim('unused'),
      claim('data', { namespace: 'far', uid: 'far', volumeName: 'pv-far' }),
      volume('pv-data'),
      volume('pv-far'),
      volume('pv-unused'),
      storageClass('slow'),
      storageClass('fast'),
      namespace('shop', { deletionMs: 5 }),
      namespace('far', { deletionMs: 5 }),
      quota('pods'),
      quota('compute'),
      quota('far', {}, { namespace: 'far' }),
      eventAbout(claim('logs'), 'later', { lastMs: NOW_MS }),
      eventAbout(claim('unused'), 'not ours'),
      eventAbout(web, 'late', { lastMs: NOW_MS - 1 }),
      eventAbout(webSet, 'early', { lastMs: NOW_MS - 3 }),
      eventAbout(webPod, 'middle', { lastMs: NOW_MS - 2 }),
      eventAbout(pod('other'), 'not ours'),
    );
    const snapshot = world.snapshot('shop');
    expect(around(snapshot)).toEqual({
      nodes: ['node-1'],
      autoscalers: ['by-label', 'web'],
      claims: ['data', 'logs'],
      volumes: ['pv-data'],
      storageClasses: ['fast', 'slow'],
      ending: 'namespace-shop',
      quotas: ['compute', 'pods'],
    });
    expect(outline(snapshot)).toEqual({
      pods: ['a-bare of Pod/a-bare', 'task-x of Job/task', 'web-1-a of Deployment/web via web-1'],
      events: ['early', 'middle', 'late', 'later'],
      workloads: [
        'Deployment/api of Deployment/api',
        'Deployment/web of Deployment/web',
        'Job/task of Job/task',
        'ReplicaSet/web-1 of Deployment/web',
      ],
      networkServices: ['a', 'z'],
    });
  });

  const roots: [string, AnyFact[], string][] = [
    [
      'a CronJob known only by reference',
      [
        job('j', ownedBy({ kind: 'CronJob', name: 'c', uid: 'c' })),
        pod('p', { labels: app, ...ownedBy(job('j')) }),
      ],
      'p of CronJob/c',
    ],
    [
      'an unknown controller',
      [pod('p', { labels: app, ...ownedBy({ kind: 'StrimziPodSet', name: 'kafka', uid: 'k' }) })],
      'p of StrimziPodSet/kafka',
    ],
    [
      'a ReplicaSet not seen yet',
      [pod('p', { labels: app, ...ownedBy(webSet) })],
      'p of ReplicaSet/web-1 via web-1',
    ],
    [
      'the pod itself for a mirror pod',
      [pod('p', { labels: app, ...ownedBy({ kind: 'Node', name: 'n', uid: 'n' }) })],
      'p of Pod/p',
    ],
    [
      "a Deployment and not its operator's resource",
      [
        deployment('d', ownedBy({ kind: 'Kafka', name: 'k', uid: 'k' })),
        pod('p', { labels: app, ...ownedBy(deployment('d')) }),
      ],
      'p of Deployment/d',
    ],
  ];
  it.each(roots)('names as the workload of a pod %s', (_claim, facts, expected) => {
    expect(outline(new World().add(...facts).snapshot('shop')).pods).toEqual([expected]);
  });

  it('is frozen', () => {
    const snapshot = new World().add(webPod, web).snapshot('shop');
    const parts = [
      snapshot,
      snapshot.service,
      snapshot.pods,
      snapshot.pods[0],
      snapshot.pods[0]?.workload,
      snapshot.events,
      snapshot.workloads,
      snapshot.workloads[0],
      snapshot.networkServices,
      snapshot.nodes,
      snapshot.autoscalers,
      snapshot.claims,
      snapshot.volumes,
      snapshot.storageClasses,
      snapshot.quotas,
    ];
    expect(parts.map((part) => Object.isFrozen(part))).toEqual(parts.map(() => true));
  });

  it('does not change with the index', () => {
    const world = new World().add(webPod);
    const snapshot = world.snapshot('shop');
    world.remove(webPod).add(web);
    expect(outline(snapshot).pods).toEqual(['web-1-a of ReplicaSet/web-1 via web-1']);
    expect(outline(snapshot).workloads).toEqual([]);
  });

  it('carries what earlier facts of a pod knew of its runs', () => {
    const runs = [1, 2, 3].map((n) => termination({ finishedMs: n, containerId: `c${n}` }));
    const world = new World();
    for (const run of runs) {
      world.add(pod('p', { labels: app, containers: [container({ terminations: [run] })] }));
    }
    expect(world.snapshot('shop').pods[0]?.pod.containers[0]?.terminations).toEqual(runs);
  });

  it('passes on clock, thresholds and missing sources, and reads memory from the object', () => {
    const memory = {
      health: 'Degraded',
      diagnoses: [],
      conditions: [],
      transitions: [],
      events: [],
    };
    const { index } = new World().add(healthObject('shop', { memory }));
    const clock = createClock(NOW_MS);
    const missing = { resource: 'pods', apiGroup: '', verb: 'list', required: true } as const;
    const options = {
      clock,
      thresholds: THRESHOLDS,
      missingSources: [{ ...missing, why: 'refused' }],
    } as const;
    const snapshot = takeSnapshot(index, key, options);
    expect(snapshot).toEqual({
      service: key,
      ...options,
      pods: [],
      events: [],
      workloads: [],
      networkServices: [],
      nodes: [],
      autoscalers: [],
      claims: [],
      volumes: [],
      strayServices: [],
      endpointSlices: [],
      ingresses: [],
      disruptionBudgets: [],
      storageClasses: [],
      quotas: [],
      logs: [],
      memory,
    });
    expect(snapshot.clock).toBe(clock);
  });

  it('of a service that nothing belongs to is empty', () => {
    const snapshot = new World().snapshot('shop');
    expect(outline(snapshot)).toEqual({ pods: [], events: [], workloads: [], networkServices: [] });
    expect(around(snapshot)).toEqual({
      nodes: [],
      autoscalers: [],
      claims: [],
      volumes: [],
      storageClasses: [],
      ending: '',
      quotas: [],
    });
    expect(snapshot.memory).toEqual({
      health: '',
      diagnoses: [],
      conditions: [],
      transitions: [],
      events: [],
    });
  });
});

describe('ServiceHealth objects', () => {
  it('of one service: the one with our name leads, else the first by name', () => {
    const [first, ours] = [healthObject('shop', { name: 'aaa', uid: '1' }), healthObject('shop')];
    const world = new World().add(first);
    expect(world.index.healthObject(key)).toBe(first);
    world.add(ours);
    expect(world.index.healthObject(key)).toBe(ours);
    world.remove(ours);
    expect(world.index.healthObject(key)).toBe(first);
  });

  it('alone are no workload', () => {
    const world = new World();
    const answers = [world.index.hasWorkloads(key)];
    world.add(healthObject('shop'));
    answers.push(world.index.hasWorkloads(key));
    world.add(webPod);
    answers.push(world.index.hasWorkloads(key));
    world.remove(webPod).add(web);
    answers.push(world.index.hasWorkloads(key));
    expect(answers).toEqual([false, false, true, true]);
  });
});

describe('representativeLabels', () => {
  const cases: [string, AnyFact[], Record<string, string>][] = [
    ['are none of a service that nothing belongs to', [healthObject('shop')], {}],
    [
      "are a pod's when there is no workload",
      [
        pod('b', { labels: labels({ app: 'shop', n: 'b' }) }),
        pod('a', { labels: labels({ app: 'shop', n: 'a' }) }),
      ],
      { app: 'shop', n: 'a' },
    ],
    [
      "are a workload's before a pod's",
      [webPod, deployment('w', { labels: labels({ team: 't' }), templateLabels: app })],
      { app: 'shop', tier: 'web', team: 't' },
    ],
    [
      "are a Deployment's before its ReplicaSet's",
      [
        replicaSet('web-1', {
          labels: labels({ hash: 'h' }),
          templateLabels: app,
          ...ownedBy(web),
        }),
        web,
      ],
      { app: 'shop', tier: 'web' },
    ],
    [
      "are those of what nothing owns before a CronJob's run",
      [
        job('run', {
          templateLabels: app,
          ...ownedBy({ kind: 'CronJob', name: 'c', uid: 'c' }),
          labels: labels({ n: 'run' }),
        }),
        replicaSet('own', { templateLabels: app, labels: labels({ n: 'own' }) }),
      ],
      { app: 'shop', tier: 'web', n: 'own' },
    ],
    [
      'are those of the first by kind and name',
      [
        job('a', { templateLabels: app, labels: labels({ n: 'job' }) }),
        deployment('z', { templateLabels: app, labels: labels({ n: 'z' }) }),
        deployment('y', { templateLabels: app, labels: labels({ n: 'y' }) }),
      ],
      { app: 'shop', tier: 'web', n: 'y' },
    ],
    [
      "are the template's where both have one",
      [deployment('w', { labels: labels({ app: 'own' }), templateLabels: app })],
      { app: 'shop', tier: 'web' },
    ],
  ];
  it.each(cases)('%s', (_claim, facts, expected) => {
    for (const order of [facts, facts.toReversed()]) {
      const { index } = new World().add(...order);
      expect(Object.fromEntries(representativeLabels(index, key))).toEqual(expected);
    }
  });
});
