// The promise of docs/adr/0011 in numbers, over services nobody has thought of.
import { expect, test } from 'vitest';
import { FAILING, HEALTHY, UNKNOWN } from '../../src/aggregate/crowd.ts';
import { findSuspects } from '../../src/aggregate/suspects.ts';
import { diceOf, shuffled } from './random-world.ts';
import { type Simulated, withoutReason, withReason } from './simulated-service.ts';

const SERVICES = 600;

function many(make: (seed: number) => Simulated): readonly Simulated[] {
  return Array.from({ length: SERVICES }, (_, seed) => make(seed + 1));
}

/** Made for the first test that asks: it takes seconds, which whoever only lists the tests need not wait for. */
const made = new Map<string, readonly Simulated[]>();

function remembered(name: string, make: () => readonly Simulated[]): readonly Simulated[] {
  const services = made.get(name) ?? make();
  made.set(name, services);
  return services;
}

function planted(): readonly Simulated[] {
  return remembered('planted', () => {
    return many(withReason).filter((one) => one.planted !== undefined);
  });
}

function byChance(): readonly Simulated[] {
  return remembered('by chance', () => many(withoutReason));
}

function named({ crowd, marks }: Simulated) {
  return findSuspects(crowd, marks, []);
}

function isNamed(service: Simulated): boolean {
  const [first] = named(service);
  const wanted = service.planted;
  return first?.dimension === wanted?.dimension && first?.value === wanted?.value;
}

/** Enough pods on both sides that nobody could take it for chance, wherever they stand. */
function isClear({ having, others }: Simulated): boolean {
  return having >= 5 && others >= 10;
}

function tell(what: string, some: number, all: number): void {
  process.stdout.write(`${what}: ${some} of ${all}, ${((100 * some) / all).toFixed(1)} %\n`);
}

test('what was planted is named in at least 95 of 100 clear cases, and little else beside it', () => {
  const clear = planted().filter(isClear);
  const right = clear.filter(isNamed);
  const more = right.filter((one) => named(one).length > 1);
  tell('planted and named', right.length, clear.length);
  tell('… with another suspect beside it', more.length, right.length);
  expect(clear.length).toBeGreaterThan(300);
  expect(right.length / clear.length).toBeGreaterThanOrEqual(0.95);
  expect(more.length / right.length).toBeLessThanOrEqual(0.02);
});

test('where there are too few pods to be sure, a wrong name is as rare', () => {
  const unclear = planted().filter((one) => !isClear(one));
  const right = unclear.filter(isNamed);
  const wrong = unclear.filter((one) => named(one).length > 0 && !isNamed(one));
  tell('too few pods, and named', right.length, unclear.length);
  tell('too few pods, and named wrongly', wrong.length, unclear.length);
  expect(unclear.length).toBeGreaterThan(150);
  expect(wrong.length / unclear.length).toBeLessThanOrEqual(0.02);
});

test('nothing is named in at least 98 of 100 cases where chance alone fails pods', () => {
  const silent = byChance().filter((one) => named(one).length === 0);
  tell('by chance, and nothing named', silent.length, byChance().length);
  expect(silent.length / byChance().length).toBeGreaterThanOrEqual(0.98);
});

/** Every look while the pods fail one by one, each look with what the last one said. */
function sayingsOf({ crowd, marks }: Simulated, seed: number): readonly string[] {
  const order = shuffled(diceOf(seed), [...marks.keys()]).filter((it) => marks[it] === FAILING);
  const now = marks.map(() => HEALTHY);
  let told: ReturnType<typeof findSuspects> = [];
  return order.map((index) => {
    // It goes down, is looked at before anybody knows why, and then has the problem.
    for (const mark of [UNKNOWN, FAILING]) {
      now[index] = mark;
      told = findSuspects(crowd, now, told);
    }
    return told.map(({ dimension, value }) => `${dimension}=${value}`).join();
  });
}

function changesIn(sayings: readonly string[]): number {
  return sayings.filter((saying, index) => saying !== (sayings[index - 1] ?? '')).length;
}

/** Of services of up to 200 pods: there are two looks for each failing pod. */
function historiesOf(services: readonly Simulated[]): readonly (readonly string[])[] {
  const small = services.filter(({ crowd }) => crowd.pods.length <= 200);
  return small.map(sayingsOf);
}

test('while pods fail one by one, a name comes once and stays', () => {
  const histories = historiesOf(planted()).filter((sayings) => (sayings.at(-1) ?? '') !== '');
  const steady = histories.filter((sayings) => changesIn(sayings) === 1);
  const unsteady = histories.filter((sayings) => changesIn(sayings) > 3);
  tell('named once, from the first name to the last failure', steady.length, histories.length);
  expect(histories.length).toBeGreaterThan(150);
  expect(steady.length / histories.length).toBeGreaterThanOrEqual(0.9);
  expect(unsteady.length / histories.length).toBeLessThanOrEqual(0.01);
});

test('looking at each failure by chance names nothing more often than is promised', () => {
  const histories = historiesOf(byChance());
  const silent = histories.filter((sayings) => sayings.every((saying) => saying === ''));
  tell('by chance, looked at after each failure, and never named', silent.length, histories.length);
  expect(silent.length / histories.length).toBeGreaterThanOrEqual(0.98);
});
