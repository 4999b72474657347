import { z } from 'zod';

/** A longer selector cannot be written by a person; each pair costs a comparison with every pod that shares one. */
export const MAX_SELECTOR_LABELS = 10;
/** What pods may be compared by: a label's key is at most 317 characters. */
export const GROUP_BY =
  /^(version|zone|node|container|image|revision|label:[A-Za-z0-9][A-Za-z0-9._/-]*)$/;
/** More columns than this nobody reads. */
export const MAX_GROUP_BY = 5;
// Web addresses only: a portal shows them as links, and `javascript:` must never become one.
const WEB_ADDRESS = /^https?:\/\/[^\s]+$/;

/** What holds where `spec.thresholds` says nothing; the CRD repeats it as the schema's defaults. */
export const DEFAULT_THRESHOLDS = {
  minReadyPercent: 0,
  restartWindowSeconds: 900,
  startupGraceSeconds: 120,
} as const;

/** Pods that the service has besides those that discovery gave it. A pod may so be seen by several services. */
const selectorSchema = z
  .object({
    matchLabels: z
      .record(z.string().max(317), z.string().max(63).describe('The value of the label.'))
      .refine((labels) => Object.keys(labels).length <= MAX_SELECTOR_LABELS)
      .meta({
        description: 'Labels that a pod, or the pod template of its workload, must all have.',
        maxProperties: MAX_SELECTOR_LABELS,
      })
      .optional(),
  })
  .meta({
    description:
      'Pods of the same namespace that this service has besides the discovered ones, with all of the workload they belong to. Without labels it selects nothing.',
    'x-kubernetes-map-type': 'atomic',
  });

/** When a number becomes a problem. */
export const thresholdsSchema = z
  .object({
    minReadyPercent: z
      .int()
      .min(0)
      .max(100)
      .default(DEFAULT_THRESHOLDS.minReadyPercent)
      .describe(
        'Percent of the desired pods below which a workload counts as down. 0 means: down is no pod at all.',
      ),
    restartWindowSeconds: z
      .int()
      .min(60)
      .max(86_400)
      .default(DEFAULT_THRESHOLDS.restartWindowSeconds)
      .describe('How far back a crash counts as current, in seconds.'),
    startupGraceSeconds: z
      .int()
      .min(0)
      .max(86_400)
      .default(DEFAULT_THRESHOLDS.startupGraceSeconds)
      .describe(
        'The least time a starting pod gets before it counts as a problem, in seconds. A longer budget of its probes wins.',
      ),
  })
  .describe('When a number becomes a problem.');

/** One diagnosis that the team has decided to live with. */
const ignoreSchema = z
  .object({
    code: z
      .string()
      .max(63)
      .regex(/^[A-Z][A-Za-z0-9]*$/)
      .describe('The code of the diagnosis, such as OOMKilled.'),
    untilTime: z.iso
      .datetime()
      .describe('When the diagnosis counts again. Without it: never.')
      .optional(),
    justification: z
      .string()
      .max(512)
      .describe('Why it is accepted, for the next reader.')
      .optional(),
  })
  .describe('A diagnosis that stays listed, with state ignored, and counts for nothing.');

/** A page that a reader of the report should find. */
const linkSchema = z
  .object({
    name: z.string().min(1).max(63).describe('What the link is called, such as Dashboard.'),
    url: z.string().max(1024).regex(WEB_ADDRESS).describe('The address, with http or https.'),
  })
  .describe('A page that a reader of the report should find.');

/**
 * A template of a link: with https, because a log is nobody else's business, and with nothing to fill in but the four
 * names, and none of them in the host.
 */
export const LOG_LINK =
  /^https:\/\/[^\s{}/?#@]+([/?#]([^\s{}]|\{(namespace|pod|container|cluster)\})*)?$/;
/** Characters of a template. */
export const MAX_LOG_LINK = 1024;

/** How many lines of one run are quoted where `spec.logs` says nothing. */
export const DEFAULT_LOG_LINES = 20;

/** What becomes of the log lines that prove a diagnosis. */
const logsSchema = z
  .object({
    placement: z
      .enum(['Status', 'None'])
      .default('Status')
      .describe(
        'Status quotes in the report what containers said last; with None no log of the service is read.',
      ),
    maxLines: z
      .int()
      .min(1)
      .max(50)
      .describe('How many lines of one run are quoted at most: 20 unless said otherwise.')
      .optional(),
    linkTemplate: z
      .string()
      .max(MAX_LOG_LINK)
      .regex(LOG_LINK)
      .describe(
        'Address of the full log elsewhere, with https. {namespace}, {pod}, {container} and {cluster} are filled in.',
      )
      .optional(),
  })
  .describe('What becomes of the log lines that prove a diagnosis.');

/** What a team may say about its service. Everything is optional: discovery makes objects without a spec. */
export const specSchema = z
  .object({
    selector: selectorSchema.optional(),
    displayName: z
      .string()
      .max(128)
      .describe('The name that people know the service by.')
      .optional(),
    owner: z.string().max(256).describe('Who to call: a team, an address, a channel.').optional(),
    groupBy: z
      .array(
        z
          .string()
          .max(323)
          .regex(GROUP_BY)
          .describe('version, zone, node, container, image, revision or label:<key>.'),
      )
      .max(MAX_GROUP_BY)
      .meta({
        description:
          'What the pods are counted by in status.breakdowns. Labels named here are also compared, to find what the failing pods share.',
        'x-kubernetes-list-type': 'set',
      })
      .optional(),
    thresholds: thresholdsSchema.optional(),
    ignore: z
      .array(ignoreSchema)
      .max(20)
      .meta({
        description: 'Diagnoses that the team has decided to live with.',
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['code'],
      })
      .optional(),
    links: z
      .array(linkSchema)
      .max(10)
      .meta({
        description: 'Pages that a reader of the report should find.',
        'x-kubernetes-list-type': 'map',
        'x-kubernetes-list-map-keys': ['name'],
      })
      .optional(),
    logs: logsSchema.optional(),
    suspend: z
      .boolean()
      .describe('True stops the judging: the word becomes Unknown and nothing alerts.')
      .optional(),
  })
  .describe('What the team says about its service. All of it is optional.');

/** The `spec` of a ServiceHealth, with the schema's defaults filled in. */
export type ServiceHealthSpec = z.infer<typeof specSchema>;
