// A scenario is one folder: what is applied, what the product must say of it and when, and what really happened.
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { healthWord } from '../../src/api/health.ts';
import { parseRecording, type Recording, sha256 } from './recording.ts';

export const zooFolder = dirname(fileURLToPath(import.meta.url));

const codePattern = /^[A-Z][A-Za-z0-9]*$/;
const workloadPattern =
  /^(Deployment|Job|CronJob|StatefulSet|DaemonSet|Pod|HorizontalPodAutoscaler)\/[a-z0-9.-]+$/;
const sentence = /^[A-Z].*\.$/;

/** On every object without a namespace, so that a run which was killed can be cleaned up after. */
export const scenarioLabel = 'zoo.test/scenario';

/** "90s", "2m30s", "500ms" to milliseconds. */
export function parseDuration(text: string): number {
  const match = /^(?:(\d+)m)?(?:(\d+)s)?(?:(\d+)ms)?$/.exec(text);
  if (match === null || text === '') throw new Error(`"${text}" is no duration such as 2m30s`);
  const [, minutes = '0', seconds = '0', milliseconds = '0'] = match;
  return (Number(minutes) * 60 + Number(seconds)) * 1000 + Number(milliseconds);
}

const duration = z
  .string()
  .regex(/^(?=\d)(?:\d+m(?!s))?(?:\d+s)?(?:\d+ms)?$/, 'a duration such as 45s or 2m30s')
  .transform(parseDuration);

const words = z.union([healthWord.transform((word) => [word]), z.array(healthWord).min(1)]);

const expectedDiagnosis = z.strictObject({
  code: z.string().regex(codePattern),
  /** As Kind/name; never a pod. */
  workload: z.string().regex(workloadPattern),
  container: z.string().optional(),
  containerKind: z.enum(['main', 'init', 'sidecar']).optional(),
  reason: z.string().optional(),
  severity: z.enum(['error', 'warning', 'info']).optional(),
  confidence: z.enum(['confirmed', 'likely']).optional(),
  state: z.enum(['active', 'recovered', 'ignored']).default('active'),
  /** All of them, in any order. */
  consequences: z.array(z.string().regex(codePattern)).optional(),
  /** As told: 0, 1, 5, 20 or 100. */
  otherServices: z.int().min(0).optional(),
});

const expectedStep = z.strictObject({
  /** From here on the answer may be this step's; before, it must still be the step's before. */
  notBefore: duration.default(0),
  /** From here on the answer must be this step's, until the next step's `notBefore`. */
  by: duration,
  health: words,
  /** Words allowed besides the last step's and this one's, from `notBefore` to `by`. */
  via: z.array(healthWord).default([]),
  topIssue: z.union([z.literal(''), z.string().regex(codePattern)]).optional(),
  diagnoses: z.array(expectedDiagnosis).default([]),
  /** True: no diagnosis besides these, whatever its state. */
  exact: z.boolean().default(false),
});

const expectedService = z.strictObject({
  name: z.string().min(1),
  steps: z.array(expectedStep).min(1),
  /** How often the word may change after the first. */
  maxTransitions: z.int().nonnegative(),
  /** Words and codes that are never said, from the first event to the last. */
  never: z.array(z.string().regex(codePattern)).default([]),
});

/** What is done with the objects of a file; its name says it. */
export const stepActions = ['apply', 'status', 'debug', 'resize', 'delete', 'evict'] as const;
export type StepAction = (typeof stepActions)[number];

const stepFile = /^step-\d\.(?:(status|debug|resize|delete|evict)\.)?yaml$/;

function actionOf(file: string): StepAction {
  const named = stepFile.exec(file)?.[1];
  return stepActions.find((action) => action === named) ?? 'apply';
}

const recordedStep = z.strictObject({ file: z.string().regex(stepFile), after: duration });

const expectedSchema = z.strictObject({
  /** What happens and what must be said of it, in a sentence. */
  says: z.string().regex(sentence),
  /** Nothing is wrong here: no bad word and no active problem, ever. */
  quiet: z.boolean().default(false),
  /** Of the cluster that the expectation was written for: equals the recording's. */
  clusterVersion: z.string(),
  record: z.strictObject({
    for: duration,
    /** True: pods of others find no place on the node meanwhile, so it is recorded when they are done. */
    alone: z.boolean().default(false),
    steps: z.array(recordedStep).default([]),
  }),
  /** Not all of it is the work of kubelet and controllers: why the rest was written through the API server. */
  statusPatches: z.string().regex(sentence).optional(),
  /** What is said in the end cannot be told from the objects that are left: why. A dump and the demo have only these. */
  needsHistory: z.string().regex(sentence).optional(),
  /** Why it cannot stand in one cluster with all other scenarios, as it does in the demo. */
  alone: z.string().regex(sentence).optional(),
  services: z.array(expectedService).min(1),
  /** How a run on a real cluster differs from the replay. */
  live: z
    .strictObject({
      run: z.boolean().default(true),
      /** True: part of every run of the end-to-end tests, and not only of those with --all. */
      always: z.boolean().default(false),
      /** Every `by` is multiplied by this. */
      slack: z.number().min(1).default(3),
      /** `spec.thresholds` of the ServiceHealth; `notBefore` is then not checked. */
      thresholds: z.record(z.string(), z.int().nonnegative()).default({}),
      /** A live run outlasts the recording: from here on a wait is over that the recording does not hold. */
      until: duration.optional(),
      note: z.string().optional(),
    })
    .prefault({}),
});

export type Expected = z.infer<typeof expectedSchema>;
export type ExpectedService = z.infer<typeof expectedService>;
export type ExpectedStep = z.infer<typeof expectedStep>;
export type ExpectedDiagnosis = z.infer<typeof expectedDiagnosis>;

/** What a run on a real cluster has to keep: later by the slack, and earlier where thresholds shorten a wait. */
export function liveServices({ services, live }: Expected): readonly ExpectedService[] {
  const isShortened = Object.keys(live.thresholds).length > 0;
  return services.map((service) => ({
    ...service,
    steps: service.steps.map((step) => ({
      ...step,
      by: step.by * live.slack,
      notBefore: isShortened ? 0 : step.notBefore,
    })),
  }));
}

/** One object of a manifest, as it is applied. */
export interface ManifestObject {
  readonly apiVersion: string;
  readonly kind: string;
  readonly metadata: {
    readonly name: string;
    /** Cluster-scoped objects have none. */
    readonly namespace?: string;
    readonly labels?: Readonly<Record<string, string>>;
  };
}

export interface ManifestStep {
  readonly file: string;
  readonly action: StepAction;
  readonly afterMs: number;
  readonly objects: readonly ManifestObject[];
}

export interface Scenario {
  readonly name: string;
  readonly namespace: string;
  readonly expected: Expected;
  /** In the order in which they are applied; the first is manifest.yaml, at 0. */
  readonly steps: readonly ManifestStep[];
  readonly manifestHash: string;
}

const manifestObject = z.looseObject({
  apiVersion: z.string(),
  kind: z.string(),
  metadata: z.looseObject({
    name: z.string(),
    namespace: z.string().exactOptional(),
    labels: z.record(z.string(), z.string()).exactOptional(),
  }),
});

function stepComplaints(service: ExpectedService, endMs: number): readonly string[] {
  const complaints: string[] = [];
  let reached = -1;
  for (const step of service.steps) {
    if (step.notBefore > step.by) complaints.push('a step must hold before it may begin to');
    if (step.notBefore < reached) complaints.push('a step may begin before the last one holds');
    if (step.by > endMs) complaints.push('a step begins after the end of the recording');
    reached = step.by;
  }
  return complaints.map((complaint) => `service ${service.name}: ${complaint}`);
}

function quietComplaints(expected: Expected): readonly string[] {
  if (!expected.quiet) return [];
  const loud = expected.services.flatMap(({ steps }) => steps).flatMap(({ health }) => health);
  const bad = loud.filter((word) => word === 'Degraded' || word === 'Unhealthy');
  return bad.length === 0 ? [] : ['a quiet scenario expects a bad word'];
}

/** A recording that was helped along says so, and no other does. */
function patchComplaints({ record, statusPatches }: Expected): readonly string[] {
  const isPatched = record.steps.some(({ file }) => actionOf(file) === 'status');
  if (isPatched === (statusPatches !== undefined)) return [];
  return ['statusPatches belongs to scenarios with a .status.yaml, and to no others'];
}

/** What the schema cannot say; empty when all is well. */
function complaintsAbout(expected: Expected): readonly string[] {
  const steps = expected.services.flatMap((service) =>
    stepComplaints(service, expected.record.for),
  );
  return [...steps, ...quietComplaints(expected), ...patchComplaints(expected)];
}

function readStep(folder: string, file: string, afterMs: number): ManifestStep & { text: string } {
  const text = readFileSync(join(folder, file), 'utf8');
  const objects = parseAllDocuments(text).map((document) => manifestObject.parse(document.toJS()));
  return { file, action: actionOf(file), afterMs, objects, text };
}

export function scenarioNames(): readonly string[] {
  const entries = readdirSync(zooFolder, { withFileTypes: true });
  return entries
    .filter(
      (entry) => entry.isDirectory() && existsSync(join(zooFolder, entry.name, 'manifest.yaml')),
    )
    .map(({ name }) => name)
    .sort();
}

/** Everything but the recording, which may not have been made yet. */
export function loadScenario(name: string): Scenario {
  const folder = join(zooFolder, name);
  try {
    const text = readFileSync(join(folder, 'expected.json'), 'utf8');
    const expected = expectedSchema.parse(JSON.parse(text));
    const complaints = complaintsAbout(expected);
    if (complaints.length > 0) throw new Error(complaints.join('; '));
    const steps = [
      readStep(folder, 'manifest.yaml', 0),
      ...expected.record.steps.map(({ file, after }) => readStep(folder, file, after)),
    ];
    const manifestHash = sha256(steps.map((step) => `${step.afterMs}\n${step.text}`).join('\n'));
    return { name, namespace: `zoo-${name}`, expected, steps, manifestHash };
  } catch (error) {
    throw new Error(`test/zoo/${name}: ${String(error)}`, { cause: error });
  }
}

export function recordingFile(name: string): string {
  return join(zooFolder, name, 'recording.ndjson');
}

/** Refuses a recording that was edited, or made with other manifests than those beside it. */
export function loadRecording(scenario: Scenario): Recording {
  try {
    const recording = parseRecording(readFileSync(recordingFile(scenario.name), 'utf8'));
    if (recording.header.manifestHash !== scenario.manifestHash) {
      throw new Error('the manifests have changed since: record it again');
    }
    return recording;
  } catch (error) {
    throw new Error(`test/zoo/${scenario.name}/recording.ndjson: ${String(error)}`, {
      cause: error,
    });
  }
}
