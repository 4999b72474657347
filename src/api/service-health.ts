import { z } from 'zod';
import { GROUP, KIND, VERSION } from './constants.ts';
import { specSchema } from './spec.ts';
import { statusSchema } from './status.ts';

/** `apiVersion` of every ServiceHealth. */
export const API_VERSION = `${GROUP}/${VERSION}` as const;

/** The part of `metadata` that we read or write; the rest is the API server's. */
const metadataSchema = z.looseObject({
  name: z.string().max(253),
  namespace: z.string().max(63).optional(),
  uid: z.string().max(63).optional(),
  resourceVersion: z.string().max(63).optional(),
  generation: z.int().min(0).optional(),
  labels: z.record(z.string(), z.string()).optional(),
  annotations: z.record(z.string(), z.string()).optional(),
});

/** The whole resource: one object per service, in the namespace of the service. */
export const serviceHealthSchema = z
  .object({
    apiVersion: z.literal(API_VERSION),
    kind: z.literal(KIND),
    metadata: metadataSchema,
    spec: specSchema.optional(),
    status: statusSchema.optional(),
  })
  .describe(
    'What is wrong with one service and why: a health word, the diagnoses with their proof, and what to do. The status is written by the operator; the spec is optional.',
  );

/** A ServiceHealth object as the API server holds it. */
export type ServiceHealth = z.infer<typeof serviceHealthSchema>;
