// Which of the objects that the watches delivered belong to a service: by their labels, as the operator finds them.
import { z } from 'zod';
import { DEFAULT_IDENTITY, serviceNameOf } from '../../src/index/service-key.ts';
import type { RecordedObject } from '../zoo/recording.ts';

export const labelsSchema = z.record(z.string(), z.string()).default({});
const podSchema = z.looseObject({ metadata: z.looseObject({ labels: labelsSchema }) });
const workloadSchema = z.looseObject({
  spec: z.looseObject({
    template: z.looseObject({ metadata: z.looseObject({ labels: labelsSchema }) }),
  }),
});

export function isOf(service: string, labels: Readonly<Record<string, string>>): boolean {
  return serviceNameOf(new Map(Object.entries(labels)), DEFAULT_IDENTITY) === service;
}

export function isPodOf(service: string, object: RecordedObject): boolean {
  return object.kind === 'Pod' && isOf(service, podSchema.parse(object).metadata.labels);
}

/** Workloads and pods of a service. */
export function isSubject(service: string, object: RecordedObject): boolean {
  if (object.kind === 'Pod') return isPodOf(service, object);
  const found = workloadSchema.safeParse(object);
  return found.success && isOf(service, found.data.spec.template.metadata.labels);
}
