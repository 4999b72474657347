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
