import { z } from 'zod';
import { GROUP, VERSION } from './constants.ts';
import { text } from './fields.ts';
import { RULE_BOUNDS } from './rule-bounds.ts';
import { conditionSchema } from './status.ts';

/** As in manifests. */
export const RULE_KIND = 'HealthRule';
/** As in API paths and roles. */
export const RULE_PLURAL = 'healthrules';
/** `apiVersion` of every HealthRule. */
export const RULE_API_VERSION = `${GROUP}/${VERSION}` as const;

// Only https, no user in it, and nothing but plain characters: the link stands in everybody's report, and a portal shows
// it as one to follow.
const HTTPS = /^https:\/\/[A-Za-z0-9.:[\]-]+(?:[/?#][!#-&(-;=?-[\]-~]*)?$/;
const CODE = /^[A-Z][A-Za-z0-9]*$/;

/** Parts of the spec of which a rule has one, and what the API server says to any other number of them. */
const ONE_PART = {
  rule: '(has(self.match) ? 1 : 0) + (has(self.annotate) ? 1 : 0) + (has(self.silence) ? 1 : 0) == 1',
  message: 'a rule has exactly one of match, annotate and silence',
};
const MATCH_HAS_DIAGNOSIS = {
  rule: 'has(self.match) == has(self.diagnosis)',
  message: 'match and diagnosis go together',
};
const OVERRIDES_ARE_ERRORS = {
  rule: "!has(self.overrides) || (has(self.diagnosis) && (!has(self.diagnosis.severity) || self.diagnosis.severity == 'error'))",
  message: 'overrides belong to a diagnosis of severity error',
};
const MATCH_ASKS_SOMETHING = {
  rule: 'has(self.waitingReasons) || has(self.terminatedReasons) || has(self.exitCodes) || has(self.eventReasons) || has(self.messagePattern) || has(self.logPattern)',
  message:
    'match needs one of waitingReasons, terminatedReasons, exitCodes, eventReasons, messagePattern and logPattern',
};
const ANNOTATE_SAYS_SOMETHING = {
  rule: 'has(self.runbookURL) || has(self.links) || has(self.sentence)',
  message: 'annotate needs one of runbookURL, links and sentence',
};

function code(description: string) {
  return z.string().max(RULE_BOUNDS.word).regex(CODE).describe(description);
}

function httpsURL(description: string) {
  return z.string().max(RULE_BOUNDS.url).regex(HTTPS).describe(description);
}

function pattern(description: string) {
  return z.string().min(1).max(RULE_BOUNDS.pattern).describe(description);
}

/** A list whose order says nothing. */
function setOf<T extends z.ZodType>(item: T, max: number, description: string) {
  return z.array(item).min(1).max(max).meta({ description, 'x-kubernetes-list-type': 'set' });
}

function reasons(description: string) {
  return setOf(
    z
      .string()
      .min(1)
      .max(RULE_BOUNDS.reason)
      .describe('A reason, written exactly as Kubernetes writes it.'),
    RULE_BOUNDS.reasons,
    description,
  );
}

const scopeSchema = z
  .object({
    namespaces: setOf(
      text(RULE_BOUNDS.word, 'The name of a namespace.'),
      RULE_BOUNDS.namespaces,
      'Only services of these namespaces.',
    ).optional(),
    services: setOf(
      text(RULE_BOUNDS.name, 'The name of a service.'),
      RULE_BOUNDS.services,
      'Only services of these names.',
    ).optional(),
    labels: z
      .record(z.string().max(317), z.string().max(63).describe('The value of the label.'))
      .refine((labels) => Object.keys(labels).length <= RULE_BOUNDS.labels)
      .meta({
        description: 'Only services whose workloads have all these labels, such as a team.',
        maxProperties: RULE_BOUNDS.labels,
      })
      .optional(),
  })
  .describe('Which services the rule speaks of; all that is given has to hold. Without it: all.');

const matchSchema = z
  .object({
    waitingReasons: reasons(
      'Why a container waits, such as CreateContainerError. CrashLoopBackOff holds as long as the loop does; ErrImagePull and ImagePullBackOff take turns and mean each other.',
    ).optional(),
    terminatedReasons: reasons(
      'Why a run of a container ended, such as Error. Asked of the crashes of the present loop.',
    ).optional(),
    exitCodes: setOf(
      z.int().min(-2_147_483_648).max(2_147_483_647).describe('An exit code.'),
      RULE_BOUNDS.exitCodes,
      'How a run of a container ended. Asked of the crashes of the present loop.',
    ).optional(),
    eventReasons: reasons(
      'The reason of an Event about a pod or workload of the service in the last 15 minutes.',
    ).optional(),
    messagePattern: pattern(
      'RE2 expression that has to be found in the message of what the fields above ask for; without them, in that of a waiting container, of a crash or of a Warning.',
    ).optional(),
    logPattern: pattern(
      'RE2 expression that has to be found in a line of the last words of the container.',
    ).optional(),
    containerPattern: pattern(
      'RE2 expression that the whole name of the container has to match.',
    ).optional(),
    workloadKinds: setOf(
      text(RULE_BOUNDS.word, 'A kind, such as Deployment.'),
      RULE_BOUNDS.kinds,
      'Only workloads of these kinds.',
    ).optional(),
  })
  .meta({
    description:
      'What has to be true of one container, or of a pod or workload that an Event is about. All that is given has to hold of the same one.',
    'x-kubernetes-validations': [MATCH_ASKS_SOMETHING],
  });

const diagnosisTextSchema = z
  .object({
    title: text(RULE_BOUNDS.title, 'The problem in one line; may hold placeholders.').min(1),
    explanation: text(
      RULE_BOUNDS.explanation,
      'What happened, in plain words. Placeholders are {who}, {container}, {workload}, {exitCode} and others.',
    ).min(1),
    fixes: z
      .array(text(RULE_BOUNDS.fix, 'A step.').min(1))
      .min(1)
      .max(RULE_BOUNDS.fixes)
      .describe('What to do first, second, third.'),
    commands: z
      .array(text(RULE_BOUNDS.command, 'A command, on one line.').min(1))
      .max(RULE_BOUNDS.commands)
      .describe('Commands to paste; {kubectl} stands for kubectl with context and namespace.')
      .optional(),
    link: httpsURL('Where to read more: a page of your own, with https.').optional(),
    severity: z
      .enum(['error', 'warning', 'info'])
      .default('error')
      .describe('Only an error changes the health, and only an error takes the place of another.'),
  })
  .describe('What the report says where the rule matches.');

const ruleLinkSchema = z
  .object({
    name: text(RULE_BOUNDS.linkName, 'What the link is called, such as Dashboard.').min(1),
    url: httpsURL('The address, with https.'),
  })
  .describe('A page that helps.');

const annotateSchema = z
  .object({
    runbookURL: httpsURL('Your runbook for this diagnosis, with https.').optional(),
    links: z
      .array(ruleLinkSchema)
      .min(1)
      .max(RULE_BOUNDS.links)
      .meta({
        description: 'Further pages.',
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['name'],
      })
      .optional(),
    sentence: text(RULE_BOUNDS.sentence, 'What people here should know besides.').min(1).optional(),
  })
  .meta({
    description: 'What is added to a diagnosis that the operator makes by itself.',
    'x-kubernetes-validations': [ANNOTATE_SAYS_SOMETHING],
  });

const silenceSchema = z
  .object({
    untilTime: z.iso.datetime({ offset: true }).describe('When the diagnosis counts again.'),
    justification: text(RULE_BOUNDS.justification, 'Why it is accepted, for the next reader.').min(
      1,
    ),
    owner: text(RULE_BOUNDS.owner, 'Who decided so: a team, a person, a ticket.').optional(),
  })
  .describe('The diagnosis stays listed, with state ignored, and counts for nothing until then.');

/** What a platform team asks for. The status of a rule that cannot be used says why. */
export const ruleSpecSchema = z
  .object({
    code: code(
      'The diagnosis that the rule is about: with match a new one of your own, such as AcmeLedgerLocked; else one that there is, such as OOMKilled.',
    ),
    scope: scopeSchema.optional(),
    match: matchSchema.optional(),
    diagnosis: diagnosisTextSchema.optional(),
    overrides: setOf(
      code('The code of a diagnosis of the operator.'),
      RULE_BOUNDS.overrides,
      'Diagnoses whose place the own one takes although they name a cause, such as OOMKilled. General ones, such as AppError, need not be named.',
    ).optional(),
    annotate: annotateSchema.optional(),
    silence: silenceSchema.optional(),
  })
  .meta({
    description: 'A diagnosis of your own, or what you add to one, or one that is to be silent.',
    'x-kubernetes-validations': [ONE_PART, MATCH_HAS_DIAGNOSIS, OVERRIDES_ARE_ERRORS],
  });

/** Whether the rule is used, and if not, why. */
export const ruleStatusSchema = z
  .object({
    observedGeneration: z.int().min(-1).describe('The spec that the conditions are about.'),
    conditions: z
      .array(conditionSchema)
      .max(5)
      .meta({
        description: 'Ready: the rule is used. Stalled: it is not, and only another spec helps.',
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['type'],
      }),
  })
  .partial()
  .describe('Whether the rule is used. Written by the operator.');

/** What one rule asks for, with the schema's defaults filled in. */
export type RuleSpec = z.infer<typeof ruleSpecSchema>;
/** What the operator says of a rule. */
export type RuleStatus = z.infer<typeof ruleStatusSchema>;
