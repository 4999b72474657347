// Second half of a write: the object has its status, shorter if the API server insists.
import type { ServiceHealthStatus } from '../api/status.ts';
import type { ApiError } from '../kube/errors.ts';
import { contentHash } from '../sources/content-hash.ts';
import { applyStatus, toHeld } from './apply.ts';
import { isoTime } from './iso-time.ts';
import { shortenStatus } from './render-size.ts';
import type { WriteContext } from './write-context.ts';
import { isContentRefused } from './write-failure.ts';
import type { EnsuredObject } from './write-object.ts';
import { keyOf, type WriteOutcome, type WriteRequest } from './write-types.ts';

/** Sends the status if it differs or is due. Throws what the API server answers, but for content it refuses. */
export async function ensureStatus(
  context: WriteContext,
  request: WriteRequest,
  { held, madeGeneration }: EnsuredObject,
): Promise<WriteOutcome> {
  const status = withGeneration(request.status, madeGeneration);
  const isCurrent = context.memory.isCurrent(keyOf(request), contentHash(status), held);
  if (isCurrent && request.heartbeat !== true) return { kind: 'written', held };
  try {
    return await send(context, request, { wanted: status, sent: status });
  } catch (error) {
    if (!isContentRefused(error)) throw error;
    return await sendShortened(context, request, { status, refusal: error });
  }
}

/** Once, with the least that is worth writing; then this content is given up. */
async function sendShortened(
  context: WriteContext,
  request: WriteRequest,
  { status, refusal }: { readonly status: ServiceHealthStatus; readonly refusal: ApiError },
): Promise<WriteOutcome> {
  const { namespace, service } = request;
  const fields = { namespace, service, code: refusal.code };
  context.log.warn('a report was refused as too large or invalid; a shorter one is tried', fields);
  context.takeToken();
  try {
    return await send(context, request, { wanted: status, sent: shortenStatus(status) });
  } catch (error) {
    if (!isContentRefused(error)) throw error;
    context.memory.refuse(keyOf(request), contentHash(request.status));
    context.log.error('a report was refused; it is not sent again until it changes', fields);
    return { kind: 'rejected', code: error.code };
  }
}

async function send(
  context: WriteContext,
  request: WriteRequest,
  { wanted, sent }: { readonly wanted: ServiceHealthStatus; readonly sent: ServiceHealthStatus },
): Promise<WriteOutcome> {
  const { memory, log, serverNow } = context;
  const applied = await applyStatus(context, request, {
    ...sent,
    reportTime: isoTime(serverNow()),
  });
  const held = toHeld(applied);
  memory.keep(keyOf(request), contentHash(wanted), held.contentHash);
  if (held.contentHash !== contentHash(sent) && memory.isFirstPruning()) {
    log.warn('the API server keeps less than is sent: is the CRD older than this program?', {
      resource: 'servicehealths',
    });
  }
  return { kind: 'written', held };
}

/** A report on an object that did not exist speaks of the generation that the object got. */
function withGeneration(
  status: ServiceHealthStatus,
  madeGeneration: number | undefined,
): ServiceHealthStatus {
  if (madeGeneration === undefined) return status;
  const observed = { observedGeneration: madeGeneration };
  const conditions = status.conditions?.map((condition) => ({ ...condition, ...observed }));
  return { ...status, ...observed, ...(conditions === undefined ? {} : { conditions }) };
}
