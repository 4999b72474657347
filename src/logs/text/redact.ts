import { findEncoded } from './find-encoded.ts';
import { findPairs } from './find-pairs.ts';
import { findPem } from './find-pem.ts';
import { findShapes } from './find-shapes.ts';
import { findWrapped } from './find-wrapped.ts';
import { markSpans, withoutForeignMarks } from './marks.ts';
import { mergeSpans, type Span } from './spans.ts';

// Takes secrets out of text before it becomes a fact. It works on shape alone, so it finds what people and libraries
// usually print; it is no promise. Linear in the text: patterns begin at hints only and never inside a run again.

/** The text without secrets, and how many were taken out. */
export interface Redaction {
  readonly text: string;
  readonly count: number;
}

/** What is known of a text. */
export interface RedactOptions {
  /** It comes out of a report of ours: marks in it are ours and stay. */
  readonly isOurs?: boolean;
  /**
   * Tokens get marks that are the same in all texts: for logs. Not for messages that are written again with each retry: a
   * token that is renewed would make each of them another text.
   */
  readonly tellsTokens?: boolean;
}

/** Replaces every secret that can be told by its shape with a mark. */
export function redact(text: string, options: RedactOptions = {}): Redaction {
  const { isOurs = false, tellsTokens = false } = options;
  const known = isOurs ? text : withoutForeignMarks(text);
  const plain = findPlain(known);
  const encoded = findEncoded(known, (decoded) => findPlain(decoded).length > 0);
  const spans = encoded.length === 0 ? plain : mergeSpans([...plain, ...encoded]);
  return { text: markSpans(known, spans, tellsTokens), count: spans.length };
}

function findPlain(text: string): readonly Span[] {
  const shaped = mergeSpans([...findPem(text), ...findShapes(text), ...findWrapped(text)]);
  // Last, because a name inside a secret is none.
  const named = findPairs(text, shaped);
  return named.length === 0 ? shaped : mergeSpans([...shaped, ...named]);
}
