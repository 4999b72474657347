// The scheduler's one message about a pod it finds no node for (kube-scheduler 1.20 to 1.34):
//   0/5 nodes are available: 2 Insufficient cpu, 3 node(s) had untolerated taint {a: b}. preemption: 0/5 nodes …
//   0/5 nodes are available: persistentvolumeclaim "data" not found. not found
//   no nodes available to schedule pods
// It is cut at 1,024 characters, so the last reason may be a part of one.

/** One reason and the number of nodes it rules out. */
export interface NodeReason {
  readonly nodes: number;
  readonly reason: string;
}

/** A message taken apart. */
export interface SchedulerMessage {
  /** Nodes of the cluster; 0 when it has none or the message does not say. */
  readonly total: number;
  readonly reasons: readonly NodeReason[];
  /** What rules out all nodes before any is looked at; empty when the reasons say it. */
  readonly general: string;
}

const HEAD = /^\d{1,6}\/(\d{1,6}) nodes are available: /;
const COUNTED = /^(\d{1,6}) (.+)$/s;
/** No reason of the scheduler's own holds a comma before a number. */
const BETWEEN_REASONS = /, (?=\d{1,6} )/;

const TAIL = 'preemption: ';
/** The scheduler's own bound for a note. */
const MAX_MESSAGE = 1024;

export function parseSchedulerMessage(message: string): SchedulerMessage {
  const head = HEAD.exec(message);
  if (head === null) return { total: 0, reasons: [], general: withoutTail(message) };
  const total = Number(head[1]);
  const body = withoutTail(message.slice(head[0].length));
  if (!COUNTED.test(body)) return { total, reasons: [], general: body };
  const parts = body.split(BETWEEN_REASONS);
  // A part of a reason is none, and another part at the next try.
  const whole = isCut(message) && parts.length > 1 ? parts.slice(0, -1) : parts;
  const reasons = whole.flatMap((part) => {
    const [, nodes, reason] = COUNTED.exec(part) ?? [];
    return reason === undefined ? [] : [{ nodes: Number(nodes), reason }];
  });
  return { total, reasons, general: '' };
}

function isCut(message: string): boolean {
  return message.length >= MAX_MESSAGE && !message.includes(TAIL) && !message.endsWith('.');
}

/** What preemption could not do either is no reason, and neither are two odd ends that 1.34 writes. */
function withoutTail(text: string): string {
  const [body = ''] = text.split(TAIL, 1);
  return body
    .trim()
    .replace(/\. no new claims to deallocate,?$/, '')
    .replace(/\. not found$/, '')
    .replace(/[.,]$/, '');
}
