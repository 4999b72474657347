// Compares what a replay said with what expected.json demands; every difference becomes a paragraph for people.
import { isDeepStrictEqual } from 'node:util';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import { describeFact, seconds } from './describe.ts';
import { describeStatus, describeStep, differences } from './match.ts';
import type { RecordedEvent, Recording } from './recording.ts';
import type { Replayed, Saying } from './replay.ts';
import type { ExpectedService, ExpectedStep, Scenario } from './scenario.ts';

/** One service of one replayed scenario, with instants counted from the first apply. */
export interface Case {
  readonly scenario: string;
  readonly expected: ExpectedService;
  readonly quiet: boolean;
  readonly sayings: readonly Saying[];
  readonly endMs: number;
  readonly recording: Recording;
}

const factsShown = 6;

/** What was said from one instant to the next; `to` is exclusive. */
interface Span {
  readonly fromMs: number;
  readonly toMs: number;
  readonly status: ServiceHealthStatus | undefined;
}

function spansOf({ sayings, endMs }: Case): readonly Span[] {
  const silence: Span = { fromMs: 0, toMs: sayings[0]?.atMs ?? endMs + 1, status: undefined };
  const said = sayings.map(({ atMs, status }, index) => {
    return { fromMs: atMs, toMs: sayings[index + 1]?.atMs ?? endMs + 1, status };
  });
  return [silence, ...said].filter(({ fromMs, toMs }) => fromMs < toMs);
}

/** The parts of the spans that lie in [fromMs, toMs). */
function within(spans: readonly Span[], fromMs: number, toMs: number): readonly Span[] {
  return spans
    .map((span) => {
      const from = Math.max(span.fromMs, fromMs);
      return { ...span, fromMs: from, toMs: Math.min(span.toMs, toMs) };
    })
    .filter((span) => span.fromMs < span.toMs);
}

function factsBefore(events: readonly RecordedEvent[], atMs: number): string {
  const before = events.filter(({ t }) => t <= atMs).slice(-factsShown);
  return before.map((event) => `    ${describeFact(event)}`).join('\n');
}

interface Complaint {
  readonly atMs: number;
  readonly expected: string;
  readonly said: string;
  readonly differs: string;
}

function paragraph({ scenario, expected, recording }: Case, complaint: Complaint): string {
  return [
    `${scenario}, service ${expected.name}, ${seconds(complaint.atMs).trim()} after apply`,
    `  expected: ${complaint.expected}`,
    `  said:     ${complaint.said}`,
    `  differs:  ${complaint.differs}`,
    '  last facts before it:',
    factsBefore(recording.events, complaint.atMs) || '    none',
  ].join('\n');
}

/** A stretch of time in which the answer is one of the steps from `first` to `last`. */
interface Phase {
  readonly fromMs: number;
  readonly toMs: number;
  readonly first: number;
  readonly last: number;
}

/** `first` is the last step whose `by` has passed, `last` the last whose `notBefore` has: equal ones must hold. */
function phasesOf(steps: readonly ExpectedStep[], endMs: number): readonly Phase[] {
  const edges = new Set(steps.flatMap(({ notBefore, by }) => [notBefore, by]));
  const sorted = [...edges].filter((edge) => edge <= endMs).toSorted((one, other) => one - other);
  return sorted
    .map((fromMs, index) => {
      const first = steps.findLastIndex(({ by }) => by <= fromMs);
      const last = steps.findLastIndex(({ notBefore }) => notBefore <= fromMs);
      return { fromMs, toMs: sorted[index + 1] ?? endMs + 1, first, last: Math.max(first, last) };
    })
    .filter(({ first }) => first >= 0);
}

function titleOf({ steps }: ExpectedService, { fromMs, toMs, first, last }: Phase): string {
  const isLast = first === steps.length - 1;
  const range = `from ${fromMs / 1000} s${isLast ? '' : ` until ${toMs / 1000} s`}`;
  if (first === last) return `step ${first + 1} of ${steps.length} (${range})`;
  return `on the way from step ${first + 1} to ${last + 1} of ${steps.length} (${range})`;
}

function mustHold(
  step: ExpectedStep,
  title: string,
  spans: readonly Span[],
): Complaint | undefined {
  for (const { fromMs, status } of spans) {
    const differs = differences(step, status).join(', ');
    const expected = `${title}: ${describeStep(step)}`;
    if (differs !== '') return { atMs: fromMs, expected, said: describeStatus(status), differs };
  }
  return undefined;
}

/** While one answer may turn into the next, the word is one of theirs, or named as lying on the way. */
function mustPass(
  steps: readonly ExpectedStep[],
  title: string,
  spans: readonly Span[],
): Complaint | undefined {
  const [, ...later] = steps;
  const onTheWay = later.flatMap(({ via }) => via);
  const allowed: readonly string[] = [...steps.flatMap(({ health }) => health), ...onTheWay];
  for (const { fromMs, status } of spans) {
    if (allowed.includes(status?.health ?? '')) continue;
    const expected = `${title}: ${allowed.join(' or ')}`;
    return { atMs: fromMs, expected, said: describeStatus(status), differs: 'health' };
  }
  return undefined;
}

function stepComplaints(subject: Case, spans: readonly Span[]): readonly Complaint[] {
  const { expected, endMs } = subject;
  const found = phasesOf(expected.steps, endMs).map((phase) => {
    const during = within(spans, phase.fromMs, phase.toMs);
    const title = titleOf(expected, phase);
    const steps = expected.steps.slice(phase.first, phase.last + 1);
    const [only] = steps;
    return steps.length === 1 && only !== undefined
      ? mustHold(only, title, during)
      : mustPass(steps, title, during);
  });
  return found.filter((complaint) => complaint !== undefined);
}

function isForbidden({ expected, quiet }: Case, status: ServiceHealthStatus): string | undefined {
  const { never } = expected;
  if (never.includes(status.health ?? '')) return `never ${status.health}`;
  const codes = (status.diagnoses ?? []).map(({ code }) => code);
  const code = codes.find((candidate) => never.includes(candidate));
  if (code !== undefined) return `never ${code}`;
  if (!quiet) return undefined;
  if (status.health === 'Degraded' || status.health === 'Unhealthy') return 'nothing is wrong here';
  const loud = (status.diagnoses ?? []).find(({ state, severity }) => {
    return state === 'active' && severity !== 'info';
  });
  return loud && `no active problem, as nothing is wrong here: not ${loud.code}`;
}

function neverComplaints(subject: Case, spans: readonly Span[]): readonly Complaint[] {
  for (const { fromMs, status } of spans) {
    const expected = status === undefined ? undefined : isForbidden(subject, status);
    if (expected === undefined) continue;
    const differs = 'it was said though it must never be';
    return [{ atMs: fromMs, expected, said: describeStatus(status), differs }];
  }
  return [];
}

/** The instants at which the word changed, the first word not counted. */
function changesOfWord(spans: readonly Span[]): readonly string[] {
  const words = spans.flatMap(({ fromMs, status }) => {
    return status?.health === undefined ? [] : [{ fromMs, word: status.health }];
  });
  return words.flatMap(({ fromMs, word }, index) => {
    const before = words[index - 1]?.word;
    const isChange = before !== undefined && before !== word;
    return isChange ? [`${before} to ${word} at ${fromMs / 1000} s`] : [];
  });
}

function transitionComplaints({ expected }: Case, spans: readonly Span[]): readonly Complaint[] {
  const changes = changesOfWord(spans);
  if (changes.length <= expected.maxTransitions) return [];
  return [
    {
      atMs: spans.at(-1)?.fromMs ?? 0,
      expected: `at most ${expected.maxTransitions} changes of the word`,
      said: `${changes.length}: ${changes.join(', ')}`,
      differs: 'the number of transitions',
    },
  ];
}

/** How many pods the recording shows, and how often their containers restarted. */
function turmoil(events: readonly RecordedEvent[]): number {
  const restarts = new Map<string, number>();
  for (const { object } of events) {
    if (object.kind !== 'Pod') continue;
    const counts = [...JSON.stringify(object).matchAll(/"restartCount":(\d+)/g)];
    const sum = counts.reduce((total, [, count]) => total + Number(count), 0);
    restarts.set(object.metadata.uid, Math.max(restarts.get(object.metadata.uid) ?? 0, sum));
  }
  return restarts.size + [...restarts.values()].reduce((total, count) => total + count, 0);
}

/** Changes this close together are one write: the operator looks a quarter second after the first. */
const debounceMs = 250;

function writesOf(sayings: readonly Saying[]): readonly Saying[] {
  const writes: Saying[] = [];
  for (const saying of sayings) {
    const last = writes.at(-1)?.atMs ?? Number.NEGATIVE_INFINITY;
    if (saying.atMs - last >= debounceMs) writes.push(saying);
  }
  return writes;
}

/** Some for a workload that comes up and goes, two for each pod and each restart: it ends, it runs. */
function maxWrites(events: readonly RecordedEvent[]): number {
  return 6 + 2 * turmoil(events);
}

function writeComplaints({ sayings, recording }: Case): readonly Complaint[] {
  const limit = maxWrites(recording.events);
  const writes = writesOf(sayings);
  if (writes.length <= limit) return [];
  const instants = writes.map(({ atMs }) => atMs / 1000).join(' ');
  return [
    {
      atMs: writes.at(-1)?.atMs ?? 0,
      expected: `at most ${limit} writes of the status (6, and 2 for each pod and each restart)`,
      said: `${writes.length}, at seconds ${instants}`,
      differs: 'the number of writes',
    },
  ];
}

/** Empty when the product kept its promise; else one paragraph per broken part of it. */
export function complaintsOf(subject: Case): readonly string[] {
  const spans = spansOf(subject);
  const complaints = [
    ...stepComplaints(subject, spans),
    ...neverComplaints(subject, spans),
    ...transitionComplaints(subject, spans),
    ...writeComplaints(subject),
  ];
  return complaints.map((complaint) => paragraph(subject, complaint));
}

/** The cases of a replayed scenario, services in the order of expected.json. */
export function casesOf(
  scenario: Scenario,
  recording: Recording,
  replayed: Replayed,
): readonly Case[] {
  return scenario.expected.services.map((expected) => {
    const said = replayed.sayings.get(`${scenario.namespace}/${expected.name}`) ?? [];
    return {
      scenario: scenario.name,
      expected,
      quiet: scenario.expected.quiet,
      sayings: said.map((saying) => ({ ...saying, atMs: saying.atMs - replayed.startMs })),
      endMs: replayed.endMs - replayed.startMs,
      recording,
    };
  });
}

function describeSaying({ sayings, startMs }: Replayed, key: string, index: number): string {
  const saying = sayings.get(key)?.[index];
  if (saying === undefined) return 'nothing new';
  return `at ${seconds(saying.atMs - startMs).trim()} ${describeStatus(saying.status)}`;
}

/** Where the two paces differ, an answer changed though no fact came and nothing was announced. */
export function differencesOfPace(announced: Replayed, everySecond: Replayed): readonly string[] {
  const keys = new Set([...announced.sayings.keys(), ...everySecond.sayings.keys()]);
  return [...keys].flatMap((key) => {
    const one = announced.sayings.get(key) ?? [];
    const other = everySecond.sayings.get(key) ?? [];
    const length = Math.max(one.length, other.length);
    const index = Array.from({ length }, (_, at) => at).find((at) => {
      return !isDeepStrictEqual(one[at], other[at]);
    });
    if (index === undefined) return [];
    return [
      `${key} answers otherwise when asked every second (answer ${index + 1})`,
      `  asked at facts and announced instants: ${describeSaying(announced, key, index)}`,
      `  asked every second:                    ${describeSaying(everySecond, key, index)}`,
    ].join('\n');
  });
}
