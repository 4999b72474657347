import { addFrame, dialectOf, group, innermost, type Stack, stackOf } from './stack.ts';
import { openFailure } from './types.ts';

// The panic hook of Rust 1.40 to 1.90; with RUST_BACKTRACE a stack follows.

/** Since 1.73 the message has a line of its own. */
const HEAD =
  /^thread '([^']{0,100})' (?:\(\d{1,12}\) )?panicked at ([^\s:]{1,300}):\d{1,8}:\d{1,8}:$/;
const HEAD_BEFORE = /^thread '([^']{0,100})' panicked at '(.*)', ([^\s:]{1,300}):\d{1,8}:\d{1,8}$/;
const FRAME = /^\s{1,6}\d{1,6}: (?:0x[0-9a-f]{1,16} - )?(.{1,400})$/;
const PLACE = /^\s{8,24}at /;
const NOISE = /^(?:stack backtrace:|note: )/;
const LIBRARIES = /^(?:std|core|alloc|tokio|rust_begin_unwind|__rust|<?(?:core|std|alloc)::)/;

function begin(lines: readonly string[], index: number): Stack | undefined {
  const line = lines[index] ?? '';
  const head = HEAD.exec(line);
  if (head !== null) return panic(lines[index + 1] ?? '', group(head, 2), index);
  const before = HEAD_BEFORE.exec(line);
  return before === null ? undefined : panic(group(before, 2), group(before, 3), index);
}

/** Without a backtrace the place of the panic is all there is. */
function panic(message: string, path: string, index: number): Stack {
  const stack = stackOf(openFailure('panic', message, index));
  addFrame(stack, { at: path, isOwn: !/\/rustc\/|\/\.cargo\//.test(path), line: index });
  return stack;
}

function goesOn(stack: Stack, lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  const failure = innermost(stack);
  const frame = FRAME.exec(line);
  if (frame !== null) {
    const at = group(frame, 1);
    return addFrame(stack, { at: withoutHash(at), isOwn: !LIBRARIES.test(at), line: index });
  }
  return index === failure.line + 1 || NOISE.test(line) || PLACE.test(line);
}

/** The compiler adds sixteen hexadecimal digits that are others in each build. */
function withoutHash(name: string): string {
  return name.replace(/::h[0-9a-f]{16}$/, '');
}

/** Rust. */
export const rust = dialectOf({ language: 'rust', begin, goesOn });
