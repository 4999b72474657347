import type { Span } from './spans.ts';

// Secrets in base64: what is decoded is looked at, and the whole of it goes.

/** Shorter than any secret with its name. */
const RUN = /(?<![A-Za-z0-9+/_-])[A-Za-z0-9+/_-]{24,}={0,2}/g;
const MAX_RUN = 64 * 1024;
/** Looked at before all is decoded: hashes and paths give no text. */
const TASTE = 16;
const PRINTABLE = /^[\t\n\r -~]+$/;

/** Runs of base64 whose text holds secrets. */
export function findEncoded(
  text: string,
  holdsSecret: (decoded: string) => boolean,
): readonly Span[] {
  const spans: Span[] = [];
  for (const { 0: run, index: start } of text.matchAll(RUN)) {
    const plain = decode(run);
    if (plain === undefined || !holdsSecret(plain)) continue;
    spans.push({ start, end: start + run.length, isToken: false });
  }
  return spans;
}

/** The text that this is the base64 of; undefined when it is none. */
function decode(run: string): string | undefined {
  if (run.length > MAX_RUN || !PRINTABLE.test(decoded(run.slice(0, TASTE)))) return undefined;
  const whole = run.replaceAll('=', '');
  const text = decoded(whole.slice(0, whole.length - (whole.length % 4 === 1 ? 1 : 0)));
  return PRINTABLE.test(text) ? text : undefined;
}

function decoded(base64: string): string {
  try {
    return atob(base64.replaceAll('-', '+').replaceAll('_', '/'));
  } catch {
    return '';
  }
}
