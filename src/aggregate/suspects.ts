// What the failing pods share that the healthy ones do not. Says nothing rather than guess: docs/adr/0011.

import { type Crowd, FAILING, type Marks, part, type Tallies, type Tally, tally } from './crowd.ts';
import { logBest, logFactorials, logTail, type Table } from './fisher.ts';
import type { Trait } from './traits.ts';
import type { ReportSuspect } from './types.ts';

/** More than this no reader follows up. */
const MAX_SUSPECTS = 3;
/** One failing pod shares everything with itself, and two are soon on one node. */
const MIN_FAILING = 3;
export const MIN_FAILING_OF_CHANGE = 2;
/**
 * How often chance alone may bring forth any name at all, over everything that was compared: once in a hundred
 * looks. A service is looked at after each failure, so that over a whole outage it is a little more.
 */
const SCORE = -Math.log(0.01);
/** What was named is kept until chance would do as well this often: a pod that comes or goes does not take it back. */
const SCORE_TO_STAY = -Math.log(0.1);
/**
 * Two new pods fail and four old ones do not: chance would do that once in fifteen times. Enough for what people have
 * changed when nothing at all speaks against it; too little for where a pod happens to stand.
 */
const CLEAN_SCORE = Math.log(15) - 1e-9;
const CHANGED_BY_PEOPLE: ReadonlySet<string> = new Set(['version', 'image', 'revision']);
/** Among 3,000 pods a difference may be certain and still say little: with it they must fail so much more often. */
const MIN_LIFT = 3;
/** And it must explain most of the failures, or most with it must fail. */
const MIN_SHARE = 0.5;
/** Two that explain as much, up to this: then the order of dimensions decides. */
const AS_TELLING = 0.9;
/** What was named gives way only to what explains so much more: half the exponent is the root of the probability. */
const STILL_TELLING = 0.5;

/** One trait, tested. Scores are exponents of e: the larger, the less likely by chance. */
interface Test {
  readonly number: number;
  readonly print: number;
  readonly score: number;
  /** What it would be, were all to fail that can. */
  readonly bestScore: number;
  /** All known pods with it fail, and no other. */
  readonly isClean: boolean;
  /** It makes enough of a difference to be told. */
  readonly matters: boolean;
  /** It is what the last report said. */
  readonly isTold: boolean;
}

/**
 * The most telling first. Of the pods with it, and of those without, the next one tells apart the failing ones from the
 * healthy ones that are left: so another name for the same pods is never a second suspect. `told` is what the last
 * report said.
 */
export function findSuspects(
  crowd: Crowd,
  marks: Marks,
  told: readonly Trait[],
): readonly ReportSuspect[] {
  const logs = logFactorials(crowd.pods.length);
  const named: number[] = [];
  const open = [marks];
  while (named.length < MAX_SUSPECTS) {
    const known = open.shift();
    if (known === undefined) break;
    const tests = testsOf(crowd, known, { logs, told }).filter((it) => !named.includes(it.number));
    const number = mostTelling(crowd, tests);
    if (number === undefined) continue;
    named.push(number);
    open.push(part(crowd, known, number, true), part(crowd, known, number, false));
  }
  return named.map((number) => toSuspect(crowd, marks, number));
}

function mostTelling({ traits }: Crowd, tests: readonly Test[]): number | undefined {
  const chances = Math.log(triesAmong(tests));
  const telling = tests.filter((test) => {
    if (!test.matters) return false;
    if (test.score >= (test.isTold ? SCORE_TO_STAY : SCORE) + chances) return true;
    const isChange = CHANGED_BY_PEOPLE.has(traits[test.number]?.dimension ?? '');
    return isChange && test.isClean && (test.isTold || test.score >= CLEAN_SCORE);
  });
  const most = Math.max(...telling.map(({ score }) => score));
  const kept = telling.find(({ isTold, score }) => isTold && score >= most * STILL_TELLING);
  // Traits are numbered in the order of dimensions.
  return (kept ?? telling.find(({ score }) => score >= most * AS_TELLING))?.number;
}

/**
 * By how much chance has to be divided: the more is compared, the more it brings forth. What could not have been told
 * anyway is no try (Tarone, Biometrics 46, 1990), and several names for the same pods are one.
 */
function triesAmong(tests: readonly Test[]): number {
  const best = new Map(tests.map(({ print, bestScore }) => [print, bestScore]));
  const scores = [...best.values()].sort((left, right) => right - left);
  const enough = scores.findIndex((score, tries) => score < SCORE + Math.log(tries + 1));
  return Math.max(1, enough === -1 ? scores.length : enough);
}

interface Question {
  readonly logs: Float64Array;
  readonly told: readonly Trait[];
}

function testsOf(crowd: Crowd, marks: Marks, question: Question): readonly Test[] {
  const tallies = tally(crowd, marks);
  if (tallies.failing === 0 || tallies.healthy === 0) return [];
  return tallies.byTrait
    .filter(({ failing, healthy }) => failing + healthy > 0)
    .map((one) => toTest(one, tallies, crowd, question));
}

function toTest(one: Tally, total: Tallies, { traits }: Crowd, { logs, told }: Question): Test {
  const { number, print, failing: both, healthy } = one;
  const { failing } = total;
  const table = { all: failing + total.healthy, having: both + healthy, failing, both };
  const trait = traits[number];
  const isTold = told.some((it) => {
    return it.dimension === trait?.dimension && it.value === trait.value;
  });
  return {
    number,
    print,
    score: -logTail(table, logs),
    bestScore: -logBest(table, logs),
    isClean: healthy === 0 && both === failing,
    matters: both >= leastFailing(trait, isTold) && makesADifference(table),
    isTold,
  };
}

/** What was told stays while one of its pods is on its way back. */
function leastFailing(trait: Trait | undefined, isTold: boolean): number {
  if (isTold) return 1;
  const isChange = CHANGED_BY_PEOPLE.has(trait?.dimension ?? '');
  return isChange ? MIN_FAILING_OF_CHANGE : MIN_FAILING;
}

function makesADifference({ all, having, failing, both }: Table): boolean {
  const others = all - having;
  if (others === 0) return false;
  const rate = both / having;
  const rateElsewhere = (failing - both) / others;
  const share = both / failing;
  return rate >= MIN_LIFT * rateElsewhere && (share >= MIN_SHARE || rate >= MIN_SHARE);
}

/** Of all pods, also of those that have yet to show how they are: so the numbers stand still while pods start. */
function toSuspect({ traits, had }: Crowd, marks: Marks, number: number): ReportSuspect {
  const counts = { failing: 0, of: 0, failingElsewhere: 0, elsewhere: 0 };
  for (const [index, numbers] of had.entries()) {
    const fails = marks[index] === FAILING ? 1 : 0;
    if (numbers.includes(number)) {
      counts.of += 1;
      counts.failing += fails;
    } else {
      counts.elsewhere += 1;
      counts.failingElsewhere += fails;
    }
  }
  const { dimension = '', value = '' } = traits[number] ?? {};
  return { dimension, value, ...counts };
}
