// Planned failures: which request gets which, and what the simple ones do to the answer. The script in short:
//   a lost connection       reset · resetAfterBytes · afterEvents then reset · dropConnections() for all at once
//   410, both ways          status 410 (a list, a page) · streamError 410 (HTTP 200, then ERROR in the stream) · store.compact()
//   an overloaded server    status 429 or 503 with retryAfterSeconds, which is also the Retry-After header · status 500
//   half a line, and noise  afterEvents then halfLine or garbage
//   silence                 hang (no headers) · silence (headers, then nothing) · afterEvents then silence · delay
//   a token that has gone   status 401 once, then as usual · setTokens() for a token that was rotated

import type { Reply } from './reply.ts';
import { reasonOf } from './status.ts';
import type { Fault, FaultMatch, PlannedFault } from './types.ts';

/** What a fault pattern can see of a request. */
export interface FaultTarget {
  readonly method: string;
  readonly decoded: string;
  readonly isWatch: boolean;
}

export class FaultPlan {
  readonly #planned: { match: FaultMatch; fault: Fault; left: number }[] = [];

  add(faults: readonly PlannedFault[]): void {
    for (const { match, fault, times } of faults) {
      this.#planned.push({ match, fault, left: times ?? 1 });
    }
  }

  clear(): void {
    this.#planned.length = 0;
  }

  /** Takes the first planned fault that hits this request, and counts it as used. */
  take(target: FaultTarget): Fault | undefined {
    const hit = this.#planned.find(
      (plan) => plan.left > 0 && isHit(plan.match, plan.fault, target),
    );
    if (hit === undefined) return undefined;
    hit.left -= 1;
    return hit.fault;
  }
}

function isHit(match: FaultMatch, fault: Fault, target: FaultTarget): boolean {
  // These two only make sense on a stream of events: a list passes by and leaves them planned.
  if ((fault.kind === 'afterEvents' || fault.kind === 'streamError') && !target.isWatch)
    return false;
  if (match.method !== undefined && match.method !== target.method) return false;
  if (match.watch !== undefined && match.watch !== target.isWatch) return false;
  // search() starts at 0 whatever the flags, so a global pattern matches every time.
  return match.path === undefined || target.decoded.search(match.path) >= 0;
}

/** Faults that replace the answer altogether. Returns whether this one did. */
export function answerWithFault(fault: Fault, reply: Reply, isWatch: boolean): boolean {
  if (fault.kind === 'resetAfterBytes') reply.cutAfter(fault.bytes);
  if (fault.kind === 'status') {
    reply.status(plannedStatus(fault));
    return true;
  }
  if (fault.kind === 'reset') {
    reply.kill();
    return true;
  }
  if (fault.kind === 'end') {
    reply.startStream();
    reply.end();
    return true;
  }
  // A silent watch is still an open watch, so the watch does it itself.
  if (fault.kind === 'silence' && !isWatch) {
    reply.startStream();
    return true;
  }
  return fault.kind === 'hang';
}

/** The Status that a planned failure tells, in an answer or inside a stream. */
export function plannedStatus(fault: {
  readonly code: number;
  readonly reason?: string;
  readonly message?: string;
  readonly retryAfterSeconds?: number;
}) {
  const { code, retryAfterSeconds } = fault;
  return {
    code,
    reason: fault.reason ?? reasonOf(code),
    message: fault.message ?? `planned failure ${code}`,
    ...(retryAfterSeconds === undefined ? {} : { details: { retryAfterSeconds } }),
  };
}

/** A watch that delivers so many lines, bookmarks among them, and then breaks in this way. */
export function afterEvents(
  events: number,
  outcome: (Fault & { kind: 'afterEvents' })['then'],
): Fault {
  // oxlint-disable-next-line unicorn/no-thenable -- a word in the contract, not a promise
  return { kind: 'afterEvents', events, then: outcome };
}
