// RFC 6902, with the API server's words for what does not fit.
import { isRecord, type Json, textAt, withField } from './json.ts';
import { badRequest, StatusError } from './status.ts';

export function jsonPatch(target: unknown, patch: unknown): unknown {
  if (!Array.isArray(patch)) throw badRequest('error decoding patch: not a list of operations');
  let patched = target;
  for (const step of patch) patched = applied(patched, isRecord(step) ? step : {});
  return patched;
}

function applied(target: unknown, step: Json): unknown {
  const path = pointer(textAt(step, 'path') ?? '');
  switch (step['op']) {
    case 'add':
      return changed(target, path, { value: step['value'], isNew: true });
    case 'replace':
      readAt(target, path);
      return changed(target, path, { value: step['value'], isNew: false });
    case 'remove':
      readAt(target, path);
      return changed(target, path, { value: undefined, isNew: false });
    case 'test':
      if (JSON.stringify(readAt(target, path)) !== JSON.stringify(step['value'])) throw unfit();
      return target;
    default:
      // move and copy: nothing here sends them.
      throw unfit();
  }
}

function pointer(path: string): readonly string[] {
  const steps = path.split('/').slice(1);
  return steps.map((step) => step.replaceAll('~1', '/').replaceAll('~0', '~'));
}

function readAt(target: unknown, [step, ...rest]: readonly string[]): unknown {
  if (step === undefined) return target;
  if (Array.isArray(target) && Number(step) < target.length)
    return readAt(target[Number(step)], rest);
  if (isRecord(target) && Object.hasOwn(target, step)) return readAt(target[step], rest);
  throw unfit();
}

interface Change {
  readonly value: unknown;
  /** Lists grow by what is new. */
  readonly isNew: boolean;
}

function changed(target: unknown, [step, ...rest]: readonly string[], change: Change): unknown {
  if (step === undefined) return change.value;
  if (Array.isArray(target)) return changedList(target, [step, ...rest], change);
  if (!isRecord(target)) throw unfit();
  const old = Object.hasOwn(target, step) ? target[step] : undefined;
  return withField(target, step, changed(old, rest, change));
}

function changedList(
  list: readonly unknown[],
  [step = '', ...rest]: readonly string[],
  change: Change,
): unknown {
  const at = step === '-' ? list.length : Number(step);
  if (rest.length > 0) return list.with(at, changed(list[at], rest, change));
  if (change.isNew) return list.toSpliced(at, 0, change.value);
  return change.value === undefined ? list.toSpliced(at, 1) : list.with(at, change.value);
}

function unfit(): StatusError {
  return new StatusError({
    code: 422,
    reason: 'Invalid',
    message: 'the server rejected our request due to an error in our request',
    details: {},
  });
}
