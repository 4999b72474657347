// What of a Node goes into a recording: what the product may judge by, and nothing that names the machine.
import { z } from 'zod';
import type { RecordedEvent, RecordedObject } from './recording.ts';
import type { ManifestObject } from './scenario.ts';

const nodeSchema = z.object({
  apiVersion: z.literal('v1'),
  kind: z.literal('Node'),
  metadata: z.object({
    name: z.string(),
    uid: z.string(),
    resourceVersion: z.string(),
    creationTimestamp: z.string(),
    deletionTimestamp: z.string().optional(),
    labels: z.record(z.string(), z.string()).optional(),
  }),
  spec: z
    .object({ taints: z.array(z.unknown()).optional(), unschedulable: z.boolean().optional() })
    .optional(),
  status: z
    .object({
      conditions: z.array(z.unknown()).optional(),
      allocatable: z
        .object({
          cpu: z.string().optional(),
          memory: z.string().optional(),
          'ephemeral-storage': z.string().optional(),
          pods: z.string().optional(),
        })
        .optional(),
    })
    .optional(),
});

/** A list of what stays, not of what goes: addresses, versions, images and machine ids are all left behind. */
export function recordedNode(object: unknown): RecordedObject {
  return nodeSchema.parse(object);
}

const podOnNode = z.object({ spec: z.object({ nodeName: z.string() }) });

function nodeNameOf({ object }: RecordedEvent): string | undefined {
  return object.kind === 'Pod' ? podOnNode.safeParse(object).data?.spec.nodeName : undefined;
}

/** A pod that no node has taken is judged by what all of them offer. */
function isNeverPlaced(events: readonly RecordedEvent[]): boolean {
  const pods = Map.groupBy(
    events.filter(({ object }) => object.kind === 'Pod'),
    ({ object }) => object.metadata.name,
  );
  return [...pods.values()].some((told) => told.every((it) => nodeNameOf(it) === undefined));
}

/** Without the nodes that the scenario neither made nor used, unless it finds none that it can use. */
export function withOwnNodes(
  events: readonly RecordedEvent[],
  made: readonly ManifestObject[],
): readonly RecordedEvent[] {
  const own = made.filter(({ kind }) => kind === 'Node').map(({ metadata }) => metadata.name);
  if (own.length === 0 && isNeverPlaced(events)) return events;
  const names = new Set<string | undefined>([...own, ...events.map(nodeNameOf)]);
  return events.filter(({ object }) => object.kind !== 'Node' || names.has(object.metadata.name));
}
