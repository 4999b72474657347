import { addCause, addFrame, dialectOf, group, type Stack, stackOf } from './stack.ts';
import { type Frame, openFailure } from './types.ts';

// error_print of Ruby 2.5 to 3.4, innermost call first, and the formatter of its Logger; Puma and Sidekiq write the same.

const TYPE = /^(?:[A-Z]\w{0,99}::){0,8}[A-Z]\w{0,99}$/;
/** "app.rb:5:in `load': no such order (ArgumentError)"; since 3.4 the names stand in plain quotes, with their class. */
const HEAD = /^([^\s:]{1,300}):\d{1,8}:in [`']([^']{1,200})': (.*)$/;
const FRAME = /^(?:\s{1,12}from )?([^\s:]{1,300}):\d{1,8}:in [`']([^']{1,200})'$/;
const LIBRARIES = /\/gems\/|\/lib\/ruby\/|^<internal:/;
/** Hints of did_you_mean and error_highlight stand between the message and the first call. */
const MAX_HINTS = 6;

interface Said {
  readonly message: string;
  readonly type: string;
}

function begin(lines: readonly string[], index: number): Stack | undefined {
  const line = lines[index] ?? '';
  const head = HEAD.exec(line);
  if (head === null) return beginOfLogger(lines, index);
  const said = saidIn(group(head, 3));
  if (said === undefined) return undefined;
  const stack = stackOf(openFailure(said.type, said.message, index));
  addFrame(stack, frameOf(head, index));
  return stack;
}

/** Its calls have neither an indent nor a word before. */
function beginOfLogger(lines: readonly string[], index: number): Stack | undefined {
  const next = lines[index + 1] ?? '';
  if (!FRAME.test(next) || next.startsWith('\t')) return undefined;
  const said = saidIn(lines[index] ?? '');
  return said && stackOf(openFailure(said.type, said.message, index));
}

/** "no such order (ArgumentError)" */
function saidIn(text: string): Said | undefined {
  const bracket = text.lastIndexOf(' (');
  if (bracket === -1 || !text.endsWith(')')) return undefined;
  const type = text.slice(bracket + 2, -1);
  return TYPE.test(type) ? { message: text.slice(0, bracket), type } : undefined;
}

/** The first line of a stack and its frames name their place in the same two groups. */
function frameOf(match: RegExpExecArray, line: number): Frame {
  const path = group(match, 1);
  return { at: `${path}:${group(match, 2)}`, isOwn: !LIBRARIES.test(path), line };
}

function goesOn(stack: Stack, lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  const frame = FRAME.exec(line);
  if (frame !== null) return addFrame(stack, frameOf(frame, index));
  if (/^\s{1,12}\.{3} \d{1,6} levels\.\.\.$/.test(line)) return true;
  if (stack.open.frames.length < 2) return hasFrameSoon(lines, index);
  // The cause follows the stack of what it led to, written the same way.
  const cause = begin(lines, index)?.open;
  return cause !== undefined && addCause(stack, cause);
}

function hasFrameSoon(lines: readonly string[], index: number): boolean {
  const ahead = lines.slice(index + 1, index + 1 + MAX_HINTS);
  const next = ahead.findIndex((line) => FRAME.test(line));
  return next !== -1 && !ahead.slice(0, next).some((line) => HEAD.test(line));
}

/** Ruby. */
export const ruby = dialectOf({ language: 'ruby', begin, goesOn, isInside: FRAME });
