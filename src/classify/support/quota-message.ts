import type { QuotaFact } from '../../facts/index.ts';
import type { Evidence } from '../types.ts';
import { fieldEvidence } from './evidence.ts';
import { joinWords } from './text.ts';

// The quota admission plugin's message (kube-apiserver 1.20 to 1.34):
//   … is forbidden: exceeded quota: compute, requested: requests.cpu=2, used: requests.cpu=9, limited: requests.cpu=10

/** A refused request, in the words of the message. */
export interface QuotaRefusal {
  readonly quota: string;
  readonly requested: string;
  readonly used: string;
  readonly limited: string;
  /** From "exceeded quota" on: without the random name of the pod, which changes with each try. */
  readonly quote: string;
}

const START = 'exceeded quota: ';
const MAX_LIST_CHARACTERS = 200;

/** Undefined when the message is about something else. */
export function parseQuotaMessage(message: string): QuotaRefusal | undefined {
  const start = message.indexOf(START);
  if (start === -1) return undefined;
  const quote = message.slice(start);
  const [quota, rest = ''] = cut(quote.slice(START.length), ', requested: ');
  const [requested, afterRequested = ''] = cut(rest, ', used: ');
  const [used, limited = ''] = cut(afterRequested, ', limited: ');
  return {
    quota: quota.slice(0, 253),
    requested: list(requested),
    used: list(used),
    limited: list(limited),
    quote,
  };
}

function cut(text: string, separator: string): [string, string?] {
  const index = text.indexOf(separator);
  if (index === -1) return [text];
  return [text.slice(0, index), text.slice(index + separator.length)];
}

/** "requests.cpu=2,pods=1" reads better with spaces. The message may be cut anywhere. */
function list(text: string): string {
  const words = text.slice(0, MAX_LIST_CHARACTERS).replaceAll(/, ?/g, ', ').trim();
  return words === '' ? 'unknown' : words;
}

/** Of what the quota limits now: the proof, and a sentence where that is not what it refused for. */
export function quotaNow(
  { quota, limited }: QuotaRefusal,
  quotas: readonly QuotaFact[],
): { readonly since: string; readonly evidence: readonly Evidence[] } {
  const fact = quotas.find(({ name }) => name === quota);
  if (fact === undefined) return { since: '', evidence: [] };
  const pairs = limited.split(', ').map((pair) => cut(pair, '='));
  const known = pairs.flatMap(([resource, before = '']) => {
    const value = fact.hard.get(resource);
    return value === undefined ? [] : [{ resource, before, value }];
  });
  const changed = known.filter(({ before, value }) => before !== value);
  const words = joinWords(changed.map(({ resource, value }) => `${resource}=${value}`));
  return {
    since:
      words === ''
        ? ''
        : ` Since then the quota was changed to ${words}, which the next try will find: tries come at least every 17 minutes.`,
    evidence: known.map(({ resource, value }) =>
      fieldEvidence({
        kind: 'ResourceQuota',
        name: quota,
        field: `status.hard[${resource}]`,
        value,
      }),
    ),
  };
}
