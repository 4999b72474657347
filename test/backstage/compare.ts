// Both answers to each recording, beside what is true: what the scenario expects to be said at its end.
import { analyze } from '../../src/analyze/analyze.ts';
import type { Diagnosis } from '../../src/api/diagnosis.ts';
import type { ServiceHealthStatus } from '../../src/api/status.ts';
import type { Classifier } from '../../src/classify/types.ts';
import { parseSettings } from '../../src/config.ts';
import { createPipeline } from '../zoo/pipeline.ts';
import { type Playing, play, stateAt } from '../zoo/player.ts';
import type { RecordedObject } from '../zoo/recording.ts';
import { replay } from '../zoo/replay.ts';
import { type Expected, loadRecording, loadScenario } from '../zoo/scenario.ts';
import { type PanelError, panelErrors } from './panel.ts';
import { namesCause, whyUnseen, whyWrong } from './verdict.ts';

/** How much an answer tells of a problem. */
export type Told = 'the cause' | 'that something is wrong' | 'nothing';

/** One thing that is wrong at the end of a recording, and what each answer tells of it. */
export interface Problem {
  readonly code: string;
  readonly workload: string;
  readonly panel: Told;
  readonly ours: Told;
  /** Why the panel tells nothing; empty when it does. */
  readonly whyUnseen: string;
}

/** One answer that is no problem. */
export interface FalseAlarm {
  readonly says: string;
  readonly why: string;
}

export interface Comparison {
  readonly scenario: string;
  readonly isQuiet: boolean;
  /** What is said at the end: object, type, kind of advice and message. */
  readonly panel: readonly string[];
  /** The word, and what is active or over. */
  readonly ours: readonly string[];
  readonly problems: readonly Problem[];
  readonly panelFalse: readonly FalseAlarm[];
  readonly ourFalse: readonly string[];
  /** Of a quiet scenario: what the panel said at some moment on the way. */
  readonly panelOnTheWay: readonly string[];
  readonly ourOnTheWay: readonly string[];
}

/** Plays one scenario to both. */
export function compare(name: string, rules: readonly Classifier[]): Comparison {
  const { expected, ...scenario } = loadScenario(name);
  const recording = loadRecording({ expected, ...scenario });
  const startMs = Date.parse(recording.header.recordedAt);
  const playing = { recording, startMs };
  const nowMs = startMs + recording.header.durationMs;
  const objects = stateAt(play([playing])).map(({ object }) => object);
  const errors = panelErrors(objects, nowMs);
  const statuses = statusesOf(objects, rules, nowMs);
  const diagnoses = statuses.flatMap((status) => status.diagnoses ?? []);
  const truths = [...truthsOf(expected, rules), ...topTruthsOf(expected, diagnoses)];
  const workloadOf = workloadFinder(objects);
  const ill: ReadonlySet<string> = new Set(truths.map(({ workload }) => workload));
  return {
    scenario: name,
    isQuiet: expected.quiet,
    panel: distinct(errors.map(panelLine)),
    ours: statuses.flatMap(ourText),
    problems: truths.map((truth) => problemOf(truth, errors, diagnoses, workloadOf)),
    panelFalse: errors
      .filter((error) => !ill.has(workloadOf(error)))
      .map((error) => ({ says: panelText(error), why: whyWrong(error.type) })),
    ourFalse: diagnoses
      .filter(isAlarm)
      .filter(({ affected }) => !(affected?.workloads ?? []).some((workload) => ill.has(workload)))
      .map(({ code }) => code),
    panelOnTheWay: expected.quiet ? panelOnTheWay(playing) : [],
    ourOnTheWay: expected.quiet ? ourOnTheWay(playing, rules) : [],
  };
}

function statusesOf(
  objects: readonly RecordedObject[],
  rules: readonly Classifier[],
  nowMs: number,
): readonly ServiceHealthStatus[] {
  const parsed = parseSettings([], {});
  if (parsed.kind !== 'run') throw new Error('the defaults are no settings');
  const { reports } = analyze(objects, { rules, settings: parsed.settings, nowMs });
  return reports.flatMap(({ status }) => (status === undefined ? [] : [status]));
}

type Truth = Pick<Problem, 'code' | 'workload'>;

/** What the scenario expects to be active at its end. What is only for information is no problem. */
function truthsOf({ services }: Expected, rules: readonly Classifier[]): readonly Truth[] {
  const severities = new Map(rules.map(({ code, severity }) => [code, severity]));
  return services
    .flatMap(({ steps }) => steps.at(-1)?.diagnoses ?? [])
    .filter(({ state }) => state === 'active')
    .filter(({ code, severity }) => (severity ?? severities.get(code)) !== 'info')
    .map(({ code, workload }) => ({ code, workload }));
}

/**
 * A step may name only the code of its top issue, for instance where a pod has no workload. Whose problem it is must
 * then be taken from our answer; when that does not have the code, the problem counts as not found.
 */
function topTruthsOf({ services }: Expected, diagnoses: readonly Diagnosis[]): readonly Truth[] {
  return services
    .flatMap(({ steps }) => steps.at(-1) ?? [])
    .filter((step) => step.diagnoses.length === 0)
    .flatMap(({ topIssue: code = '' }) => {
      if (code === '') return [];
      const [workload = ''] = diagnoses.find((it) => it.code === code)?.affected?.workloads ?? [];
      return [{ code, workload }];
    });
}

function problemOf(
  { code, workload }: Truth,
  errors: readonly PanelError[],
  diagnoses: readonly Diagnosis[],
  workloadOf: (error: PanelError) => string,
): Problem {
  const shown = errors.filter((error) => workloadOf(error) === workload);
  const said = diagnoses.filter(isAlarm).filter(({ affected }) => {
    return affected?.workloads?.includes(workload) === true;
  });
  const proof = said.flatMap(({ evidence = [] }) => evidence);
  const panel = told(
    shown.length,
    shown.some((error) => namesCause(error, code)),
  );
  return {
    code,
    workload,
    panel,
    ours: told(
      said.length,
      said.some((diagnosis) => diagnosis.code === code),
    ),
    whyUnseen:
      panel === 'nothing' ? whyUnseen(proof.map(({ object, field }) => `${object} ${field}`)) : '',
  };
}

function told(count: number, hasCause: boolean): Told {
  if (hasCause) return 'the cause';
  return count === 0 ? 'nothing' : 'that something is wrong';
}

function isAlarm({ state, severity }: Pick<Diagnosis, 'state' | 'severity'>): boolean {
  return state === 'active' && severity !== 'info';
}

/** "Deployment/checkout" for an error on one of its pods, as far up as the owners are there. */
function workloadFinder(objects: readonly RecordedObject[]): (error: PanelError) => string {
  const byName = new Map(
    objects.map((object) => [`${object.kind}/${object.metadata.name}`, object]),
  );
  return ({ sourceRef: { kind, name } }) => {
    let reference = `${kind}/${name}`;
    for (let owner = ownerOf(byName.get(reference)); owner !== undefined; ) {
      reference = owner;
      owner = ownerOf(byName.get(reference));
    }
    return reference;
  };
}

function ownerOf(object: RecordedObject | undefined): string | undefined {
  const owners = object?.metadata['ownerReferences'];
  const [first] = Array.isArray(owners) ? owners : [];
  return first === undefined ? undefined : `${first.kind}/${first.name}`;
}

/** After each event: what a reader would have seen who looked at that moment. */
function panelOnTheWay(playing: Playing): readonly string[] {
  const events = play([playing]);
  const instants = new Set(events.map(({ atMs }) => atMs));
  return distinct(
    [...instants].flatMap((atMs) => {
      const objects = stateAt(events, atMs).map(({ object }) => object);
      return panelErrors(objects, atMs).map(panelText);
    }),
  );
}

function ourOnTheWay(playing: Playing, rules: readonly Classifier[]): readonly string[] {
  const { sayings } = replay(createPipeline({ rules, isEager: false }), [playing], 'announced');
  const statuses = [...sayings.values()].flat().flatMap(({ status }) => status ?? []);
  const words = statuses.flatMap(({ health }) => health ?? []).filter((word) => BAD.has(word));
  const codes = statuses.flatMap(({ diagnoses = [] }) => diagnoses.filter(isAlarm));
  return distinct([...words, ...codes.map(({ code }) => code)]);
}

const BAD: ReadonlySet<string> = new Set(['Degraded', 'Unhealthy']);

function panelText({ type, sourceRef, proposedFix }: PanelError): string {
  const advice = proposedFix === undefined ? '' : ` (${proposedFix.errorType})`;
  return `${sourceRef.kind}: ${type}${advice}`;
}

/** Enough of a message for its kind and its names. */
const MAX_MESSAGE = 80;

function panelLine(error: PanelError): string {
  const message = error.message.replaceAll(/\s+/g, ' ');
  const isLong = message.length > MAX_MESSAGE;
  const shown = isLong ? `${message.slice(0, MAX_MESSAGE).trimEnd()} …` : message;
  return `${panelText(error)}, ‘${shown}’`;
}

function ourText({ health, diagnoses = [] }: ServiceHealthStatus): readonly string[] {
  const listed = diagnoses.map((diagnosis) => {
    const { code, state, severity } = diagnosis;
    return isAlarm(diagnosis) ? code : `${code} (${state}, ${severity})`;
  });
  return [[health, ...listed].join(', ')];
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].toSorted();
}
