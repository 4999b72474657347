import { readLog } from '../../../../src/logs/read-log.ts';
import { wholeLines } from '../../../../src/logs/text/cut-ends.ts';
import { redact } from '../../../../src/logs/text/redact.ts';
import { sanitise } from '../../../../src/logs/text/sanitise.ts';
import type { Planted } from './planted.ts';

/** Fewer characters of a secret are no help to anyone: five of base64 are 30 bits of at least 96. */
const PIECE = 6;

export interface Row {
  readonly shape: string;
  readonly planted: number;
  readonly missed: readonly string[];
}

/** A piece of a secret that is still in the text. */
function leftOf(text: string, secrets: readonly string[]): string | undefined {
  for (const secret of secrets) {
    for (let at = 0; at + PIECE <= secret.length; at += 1) {
      const piece = secret.slice(at, at + PIECE);
      if (text.includes(piece)) return piece;
    }
  }
  return undefined;
}

/** Per shape, how many were planted and which of them were not taken out entirely. */
export function recallOf(planted: readonly Planted[]): readonly Row[] {
  return [...Map.groupBy(planted, ({ shape }) => shape)].map(([shape, all]) => ({
    shape,
    planted: all.length,
    missed: all
      .filter(({ text, secrets }) => leftOf(redact(sanitise(text)).text, secrets) !== undefined)
      .map(({ text }) => text),
  }));
}

const BEFORE = 'the first line of this log\nand a second one\n';
const BEHIND = '\nthe line after it\nand the last line of this log';

/** A log that begins, or ends, at each place within the secret; what of it was left, as the cut texts. */
export function leftByCuts({ text, secrets }: Planted): readonly string[] {
  const log = `${BEFORE}${text}${BEHIND}`;
  const first = secrets[0] ?? '';
  const start = log.indexOf(first);
  const last = secrets.at(-1) ?? '';
  const end = log.lastIndexOf(last) + last.length;
  const places = Array.from({ length: end - start + 1 }, (_, index) => start + index);
  return places.flatMap((at) => [
    ...ifLeft(log.slice(at), secrets, { isHeadCut: true, isTailCut: false }),
    ...ifLeft(log.slice(0, at), secrets, { isHeadCut: false, isTailCut: true }),
  ]);
}

function ifLeft(
  text: string,
  secrets: readonly string[],
  ends: { readonly isHeadCut: boolean; readonly isTailCut: boolean },
): readonly string[] {
  const lines = wholeLines(redact(sanitise(text)).text, ends);
  const shown = readLog({ text, ...ends }).lines;
  const all = [...lines, ...shown].join('\n');
  return leftOf(all, secrets) === undefined ? [] : [text];
}

/** Lines in which something is taken for a secret. */
export function falseHits(lines: readonly string[]): readonly string[] {
  return lines.filter((line) => redact(sanitise(line)).count > 0);
}
