// What the failing pods share, in plain words.

import type { ReportSuspect } from './types.ts';

/** In a summary a longer value would push out what it is about. */
const MAX_IN_SUMMARY = 64;
/** Of the failing pods: fewer than this are not "most". */
const MOST = 0.75;

/** "of version 1.4.2", "on node n1": the pods that have it. */
function phraseOf({ dimension, value }: ReportSuspect): string {
  if (dimension.startsWith('label:')) return `with label ${dimension.slice(6)}=${value}`;
  const words = PHRASES.get(dimension);
  return words === undefined ? `with ${dimension} ${value}` : `${words} ${value}`;
}

const PHRASES: ReadonlyMap<string, string> = new Map([
  ['version', 'of version'],
  ['image', 'with image'],
  ['owner', 'of'],
  ['revision', 'of revision'],
  ['container', 'with container'],
  ['zone', 'in zone'],
  ['node', 'on node'],
]);

/** The explanation, with a sentence for each suspect. */
export function withSuspects(explanation: string, suspects: readonly ReportSuspect[]): string {
  return [explanation, ...suspects.map(sentenceOf)].join(' ');
}

function sentenceOf(suspect: ReportSuspect): string {
  const { failing, of, failingElsewhere, elsewhere } = suspect;
  const others = failingElsewhere === 0 ? 'none' : String(failingElsewhere);
  return `${failing} of ${of} pods ${phraseOf(suspect)} have this problem, and ${others} of the ${elsewhere} others.`;
}

/** ", all of version 1.4.2" for a summary that has just named the failing pods; empty when most do not share it. */
export function suspectText(suspects: readonly ReportSuspect[], pods: number): string {
  const [first] = suspects;
  if (first === undefined || first.value.length > MAX_IN_SUMMARY) return '';
  // The workload has just been named.
  if (first.dimension === 'owner') return '';
  if (first.failing >= pods) return `, all ${phraseOf(first)}`;
  return first.failing >= pods * MOST ? `, most ${phraseOf(first)}` : '';
}
