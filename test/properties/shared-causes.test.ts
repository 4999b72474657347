// Reports that count each other, in any order of looks, writes and watch events: in the end each tells what a fresh
// count gives, and what a change costs in writes of others is bounded.
import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  type ReportedCause,
  type ReportMemory,
  type ServiceKey,
  toldServices,
} from '../../src/facts/index.ts';
import { serviceId } from '../../src/index/service-key.ts';
import { SharedCauses } from '../../src/index/shared-causes.ts';
import { timeoutMs, tried } from './settings.ts';

/** A service that has trouble with some things, or with none. */
interface Change {
  readonly service: number;
  readonly causes: readonly number[];
  /** How many of the services that wait are looked at afterwards. */
  readonly looks: number;
}

const CAUSES = [0, 1, 2].map((index) => ({ kind: 'Node', name: `n${index}` }) as const);

/** Services and what the API server holds of them; a look is a write, and comes back at once or is lost for a while. */
class Reports {
  readonly #dirty = new Set<number>();
  readonly #wants: Map<number, readonly number[]> = new Map();
  readonly held: Map<number, readonly ReportedCause[]> = new Map();
  readonly causes = new SharedCauses(({ name }) => this.#dirty.add(Number(name)));
  /** Writes that only a number was the reason for. */
  writesForOthers = 0;
  /** Writes because a cause came or went. */
  writesForItself = 0;

  change(service: number, causes: readonly number[]): void {
    this.#wants.set(service, causes);
    this.#dirty.add(service);
  }

  /** The service that has waited longest; as the queue does it. */
  look(): boolean {
    const [service] = this.#dirty;
    if (service === undefined) return false;
    this.#dirty.delete(service);
    const before = this.held.get(service) ?? [];
    const now = this.#judge(service, before);
    if (JSON.stringify(now) === JSON.stringify(before)) return true;
    if (names(before) === names(now)) this.writesForOthers += 1;
    else this.writesForItself += 1;
    this.held.set(service, now);
    this.causes.report(keyOf(service), memoryOf(now));
    this.#dirty.add(service);
    return true;
  }

  #judge(service: number, before: readonly ReportedCause[]): readonly ReportedCause[] {
    return (this.#wants.get(service) ?? []).flatMap((index) => {
      const cause = CAUSES[index];
      if (cause === undefined) return [];
      const told = before.find(({ name }) => name === cause.name)?.otherServices ?? 0;
      const others = this.causes.othersThan(keyOf(service), cause);
      return [{ ...cause, otherServices: toldServices(others, told) }];
    });
  }

  /** What somebody who counts the reports would tell. */
  fresh(): ReadonlyMap<number, readonly ReportedCause[]> {
    const told = [...this.held].map(([service, causes]) => {
      const counted = causes.map(({ kind, name, otherServices }) => {
        const others = [...this.held].filter(
          ([other, those]) => other !== service && those.some((it) => it.name === name),
        ).length;
        return { kind, name, otherServices: toldServices(others, otherServices) };
      });
      return [service, counted] as const;
    });
    return new Map(told);
  }
}

function names(causes: readonly ReportedCause[]): string {
  return causes.map(({ name }) => name).join();
}

function keyOf(service: number): ServiceKey {
  return { namespace: `ns${service % 7}`, name: String(service) };
}

function memoryOf(causes: readonly ReportedCause[]): ReportMemory {
  const diagnoses = causes.map((sharedCause) => ({
    id: sharedCause.name,
    code: 'NodeNotReady',
    state: 'active' as const,
    reason: 'NotReady',
    firstSeenMs: 1,
    lastSeenMs: 1,
    count: 1,
    evidence: [],
    sample: [],
    sharedCause,
  }));
  return { health: 'Degraded', diagnoses, conditions: [], transitions: [], events: [] };
}

const change: fc.Arbitrary<Change> = fc.record({
  service: fc.nat({ max: 60 }),
  causes: fc.subarray([0, 1, 2]),
  looks: fc.oneof(fc.constant(0), fc.nat({ max: 80 })),
});

test(
  'whatever the order, each report tells in the end what a fresh count gives',
  () => {
    const property = fc.property(fc.array(change, { maxLength: 400 }), (changes) => {
      const reports = new Reports();
      for (const { service, causes, looks } of changes) {
        reports.change(service, causes);
        for (let done = 0; done < looks && reports.look(); done += 1);
      }
      while (reports.look());
      expect(reports.held).toEqual(reports.fresh());
      expect(reports.writesForOthers).toBeLessThanOrEqual(3 * CAUSES.length * changes.length);
    });
    fc.assert(property, tried(60));
  },
  timeoutMs,
);

test('a restart finds the same counts, in whatever order it lists the reports', () => {
  const reports = new Reports();
  for (let service = 0; service < 40; service += 1) reports.change(service, [0]);
  while (reports.look());
  const listed = [...reports.held].toReversed();
  const restarted = new SharedCauses(() => {});
  for (const [service, causes] of listed) restarted.report(keyOf(service), memoryOf(causes));
  const told = listed.map(([service, causes]) => {
    const recounted = causes.map((cause) => {
      const others = restarted.othersThan(keyOf(service), cause);
      return { ...cause, otherServices: toldServices(others, cause.otherServices) };
    });
    return [service, recounted] as const;
  });
  expect(told).toEqual(listed);
});

test.each([
  { services: 200, arrival: 'one after the other', looks: 1_000 },
  { services: 3_000, arrival: 'one after the other', looks: 1_000 },
  { services: 3_000, arrival: 'faster than they are looked at', looks: 1 },
])('$services services that one cause hits $arrival: few writes each', ({ services, looks }) => {
  const reports = new Reports();
  const perService = new Map<string, number>();
  const report = reports.causes.report.bind(reports.causes);
  reports.causes.report = (key, memory) => {
    perService.set(serviceId(key), (perService.get(serviceId(key)) ?? 0) + 1);
    report(key, memory);
  };
  for (let service = 0; service < services; service += 1) {
    reports.change(service, [0]);
    for (let done = 0; done < looks && reports.look(); done += 1);
  }
  while (reports.look());
  expect(new Set([...reports.held.values()].map(([cause]) => cause?.otherServices))).toEqual(
    new Set([100]),
  );
  const counts = [...perService.values()];
  // One for the problem, one for each step; whoever comes later needs none.
  expect(Math.max(...counts)).toBeLessThanOrEqual(5);
  expect(counts.filter((count) => count > 2).length).toBeLessThanOrEqual(31);
  expect(reports.writesForOthers).toBeLessThanOrEqual(1 + 8 + 30 + 150);

  reports.writesForOthers = 0;
  for (let service = 0; service < services; service += 1) {
    reports.change(service, []);
    for (let done = 0; done < looks && reports.look(); done += 1);
  }
  while (reports.look());
  expect(reports.writesForOthers).toBeLessThanOrEqual(100 + 20 + 5 + 1);
  expect(reports.causes.size).toBe(0);
});
