// Fills the places of a request that name the namespace or an earlier answer.
import { isRecord, valueAt } from '../fake-apiserver/json.ts';
import type { Ask } from './call.ts';

/** What a request may refer to. */
export interface Known {
  readonly namespace: string;
  /** The bodies of the answers so far. */
  readonly bodies: readonly unknown[];
}

export function filled(ask: Ask, known: Known): Ask {
  return {
    ...ask,
    path: filledText(ask.path, known),
    ...(ask.body === undefined ? {} : { body: filledValue(ask.body, known) }),
  };
}

function filledValue(value: unknown, known: Known): unknown {
  if (typeof value === 'string') return filledText(value, known);
  if (Array.isArray(value)) return value.map((item) => filledValue(item, known));
  if (!isRecord(value)) return value;
  return Object.fromEntries(
    Object.entries(value).map(([field, child]) => [field, filledValue(child, known)]),
  );
}

function filledText(text: string, { namespace, bodies }: Known): string {
  return text
    .replaceAll('{ns}', namespace)
    .replace(/\{(\d+)\.([A-Za-z.]+)\}/g, (_place, at: string, path: string) => {
      const value = valueAt(bodies[Number(at)], ...path.split('.'));
      // An earlier answer without the field is itself a difference, which is told where it is compared.
      return typeof value === 'string' ? value : 'missing';
    });
}
