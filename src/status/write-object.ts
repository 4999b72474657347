// First half of a write: the object exists and has its labels.
import { DISCOVERED_LABEL } from '../api/constants.ts';
import type { Labels } from '../facts/index.ts';
import { ApiError, isConflict } from '../kube/errors.ts';
import { type AppliedObject, applyObject, toHeld } from './apply.ts';
import { objectLabels } from './labels.ts';
import type { WriteContext } from './write-context.ts';
import { conflictingLabels } from './write-failure.ts';
import { type HeldObject, keyOf, type WriteRequest } from './write-types.ts';

/** The object as it is now. */
export interface EnsuredObject {
  readonly held: HeldObject;
  /** The generation that the report speaks of, when the object was made for it. */
  readonly madeGeneration?: number;
}

const NO_LABELS: Labels = new Map();

/** True when there is no object, or it lacks a label that we may set. */
export function needsObject(context: WriteContext, request: WriteRequest): boolean {
  return request.held === undefined || missingLabels(context, request, request.held).length > 0;
}

/** Makes the object or sets its labels. Throws what the API server answers, but for labels that belong to others. */
export async function ensureObject(
  context: WriteContext,
  request: WriteRequest,
): Promise<EnsuredObject> {
  const { held } = request;
  if (held !== undefined && !needsObject(context, request)) return { held };
  try {
    const applied = await applyOwnLabels(context, request);
    // An object with a spec was there before: its generation is one that this report has not seen.
    const isMade = held === undefined && !applied.hasSpec;
    const made = isMade ? { madeGeneration: applied.generation } : {};
    return { held: toHeld(applied), ...made };
  } catch (error) {
    if (held === undefined || !isConflict(error)) throw error;
    // A report is worth more than its labels: an object can have one without the other.
    context.memory.giveUp(keyOf(request), missingLabels(context, request, held), held.labels);
    return { held };
  }
}

/** Without force. Gives up the labels that others own, and only those, and tries once more. */
async function applyOwnLabels(
  context: WriteContext,
  request: WriteRequest,
): Promise<AppliedObject> {
  const labels = wantedLabels(context, request);
  try {
    return await applyObject(context, request, labels);
  } catch (error) {
    if (!(error instanceof ApiError) || !isConflict(error)) throw error;
    const lost = conflictingLabels(error, labels, request.held?.labels ?? NO_LABELS);
    for (const label of lost) labels.delete(label);
    context.takeToken();
    const applied = await applyObject(context, request, labels);
    context.memory.giveUp(keyOf(request), lost, applied.labels);
    const { namespace, service } = request;
    const fields = { namespace, service, count: lost.length };
    context.log.info('labels that belong to somebody else stay as they are', fields);
    return applied;
  }
}

/** Discovery marks what it makes, and leaves unmarked what people made. */
function wantedLabels(context: WriteContext, request: WriteRequest): Map<string, string> {
  const { held } = request;
  const isDiscovered = held === undefined || held.labels.has(DISCOVERED_LABEL);
  const labels = objectLabels(request.labels, isDiscovered);
  if (held === undefined) return labels;
  const key = keyOf(request);
  return new Map(
    [...labels].filter(([label]) => !context.memory.isGivenUp(key, label, held.labels)),
  );
}

function missingLabels(
  context: WriteContext,
  request: WriteRequest,
  held: HeldObject,
): readonly string[] {
  return [...wantedLabels(context, request)]
    .filter(([key, value]) => held.labels.get(key) !== value)
    .map(([key]) => key);
}
