import { z } from 'zod';
import { BOUNDS } from './bounds.ts';
import { count, text, time } from './fields.ts';
import { RULE_BOUNDS } from './rule-bounds.ts';

/** One quoted proof of a diagnosis. */
export const evidenceSchema = z
  .object({
    object: text(BOUNDS.reference, 'The object that says so, as Kind/name.'),
    field: text(
      BOUNDS.evidenceField,
      'The field quoted, or "event" and the reason of the event.',
    ).optional(),
    value: text(BOUNDS.evidenceValue, 'What it says, with secrets removed.'),
    time: time('When it said so.').optional(),
  })
  .describe('A quoted proof: one field of one object, or one event about it.');

/** What has a problem: counted, and a few of them by name. */
const affectedSchema = z
  .object({
    pods: count('How many pods have this problem now.').optional(),
    sample: z
      .array(text(BOUNDS.name, 'A pod.'))
      .max(BOUNDS.sample)
      .describe('Some of these pods.')
      .optional(),
    workloads: z
      .array(text(BOUNDS.reference, 'Kind/name.'))
      .max(BOUNDS.affected)
      .describe('The workloads.')
      .optional(),
    containers: z
      .array(text(BOUNDS.shortName, 'A container.'))
      .max(BOUNDS.affected)
      .describe('The containers.')
      .optional(),
  })
  .describe('What has this problem.');

const sharedCauseSchema = z
  .object({
    kind: text(BOUNDS.shortName, 'Registry, Image, Node, AdmissionWebhook, …'),
    name: text(BOUNDS.name, 'Its name.'),
    otherServices: count(
      'At least so many other services have trouble with it now, in steps 1 5 20 100; absent when none is known.',
    ).optional(),
  })
  .describe('What is behind the problem and may be behind problems of other services.');

/** What stands instead of lines. */
export const LOG_NOTES = {
  empty: 'The run wrote nothing to its log.',
  neverRan: 'The container has never run, so it has no log.',
} as const;

const logFailureSchema = z
  .object({
    type: text(BOUNDS.logLine, 'Such as KeyError or java.lang.IllegalStateException.'),
    message: text(BOUNDS.logLine, 'Its first line, with secrets removed.').optional(),
  })
  .describe('An exception as the runtime of the application tells of it.');

const logRunSchema = z
  .object({
    pod: text(BOUNDS.name, 'The pod.'),
    run: text(BOUNDS.id, 'The first characters of the container id, as crictl shows it.'),
  })
  .describe('A run of a container.');

/** The last words of a run. */
export const logSchema = z
  .object({
    pod: text(BOUNDS.name, 'The pod.'),
    container: text(BOUNDS.name, 'The container.'),
    previous: z
      .boolean()
      .describe('Whether the run has ended; kubectl logs --previous once another has begun.'),
    run: text(
      BOUNDS.id,
      'The first characters of the container id, as crictl shows it.',
    ).optional(),
    time: time('When the run ended; of one that goes on, when its log was read.').optional(),
    lines: z
      .array(text(BOUNDS.logLine, 'A line.'))
      .max(BOUNDS.logLines)
      .describe(
        'The lines that say most, in their order, with secrets removed. Runs that end of the same keep the lines told first.',
      )
      .optional(),
    note: text(BOUNDS.line, 'Why there are no lines.').optional(),
    failure: logFailureSchema.optional(),
    cause: logFailureSchema.optional(),
    fingerprint: text(BOUNDS.fingerprint, 'The same for runs that end of the same.').optional(),
    pods: count('Pods that were seen to die of it, this one included.').optional(),
    alike: z.array(logRunSchema).max(BOUNDS.alike).describe('Some of the others.').optional(),
    redactions: count('How many secrets were taken out.').optional(),
    truncated: z.boolean().describe('The log is longer than what was read.').optional(),
    url: text(BOUNDS.logURL, 'The full log, by spec.logs.linkTemplate.').optional(),
  })
  .describe('The last words of one run of a container.');
const suspectSchema = z
  .object({
    dimension: text(
      BOUNDS.dimension,
      'version, image, owner, revision, zone, node, … or label:<key>.',
    ),
    value: text(BOUNDS.traitValue, 'What the pods have there, such as 1.4.2.'),
    failing: count('Pods with this value that have the problem.'),
    of: count('Pods with this value.'),
    elsewhere: text(
      BOUNDS.podsReady,
      'Pods without it that have the problem, of all pods without it, as 0/4.',
    ),
  })
  .describe('What the failing pods share and healthy ones do not.');

const releaseSchema = z
  .object({
    revision: text(BOUNDS.revision, "The Deployment's number of the revision."),
    previous: text(
      BOUNDS.revision,
      'That of the revision before, which did without the problem.',
    ).optional(),
    images: z
      .array(text(BOUNDS.traitValue, 'An image.'))
      .max(BOUNDS.releaseImages)
      .describe(
        'The images it runs; only the new ones while pods of the revision before are there.',
      )
      .optional(),
    commit: text(
      BOUNDS.commit,
      'The commit it was built from, where a label or annotation says.',
    ).optional(),
    time: time('When the revision was made.'),
  })
  .describe('The revision that the problem came with.');
/** A page of the platform team. */
const diagnosisLinkSchema = z
  .object({
    name: text(RULE_BOUNDS.linkName, 'What the link is called.'),
    url: text(BOUNDS.url, 'The address, with https.'),
  })
  .describe('A page of the platform team.');

/** Why a diagnosis counts for nothing. */
const ignoredSchema = z
  .object({
    by: text(BOUNDS.reference, 'spec.ignore, or the HealthRule and who stands behind it.'),
    untilTime: time('When it counts again; absent for never.').optional(),
    justification: text(RULE_BOUNDS.justification, 'Why it is accepted.').optional(),
  })
  .describe('Why it counts for nothing.');

/** One problem, named by its cause; the most important part of a report. */
export const diagnosisSchema = z
  .object({
    id: text(BOUNDS.id, 'Stable across pods, restarts and retries: the same problem keeps its id.'),
    code: z
      .string()
      .max(BOUNDS.shortName)
      .regex(/^[A-Z][A-Za-z0-9]*$/)
      .describe('The cause, such as OOMKilled or ImageNotFound.'),
    reason: text(
      BOUNDS.statusReason,
      "The most telling STATUS that kubectl shows for this problem's pods.",
    ),
    severity: z.enum(['error', 'warning', 'info']).describe('Only an error changes the health.'),
    state: z
      .enum(['active', 'recovered', 'ignored'])
      .describe(
        'recovered is history, ignored was named in spec.ignore or a HealthRule; neither counts.',
      ),
    confidence: z
      .enum(['confirmed', 'likely'])
      .describe('confirmed: a field or an event says so. likely: inferred.'),
    title: text(BOUNDS.line, 'The problem in one line.'),
    explanation: text(BOUNDS.explanation, 'What happened, in plain words.'),
    fixes: z
      .array(text(BOUNDS.fix, 'A step.'))
      .max(BOUNDS.fixes)
      .describe('What to do, in order.')
      .optional(),
    commands: z
      .array(text(BOUNDS.command, 'A command.'))
      .max(BOUNDS.commands)
      .describe('Commands to paste.')
      .optional(),
    docURL: text(BOUNDS.url, 'The page of the Kubernetes documentation.').optional(),
    rule: text(
      BOUNDS.name,
      'The HealthRule that says so; absent for what the operator knows itself.',
    ).optional(),
    runbookURL: text(BOUNDS.url, "The platform team's page about it.").optional(),
    links: z
      .array(diagnosisLinkSchema)
      .max(RULE_BOUNDS.links)
      .describe('Further pages of the platform team.')
      .optional(),
    note: text(BOUNDS.note, 'What the platform team adds.').optional(),
    ignored: ignoredSchema.optional(),
    evidence: z.array(evidenceSchema).max(BOUNDS.evidence).describe('The proof.').optional(),
    affected: affectedSchema.optional(),
    consequences: z
      .array(text(BOUNDS.shortName, 'A code.'))
      .max(BOUNDS.consequences)
      .describe('Codes of problems that only follow from this one and are not counted.')
      .optional(),
    sharedCause: sharedCauseSchema.optional(),
    logs: z
      .array(logSchema)
      .max(BOUNDS.logs)
      .describe('What the containers said last; one entry for each way in which they died.')
      .optional(),
    suspects: z
      .array(suspectSchema)
      .max(BOUNDS.suspects)
      .describe('What the failing pods share and healthy ones do not, the most telling first.')
      .optional(),
    release: releaseSchema.optional(),
    firstSeenTime: time('When the problem began.').optional(),
    lastSeenTime: time(
      'When it was last seen to happen; moves only with other content.',
    ).optional(),
    count: count('Restarts or failed tries, in steps 1 2 3 5 10 20 50 100 …').optional(),
  })
  .describe('One problem, named by its cause.');

/** The last words of one run. */
export type DiagnosisLog = z.infer<typeof logSchema>;
/** One quoted proof. */
export type Evidence = z.infer<typeof evidenceSchema>;
/** One problem of the service. */
export type Diagnosis = z.infer<typeof diagnosisSchema>;
