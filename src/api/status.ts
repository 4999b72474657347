import { z } from 'zod';
import { BOUNDS } from './bounds.ts';
import { diagnosisSchema } from './diagnosis.ts';
import { count, text, time } from './fields.ts';
import { healthWord } from './health.ts';

/** metav1.Condition, with its own bounds. */
export const conditionSchema = z
  .object({
    type: text(BOUNDS.conditionType, 'The condition, such as Healthy.'),
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
      .max(BOUNDS.conditionReason)
      .regex(/^[A-Za-z]([A-Za-z0-9_,:]*[A-Za-z0-9_])?$/)
      .describe('Why, in one word.'),
    message: text(BOUNDS.conditionMessage, 'Why, in a sentence.'),
  })
  .describe('A condition of the report or of the service.');

/** The pods of a service, counted by what they do. */
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

/** One line per workload. */
export const workloadSchema = z
  .object({
    kind: text(BOUNDS.shortName, 'Deployment, Job, …'),
    name: text(BOUNDS.name, 'Its name.'),
    role: text(BOUNDS.role, 'Workloads of one role stand in for each other.').optional(),
    health: healthWord.describe('The word for this workload alone.').optional(),
    desired: count('Pods asked for.').optional(),
    available: count('Pods that serve and are stable.').optional(),
    updated: count('Pods of the newest revision.').optional(),
    rollout: text(BOUNDS.shortName, 'Complete, InProgress, Stuck or Paused.').optional(),
  })
  .describe('One workload of the service.');

/** One line per autoscaler. */
export const autoscalerSchema = z
  .object({
    name: text(BOUNDS.name, 'Its name.'),
    target: text(BOUNDS.reference, 'What it scales, as Kind/name.'),
    min: count('The least number of pods it runs.').optional(),
    max: count('The most it runs.').optional(),
    current: count('Pods when its controller last looked.').optional(),
    desired: count('Pods it asked for then.').optional(),
    limited: text(
      BOUNDS.statusReason,
      'Why it may not run as many pods as it would, such as TooManyReplicas; absent when it may.',
    ).optional(),
    inactive: text(
      BOUNDS.statusReason,
      'Why it does not scale, such as FailedGetResourceMetric; absent when it does.',
    ).optional(),
  })
  .describe('One HorizontalPodAutoscaler of the service.');

/** The pods by their values in one dimension. */
export const breakdownSchema = z
  .object({
    dimension: text(BOUNDS.dimension, 'version, zone, node, … or label:<key>.'),
    values: z
      .array(
        z
          .object({
            value: text(BOUNDS.traitValue, 'One value, such as 1.4.2.'),
            pods: count('Live pods with it.'),
            failing: count('Those of them with an active error.'),
          })
          .describe('The pods with one value.'),
      )
      .max(BOUNDS.breakdownValues)
      .describe('The values with the most failing pods, then with the most pods.'),
    others: count('How many values there are besides; absent when these are all.').optional(),
  })
  .describe('The pods counted by one thing that they differ in.');

/** One change of the health word. */
export const transitionSchema = z
  .object({
    time: time('When the word changed.'),
    from: healthWord.describe('The word before.'),
    to: healthWord.describe('The word after.'),
    reason: text(BOUNDS.shortName, 'The code or word that explains it.').optional(),
  })
  .describe('One change of the health word.');

/** One Event that a diagnosis rests on. */
export const retainedEventSchema = z
  .object({
    object: text(BOUNDS.reference, 'What it is about, as Kind/name.'),
    container: text(BOUNDS.name, 'The container, if it is about one.').optional(),
    type: z.enum(['Normal', 'Warning']).describe('Normal or Warning.'),
    reason: text(BOUNDS.statusReason, 'Its reason, such as Killing.'),
    message: text(BOUNDS.eventMessage, 'What it says, with secrets removed.'),
    component: text(BOUNDS.statusReason, 'Who says so, such as kubelet.').optional(),
    count: count('How often it was said by then.'),
    firstTime: time('When it was said first.'),
    lastTime: time('When it was said last by then; moves only with other content.'),
    uid: text(BOUNDS.uid, 'Of the Event.'),
    objectUID: text(BOUNDS.uid, 'Of what it is about.').optional(),
  })
  .describe('One Event that a diagnosis rests on, kept because the API server forgets it.');

/** The whole report, as it is stored. */
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
    summary: text(BOUNDS.line, 'The state in one line.').optional(),
    topIssue: text(
      BOUNDS.shortName,
      'The code of the most important active problem; empty when there is none.',
    ).optional(),
    issues: count('How many active errors and warnings there are.').optional(),
    podsReady: text(BOUNDS.podsReady, 'Ready and desired pods, as 4/6.').optional(),
    restarts: count('Restarts of the present pods, in steps 1 2 3 5 10 20 50 100 …').optional(),
    pods: podCountsSchema.optional(),
    versions: text(
      BOUNDS.versions,
      'Image tags of the main containers, comma-separated.',
    ).optional(),
    cluster: text(
      BOUNDS.cluster,
      'The name of the cluster, when the operator was given one.',
    ).optional(),
    conditions: z
      .array(conditionSchema)
      .max(BOUNDS.conditions)
      .meta({
        description: 'Conditions, one per type. Others may add types of their own.',
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['type'],
      })
      .optional(),
    diagnoses: z
      .array(diagnosisSchema)
      .max(BOUNDS.diagnoses)
      .describe('The problems, most important first.')
      .optional(),
    workloads: z.array(workloadSchema).max(BOUNDS.workloads).describe('The workloads.').optional(),
    autoscalers: z
      .array(autoscalerSchema)
      .max(BOUNDS.autoscalers)
      .describe('Who decides how many pods the workloads have.')
      .optional(),
    breakdowns: z
      .array(breakdownSchema)
      .max(BOUNDS.breakdowns)
      .describe(
        'The pods counted by what spec.groupBy names; without it by what failing ones differ in.',
      )
      .optional(),
    transitions: z
      .array(transitionSchema)
      .max(BOUNDS.transitions)
      .describe('The last changes of the word, newest first.')
      .optional(),
    commands: z
      .array(text(BOUNDS.command, 'A command.'))
      .max(BOUNDS.commands)
      .describe('Where to look first.')
      .optional(),
    events: z
      .array(retainedEventSchema)
      .max(BOUNDS.events)
      .describe('The Events that the diagnoses rest on, which outlive them here.')
      .optional(),
    reportTime: time(
      'When this report was written: older than two hours means Unknown.',
    ).optional(),
  })
  .describe('What is known of the service. Written by the operator only.');

/** One condition of the report or of the service. */
export type Condition = z.infer<typeof conditionSchema>;
/** The pods of the service, counted. */
export type PodCounts = z.infer<typeof podCountsSchema>;
/** One workload of the service. */
export type WorkloadStatus = z.infer<typeof workloadSchema>;
/** One autoscaler of the service. */
export type AutoscalerStatus = z.infer<typeof autoscalerSchema>;
/** The pods by their values in one dimension. */
export type BreakdownStatus = z.infer<typeof breakdownSchema>;
/** One change of the health word. */
export type Transition = z.infer<typeof transitionSchema>;
/** One Event that a diagnosis rests on. */
export type RetainedEvent = z.infer<typeof retainedEventSchema>;
/** The `status` of a ServiceHealth. Every list, map and string is bounded here; the CRD repeats the bounds. */
export type ServiceHealthStatus = z.infer<typeof statusSchema>;
