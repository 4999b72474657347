import {
  addCause,
  addFrame,
  dialectOf,
  group,
  innermost,
  MAX_MESSAGE_LINES,
  type Stack,
  stackOf,
} from './stack.ts';
import { openFailure } from './types.ts';

// Error.stack of V8 and what Node.js 16 to 24 prints around it.

const HEAD =
  /^(?:Uncaught |\[?Unhandled[A-Za-z ]{0,40}: )?((?:[A-Z][\w$]{0,99}(?:Error|Exception|Rejection|Warning))|Error)(?: \[([A-Z0-9_]{1,60})\])?(?:: (.*))?$/;
const FRAME = /^\s{2,12}at (?:async )?(.{1,400})$/;
const CAUSE = /^\s{2,12}\[cause\]: ([\w$.]{1,100})(?: \[[A-Z0-9_]{1,60}\])?(?:: (.*))?$/;
/** Fields of the error, printed behind its stack: "  code: 'ECONNREFUSED',". */
const FIELD = /^\s{2,12}(?:\[?[\w$]{1,60}\]?: |[}\]])/;
const LIBRARIES = /(?:^|[( ])node:|\/node_modules\/|<anonymous>\)?$|^native /;
/** "handler (/app/server.js:12:3)" or "/app/server.js:12:3". */
const PLACE = /^(?:(.{1,200}) )?\(?((?:file:\/\/)?[^():]{0,300}):\d{1,8}:\d{1,8}\)?(?: \{)?$/;

function begin(lines: readonly string[], index: number): Stack | undefined {
  const head = HEAD.exec(lines[index] ?? '');
  if (head === null || !hasFrameSoon(lines, index)) return undefined;
  return stackOf(openFailure(group(head, 1), group(head, 3), index));
}

function hasFrameSoon(lines: readonly string[], index: number): boolean {
  const ahead = lines.slice(index + 1, index + 1 + MAX_MESSAGE_LINES);
  const frame = ahead.findIndex((line) => FRAME.test(line));
  return frame !== -1 && !ahead.slice(0, frame).some((line) => HEAD.test(line));
}

function goesOn(stack: Stack, lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  const failure = innermost(stack);
  const frame = FRAME.exec(line);
  if (frame !== null) {
    const text = group(frame, 1);
    return addFrame(stack, { at: nameOf(text), isOwn: !LIBRARIES.test(text), line: index });
  }
  const cause = CAUSE.exec(line);
  if (cause !== null) return addCause(stack, openFailure(group(cause, 1), group(cause, 2), index));
  if (failure.frames.length === 0) return index - failure.line <= MAX_MESSAGE_LINES;
  return FIELD.test(line) || /^\s{0,8}[}\]],?$/.test(line);
}

function nameOf(text: string): string {
  const place = PLACE.exec(text);
  if (place === null) return text;
  const [, name = '', path = ''] = place;
  return `${name === '' ? '<anonymous>' : name} ${path}`.trim();
}

/** Node.js, and whatever else runs on V8. */
export const node = dialectOf({ language: 'node', begin, goesOn });
