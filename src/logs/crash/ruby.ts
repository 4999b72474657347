import { addCause, addFrame, dialectOf, group, innermost, type Stack, stackOf } from './stack.ts';
import { type Frame, openFailure } from './types.ts';

// error_print of Ruby 2.5 to 3.4, innermost call first; Puma, Sidekiq and Rails write the same.

/** "app.rb:5:in `load': no such order (ArgumentError)"; since 3.4 the names stand in plain quotes, with their class. */
const HEAD =
  /^([^\s:]{1,300}):\d{1,8}:in [`']([^']{1,200})': (.*) \(((?:[A-Z]\w{0,99}::){0,8}[A-Z]\w{0,99})\)$/;
const FRAME = /^\s{1,12}from ([^\s:]{1,300}):\d{1,8}:in [`']([^']{1,200})'$/;
const LIBRARIES = /\/gems\/|\/lib\/ruby\/|^<internal:/;

function begin(lines: readonly string[], index: number): Stack | undefined {
  const head = HEAD.exec(lines[index] ?? '');
  if (head === null) return undefined;
  const stack = stackOf(openFailure(group(head, 4), group(head, 3), index));
  addFrame(stack, frameOf(head, index));
  return stack;
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
  // The cause follows the stack of what it led to, written the same way.
  const [cause] = begin(lines, index)?.chain ?? [];
  if (cause === undefined || innermost(stack).frames.length < 2) return false;
  return addCause(stack, cause);
}

/** Ruby. */
export const ruby = dialectOf({ language: 'ruby', begin, goesOn });
