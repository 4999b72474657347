import { z } from 'zod';
import { healthWord } from './health.ts';

/** A string of at most `max` characters. */
function text(max: number, description: string) {
  return z.string().max(max).describe(description);
}

function count(description: string) {
  return z.int().min(0).max(2_147_483_647).describe(description);
}

function time(description: string) {
  return z.iso.datetime().describe(description);
}

/** One quoted proof of a diagnosis. */
export const evidenceSchema = z
  .object({
    object: text(320, 'The object that says so, as Kind/name.'),
    field: text(256, 'The field quoted, or "event" and the reason of the event.').optional(),
    value: text(1024, 'What it says, with secrets removed.'),
    time: time('When it said so.').optional(),
  })
  .describe('A quoted proof: one field of one object, or one event about it.');

export const affectedSchema = z
  .object({
    pods: count('How many pods have this problem now.').optional(),
    sample: z.array(text(253, 'A pod.')).max(3).describe('Some of these pods.').optional(),
    workloads: z.array(text(320, 'Kind/name.')).max(10).describe('The workloads.').optional(),
    containers: z.array(text(63, 'A container.')).max(10).describe('The containers.').optional(),
  })
  .describe('What has this problem.');

export const diagnosisSchema = z
  .object({
    id: text(16, 'Stable across pods, restarts and retries: the same problem keeps its id.'),
    code: z
      .string()
      .max(63)
      .regex(/^[A-Z][A-Za-z0-9]*$/)
      .describe('The cause, such as OOMKilled or ImageNotFound.'),
    reason: text(128, "The most telling STATUS that kubectl shows for this problem's pods."),
    severity: z.enum(['error', 'warning', 'info']).describe('Only an error changes the health.'),
    state: z
      .enum(['active', 'recovered', 'ignored'])
      .describe('recovered is history, ignored was named in spec.ignore; neither counts.'),
    confidence: z
      .enum(['confirmed', 'likely'])
      .describe('confirmed: a field or an event says so. likely: inferred.'),
    title: text(256, 'The problem in one line.'),
    explanation: text(2048, 'What happened, in plain words.'),
    fixes: z.array(text(512, 'A step.')).max(6).describe('What to do, in order.').optional(),
    commands: z.array(text(768, 'A command.')).max(6).describe('Commands to paste.').optional(),
    docURL: text(512, 'The page of the Kubernetes documentation.').optional(),
    evidence: z.array(evidenceSchema).max(5).describe('The proof.').optional(),
    affected: affectedSchema.optional(),
    consequences: z
      .array(text(63, 'A code.'))
      .max(5)
      .describe('Codes of problems that only follow from this one and are not counted.')
      .optional(),
    firstSeenTime: time('When the problem began.').optional(),
    lastSeenTime: time(
      'When it was last seen to happen; moves only with other content.',
    ).optional(),
    count: count('Restarts or failed tries, in steps 1 2 3 5 10 20 50 100 …').optional(),
  })
  .describe('One problem, named by its cause.');

export const conditionSchema = z
  .object({
    type: text(316, 'The condition, such as Healthy.'),
    status: z.enum(['True', 'False', 'Unknown']).describe('True, False or Unknown.'),
    observedGeneration: z
      .int()
      .min(-1)
      .max(9_007_199_254_740_991)
      .describe('The spec it is about.')
      .optional(),
    lastTransitionTime: time('When the status last changed.'),
    reason: z
      .string()
      .min(1)
      .max(1024)
      .regex(/^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/)
      .describe('Why, in one word.'),
    message: text(2048, 'Why, in a sentence.'),
  })
  .describe('A condition of the report or of the service.');

export const podCountsSchema = z
  .object({
    desired: count('Pods the workloads ask for.').optional(),
    ready: count('Pods that serve.').optional(),
    failing: count('Pods with an active error.').optional(),
    pending: count('Pods that have not started yet.').optional(),
    restarting: count('Pods with a restart in the window.').optional(),
    terminating: count('Pods that are going away.').optional(),
  })
  .describe('The pods of the service, counted.');

export const workloadSchema = z
  .object({
    kind: text(63, 'Deployment, Job, …'),
    name: text(253, 'Its name.'),
    role: text(128, 'Workloads of one role stand in for each other.').optional(),
    health: healthWord.describe('The word for this workload alone.').optional(),
    desired: count('Pods asked for.').optional(),
    available: count('Pods that serve and are stable.').optional(),
    updated: count('Pods of the newest revision.').optional(),
    rollout: text(63, 'Complete, InProgress, Stuck or Paused.').optional(),
  })
  .describe('One workload of the service.');

export const transitionSchema = z
  .object({
    time: time('When the word changed.'),
    from: healthWord.describe('The word before.'),
    to: healthWord.describe('The word after.'),
    reason: text(63, 'The code or word that explains it.').optional(),
  })
  .describe('One change of the health word.');

export const statusSchema = z
  .object({
    observedGeneration: z
      .int()
      .min(-1)
      .max(9_007_199_254_740_991)
      .describe('The spec this report is about.')
      .optional(),
    health: healthWord.describe('One word for the service.').optional(),
    healthSince: time('When the service got this word.').optional(),
    summary: text(256, 'The state in one line.').optional(),
    topIssue: text(
      63,
      'The code of the most important active problem; empty when there is none.',
    ).optional(),
    issues: count('How many active errors and warnings there are.').optional(),
    podsReady: text(32, 'Ready and desired pods, as 4/6.').optional(),
    restarts: count('Restarts of the present pods, in steps 1 2 3 5 10 20 50 100 …').optional(),
    pods: podCountsSchema.optional(),
    versions: text(256, 'Image tags of the main containers, comma-separated.').optional(),
    cluster: text(128, 'The name of the cluster, when the operator was given one.').optional(),
    conditions: z
      .array(conditionSchema)
      .max(20)
      .meta({
        description: 'Conditions, one per type. Others may add types of their own.',
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['type'],
      })
      .optional(),
    diagnoses: z
      .array(diagnosisSchema)
      .max(10)
      .describe('The problems, most important first.')
      .optional(),
    workloads: z.array(workloadSchema).max(20).describe('The workloads.').optional(),
    transitions: z
      .array(transitionSchema)
      .max(10)
      .describe('The last changes of the word, newest first.')
      .optional(),
    commands: z.array(text(768, 'A command.')).max(6).describe('Where to look first.').optional(),
    reportTime: time(
      'When this report was written: older than two hours means Unknown.',
    ).optional(),
  })
  .describe('What is known of the service. Written by the operator only.');

export type Evidence = z.infer<typeof evidenceSchema>;
export type Diagnosis = z.infer<typeof diagnosisSchema>;
export type Condition = z.infer<typeof conditionSchema>;
export type PodCounts = z.infer<typeof podCountsSchema>;
export type WorkloadStatus = z.infer<typeof workloadSchema>;
export type Transition = z.infer<typeof transitionSchema>;
/** The `status` of a ServiceHealth. Every list, map and string is bounded here; the CRD repeats the bounds. */
export type ServiceHealthStatus = z.infer<typeof statusSchema>;
