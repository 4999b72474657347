import { describe, expect, it } from 'vitest';
import type { RememberedDiagnosis, ReportedCause } from '../../src/facts/index.ts';
import { SharedCauses } from '../../src/index/shared-causes.ts';
import { type HealthFact, healthObject, World } from './world.ts';

const NODE = { kind: 'Node', name: 'n1' } as const;

function told(otherServices: number, cause: Partial<ReportedCause> = {}): ReportedCause {
  return { ...NODE, otherServices, ...cause };
}

function diagnosisOf(
  sharedCause: ReportedCause | undefined,
  state: RememberedDiagnosis['state'] = 'active',
): RememberedDiagnosis {
  return {
    id: '5f2c19aa',
    code: 'NodeNotReady',
    state,
    reason: 'NotReady',
    firstSeenMs: 1,
    lastSeenMs: 2,
    count: 1,
    evidence: [],
    sample: [],
    ...(sharedCause && { sharedCause }),
  };
}

/** The report of a service that tells of these causes. */
function report(
  service: string,
  causes: readonly ReportedCause[],
  more: Partial<HealthFact> = {},
): HealthFact {
  return reportOf(
    service,
    causes.map((cause) => diagnosisOf(cause)),
    more,
  );
}

function reportOf(
  service: string,
  diagnoses: readonly RememberedDiagnosis[],
  more: Partial<HealthFact> = {},
): HealthFact {
  const memory = { health: 'Degraded', conditions: [], transitions: [], events: [], diagnoses };
  return healthObject(service, { memory, ...more });
}

function names(count: number): readonly string[] {
  return Array.from({ length: count }, (_, index) => `s${String(index).padStart(3, '0')}`);
}

function others(world: World, service: string, cause = NODE, namespace = 'shop'): number {
  return world.index.sharedCauses.othersThan({ namespace, name: service }, cause);
}

describe('the other services with the same cause', () => {
  it.each<[string, readonly HealthFact[], number]>([
    ['are none without a report', [], 0],
    ['are not the service itself', [report('web', [told(0)])], 0],
    ['are counted for one that does not tell of it yet', [report('a', [told(0)])], 1],
    ['are counted once each', [report('web', [told(0)]), report('a', [told(0), told(0)])], 1],
    ['may be in other namespaces', [report('web', [told(0)], { namespace: 'bank' })], 1],
    ['need the same name', [report('a', [told(0, { name: 'n2' })])], 0],
    ['need the same kind', [report('a', [told(0, { kind: 'Image' })])], 0],
    [
      'are not those whose problem is over',
      [reportOf('a', [diagnosisOf(told(0), 'recovered')])],
      0,
    ],
    ['are not those that ignore it', [reportOf('a', [diagnosisOf(told(0), 'ignored')])], 0],
    ['are not those with other problems', [reportOf('a', [diagnosisOf(undefined)])], 0],
    [
      'are told by the leading object of a service alone',
      [report('a', []), report('a', [told(0)], { name: 'second', uid: 'second' })],
      0,
    ],
  ])('%s', (_, objects, count) => {
    expect(others(new World().add(...objects), 'web')).toBe(count);
  });

  it('of a quota are those of its namespace', () => {
    const quota = { kind: 'ResourceQuota', name: 'compute' } as const;
    const world = new World().add(
      report('a', [told(0, quota)]),
      report('b', [told(0, quota)], { namespace: 'bank', uid: 'b' }),
    );
    const seen = world.index.sharedCauses;
    expect(seen.othersThan({ namespace: 'shop', name: 'web' }, quota)).toBe(1);
    expect(seen.othersThan({ namespace: 'shop', name: 'a' }, quota)).toBe(0);
  });

  it.each<[string, (world: World) => void]>([
    ['whose problem ended', (world) => world.add(report('a', []))],
    ['whose object is gone', (world) => world.remove(report('a', [told(0)]))],
    [
      'whose object speaks of another service now',
      (world) => world.add(report('a', [], { service: 'c' })),
    ],
    [
      'that have trouble with another node now',
      (world) => world.add(report('a', [told(0, { name: 'n2' })])),
    ],
  ])('do not include those %s', (_, change) => {
    const world = new World().add(report('a', [told(0)]), report('b', [told(0)]));
    change(world);
    expect(others(world, 'web')).toBe(1);
  });

  it('survive names out of JavaScript', () => {
    const cause = { kind: 'Registry', name: '__proto__' } as const;
    const world = new World().add(report('constructor', [told(0, cause)]));
    expect(world.index.sharedCauses.othersThan({ namespace: 'shop', name: 'web' }, cause)).toBe(1);
  });
});

/** Who has to look when this many services tell the number, and then one more reports. */
function askedBy(count: number, number: number): readonly string[] {
  const world = new World().add(...names(count).map((name) => report(name, [told(number)])));
  world.takeDirty();
  return world.add(report('web', [told(number)])).takeDirty();
}

describe('who has to look again', () => {
  const self = 'shop/web';

  it.each([
    { count: 1, number: 0, asked: 1, says: 'the other one, when there are two' },
    { count: 7, number: 1, asked: 0, says: 'nobody, when the eighth comes' },
    { count: 8, number: 1, asked: 8, says: 'all, when each has eight others' },
    { count: 8, number: 5, asked: 0, says: 'nobody who says so already' },
    { count: 20, number: 5, asked: 0, says: 'nobody on the way to the next step' },
    { count: 30, number: 5, asked: 30, says: 'all, at the next step' },
    { count: 400, number: 100, asked: 0, says: 'nobody beyond the last step' },
  ])('$says', ({ count, number, asked }) => {
    const dirty = askedBy(count, number);
    expect(dirty.length).toBe(asked + 1);
    expect(dirty).toContain(self);
  });

  it.each([
    { count: 101, number: 100, asked: 100 },
    { count: 102, number: 100, asked: 0 },
    { count: 2, number: 1, asked: 1 },
    { count: 6, number: 5, asked: 5 },
    { count: 7, number: 5, asked: 0 },
  ])('when one of $count ends that told of $number: $asked', ({ count, number, asked }) => {
    const all = names(count);
    const world = new World().add(...all.map((name) => report(name, [told(number)])));
    world.takeDirty();
    world.add(report('s000', []));
    expect(world.takeDirty().filter((key) => key !== 'shop/s000').length).toBe(asked);
  });

  it('is a service whose two diagnoses of one cause disagree, at the next step', () => {
    const world = new World().add(report('a', [told(1), told(0)]), report('b', [told(1)]));
    world.takeDirty();
    world.remove(report('b', [told(1)]));
    expect(world.takeDirty()).toContain('shop/a');
  });
});

it('keeps nothing of services whose reports are gone', () => {
  const asked: string[] = [];
  const causes = new SharedCauses(({ name }) => asked.push(name));
  for (let round = 0; round < 1_000; round += 1) {
    const key = { namespace: 'shop', name: `s${round}` };
    const { memory } = report(key.name, [told(0, { name: `n${round}` }), told(0)]);
    causes.report(key, memory);
    causes.report(key, undefined);
  }
  expect(causes.size).toBe(0);
  expect(asked).toEqual([]);
});
