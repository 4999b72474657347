// One write from decision to outcome: is there anything to send, send it, say what became of it.
import { contentHash } from '../sources/content-hash.ts';
import type { WriteContext } from './write-context.ts';
import { outcomeOf, type WriteStep } from './write-failure.ts';
import { ensureObject, needsObject } from './write-object.ts';
import { ensureStatus } from './write-status.ts';
import { keyOf, type WriteOutcome, type WriteRequest } from './write-types.ts';

/** The outcome when it is known without asking the API server. */
export function knownOutcome(
  context: WriteContext,
  request: WriteRequest,
): WriteOutcome | undefined {
  const { memory } = context;
  const { held, heartbeat } = request;
  if (heartbeat === true) return undefined;
  const hash = contentHash(request.status);
  if (memory.isRefused(keyOf(request), hash)) return { kind: 'rejected', code: 0 };
  if (held === undefined || needsObject(context, request)) return undefined;
  return memory.isCurrent(keyOf(request), hash, held) ? { kind: 'unchanged' } : undefined;
}

/** Sends what has to be sent. Never throws for what the API server or the network does. */
export async function writeOne(
  context: WriteContext,
  request: WriteRequest,
): Promise<WriteOutcome> {
  const known = knownOutcome(context, request);
  if (known !== undefined) return known;
  let step: WriteStep = 'object';
  try {
    const isObjectNeeded = needsObject(context, request);
    const object = await ensureObject(context, request);
    if (isObjectNeeded) context.takeToken();
    step = 'status';
    return await ensureStatus(context, request, object);
  } catch (error) {
    const outcome = outcomeOf(error, step, request);
    if (outcome.kind === 'gone' || outcome.kind === 'namespaceTerminating') {
      context.memory.forget(keyOf(request));
    }
    return outcome;
  }
}
