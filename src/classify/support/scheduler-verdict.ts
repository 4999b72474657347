// Which of the scheduler's reasons counts, and all of them in words that hold still from one try to the next.
import type { NodeReason, SchedulerMessage } from './scheduler-message.ts';
import {
  GENERAL_REASONS,
  MIXED,
  REASONS,
  type ReasonKind,
  reasonFor,
} from './scheduler-reasons.ts';
import { brief, byLetters, plural } from './text.ts';

/** In larger clusters the numbers move with each try: then shares are told instead. */
const COUNTED_NODES = 10;
const MAX_WORDS = 300;
/** A scheduler need not say why. */
const SILENT = 'no reason given';

export interface SchedulerVerdict {
  readonly code: string;
  /** "any of 3 nodes". */
  readonly nodes: string;
  /** All reasons, that of most nodes first. */
  readonly why: string;
  /** The name in the reason that counts, such as that of a device or of a claim; empty when it has none. */
  readonly caught: string;
  /** The reasons without what changes from one try to the next, for the evidence. */
  readonly quote: string;
}

/** A reason with its place in the table; those of one code are one to whoever decides. */
interface KnownReason extends NodeReason {
  readonly code: string;
  readonly kind: ReasonKind;
  readonly words: string;
  readonly caught: string;
}

/** `unready`: how many nodes of the cluster are lost or not ready, as far as they can be watched. */
export function schedulerVerdict(
  { total, reasons, general }: SchedulerMessage,
  unready = 0,
): SchedulerVerdict {
  if (general !== '') return generalVerdict(total, general);
  const known = byShare(
    reasons.map((it) => toKnown(named(it, unready))),
    total,
  );
  if (known.length === 0) return generalVerdict(total, SILENT);
  const code = codeFor(known, total);
  return {
    code,
    nodes: nodesWords(total),
    why: brief(known.map((it) => wordsFor(it, total)).join('; '), MAX_WORDS),
    caught: known.find((it) => it.code === code)?.caught ?? '',
    // In the scheduler's own words.
    quote: quoteOf(byShare(reasons.map(toKnown), total), total),
  };
}

function generalVerdict(total: number, general: string): SchedulerVerdict {
  const { entry, caught } = reasonFor(GENERAL_REASONS, general) ?? { caught: '' };
  return {
    code: entry?.code ?? MIXED,
    nodes: nodesWords(total),
    why: entry === undefined ? `"${brief(general, 300)}"` : entry.says(caught),
    caught,
    quote: general,
  };
}

const UNNAMED_TAINT = 'node(s) had untolerated taint(s)';
const NOT_READY_TAINT = 'node(s) had untolerated taint {node.kubernetes.io/not-ready: }';

/**
 * Kubernetes taints a node that is not ready, and since 1.34 the scheduler does not say which taint it means. When fewer
 * nodes are not ready than have a taint, nobody can tell whether they are among those.
 */
function named({ nodes, reason }: NodeReason, unready: number): NodeReason {
  const isNotReady = reason === UNNAMED_TAINT && unready >= nodes;
  return { nodes, reason: isNotReady ? NOT_READY_TAINT : reason };
}

function toKnown({ nodes, reason }: NodeReason): KnownReason {
  const { entry, caught } = reasonFor(REASONS, reason) ?? { caught: '' };
  const words = entry === undefined ? `"${brief(reason, 120)}"` : entry.says(caught);
  return {
    nodes,
    reason,
    caught,
    words,
    code: entry?.code ?? MIXED,
    kind: entry?.kind ?? 'open',
  };
}

/**
 * Nodes that take no pods decide when they are more than half of all. Otherwise nodes that are closed to the pod only
 * count when no other is open to it: the control plane's are in every message.
 */
function codeFor(known: readonly KnownReason[], total: number): string {
  const out = known.filter(({ kind }) => kind === 'out');
  if (sum(out) * 2 > total) return dominant(out, sum(out));
  const open = known.filter(({ kind }) => kind === 'open');
  if (open.length === 0) return dominant(known, total);
  const others = sum(known) - sum(open);
  return dominant(open, total - others);
}

/** The code that explains at least two thirds of these nodes. Two resources may rule out one node together. */
function dominant(known: readonly KnownReason[], nodes: number): string {
  const byCode = [...Map.groupBy(known, ({ code }) => code)];
  const counts = byCode.map(([code, group]) => ({ code, nodes: sum(group) }));
  const [first] = counts.toSorted((left, right) => right.nodes - left.nodes);
  return first !== undefined && first.nodes * 3 >= nodes * 2 ? first.code : MIXED;
}

function sum(known: readonly KnownReason[]): number {
  return known.reduce((nodes, it) => nodes + it.nodes, 0);
}

/** Most nodes first, then the order of the table, which does not change. */
function byShare(known: readonly KnownReason[], total: number): readonly KnownReason[] {
  const places = REASONS.map(({ code }) => code);
  return known.toSorted(
    (left, right) =>
      shareOf(right.nodes, total) - shareOf(left.nodes, total) ||
      places.indexOf(left.code) - places.indexOf(right.code) ||
      byLetters(left.reason, right.reason),
  );
}

function shareOf(nodes: number, total: number): number {
  if (total <= COUNTED_NODES) return nodes;
  if (nodes >= total) return 2;
  return nodes * 2 > total ? 1 : 0;
}

const SHARE_WORDS = ['some nodes', 'most nodes', 'all nodes'];

function wordsFor({ nodes, words }: KnownReason, total: number): string {
  const counted = total === 1 ? 'that node' : plural(nodes, 'node');
  const head = total <= COUNTED_NODES ? counted : SHARE_WORDS[shareOf(nodes, total)];
  return `${head}: ${words}`;
}

function nodesWords(total: number): string {
  if (total === 1) return 'the only node';
  return total === 0 || total > COUNTED_NODES ? 'any node' : `any of ${total} nodes`;
}

function quoteOf(known: readonly KnownReason[], total: number): string {
  return known
    .map(({ nodes, reason }) => (total <= COUNTED_NODES ? `${nodes} ${reason}` : reason))
    .join(', ');
}
