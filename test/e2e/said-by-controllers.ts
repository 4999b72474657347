// How often the controllers themselves changed what they say of a service: after an outage all of them do.
import { z } from 'zod';
import type { RecordedObject } from '../zoo/recording.ts';
import type { SeenFact } from './collector.ts';

const numbers = z.record(z.string(), z.unknown());
const objectSchema = z.looseObject({
  status: z
    .looseObject({
      conditions: z
        .array(
          z.looseObject({
            type: z.string(),
            status: z.string(),
            reason: z.string().optional(),
            message: z.string().optional(),
          }),
        )
        .default([]),
    })
    .prefault({}),
});

/** What a reader of the status would call news: no instants, no generation. */
function news(object: RecordedObject): string {
  const { conditions, ...rest } = objectSchema.parse(object).status;
  const told = conditions.filter(({ type }) => object.kind !== 'Pod' || type === 'PodScheduled');
  const words = told.map(({ type, status, reason = '', message = '' }) => {
    return [type, status, reason, object.kind === 'Pod' ? message : ''];
  });
  return JSON.stringify([words, object.kind === 'Pod' ? {} : counts(numbers.parse(rest))]);
}

function counts(status: Readonly<Record<string, unknown>>): readonly string[] {
  return Object.entries(status)
    .filter(([key, value]) => typeof value === 'number' && key !== 'observedGeneration')
    .map(([key, value]) => `${key}=${String(value)}`)
    .toSorted((left, right) => (left < right ? -1 : 1));
}

/** Versions of these objects in the stretch that say something else than the version before. */
export function timesChanged(
  facts: readonly SeenFact[],
  { fromMs, toMs }: { readonly fromMs: number; readonly toMs: number },
): number {
  const before = new Map<string, string>();
  let changed = 0;
  for (const { atMs, object } of facts) {
    if (atMs >= toMs) continue;
    const { uid } = object.metadata;
    const said = news(object);
    if (atMs >= fromMs && (before.get(uid) ?? said) !== said) changed += 1;
    before.set(uid, said);
  }
  return changed;
}
