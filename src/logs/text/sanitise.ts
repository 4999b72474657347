// First thing that happens to any text of a cluster: whoever wrote it, it can be shown in a terminal or a web page.

/** Ends every text that was cut. */
export const ELLIPSIS = '…';

/** As a pattern writes them: escape, the same and "[" in one character, and the bell, which ends a control string. */
const ESC = String.raw`\u001B`;
const CSI = String.raw`\u009B`;
const BEL = String.raw`\u0007`;

// ECMA-48: ESC [ parameters intermediates final. The three classes are disjoint.
const CONTROL_SEQUENCES = new RegExp(
  String.raw`(?:${ESC}\[|${CSI})[0-?]{0,256}[ -/]{0,16}[@-~]`,
  'g',
);

// Window titles and hyperlinks (OSC) and their kin. Without an end within reach only the escape goes, the words stay:
// else one stray byte would hide the rest of a message.
const CONTROL_STRINGS = new RegExp(
  String.raw`${ESC}[\]PX^_][^${BEL}${ESC}]{0,2048}(?:${BEL}|${ESC}\\)`,
  'g',
);

const OTHER_ESCAPES = new RegExp(String.raw`${ESC}[ -/]{0,4}[0-~]?`, 'g');

// CRLF, a lone CR as progress bars write it, and the line ends of Unicode.
const LINE_ENDS = /\r\n?|[\u0085\u2028\u2029]/g;

// Control characters but tab and line feed; what turns the reading direction; what has no width; tags and other
// characters that no reader sees but a program would read.
const INVISIBLE =
  /[[\p{Cc}--[\t\n]]\u034F\u00AD\u061C\u115F-\u1160\u17B4-\u17B5\u180E\u200B-\u200F\u202A-\u202E\u2060-\u206F\u3164\uFEFF\uFFA0\uFFF9-\uFFFB\u{E0000}-\u{E007F}]/gv;

// Most texts are plain: one test instead of six passes.
const UNUSUAL = /[^\n\t -~]/;

/** Text without escapes, controls, hidden or direction-turning characters and lone surrogates; line ends are `\n`. */
export function sanitise(text: string): string {
  if (!UNUSUAL.test(text)) return text;
  return text
    .toWellFormed()
    .replace(CONTROL_STRINGS, '')
    .replace(CONTROL_SEQUENCES, '')
    .replace(OTHER_ESCAPES, '')
    .replace(LINE_ENDS, '\n')
    .replace(INVISIBLE, '');
}

/**
 * At most `max` characters, the ellipsis included. Counted in UTF-16 units and never between the halves of a code
 * point, so that readers who count code points (the API server) and units (zod) both find it short enough.
 */
export function cut(text: string, max: number): string {
  if (text.length <= max) return text;
  return `${head(text, max - ELLIPSIS.length)}${ELLIPSIS}`;
}

/** The first `max` units, less one rather than half a code point. */
export function head(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  const isSplit = last >= 0xd800 && last <= 0xdbff;
  return copy(text.slice(0, isSplit ? max - 1 : max));
}

/** V8 makes long slices a view of their parent: ten characters kept would keep the 5 MB they were cut from. */
function copy(text: string): string {
  return ` ${text}`.slice(1);
}
