import { addCause, addFrame, addResult, dialectOf, group, type Stack, stackOf } from './stack.ts';
import { type Frame, openFailure } from './types.ts';

// The panic hook of Rust 1.40 to 1.95, with RUST_BACKTRACE a stack follows; and what main returns as an anyhow or eyre
// error.

/** Since 1.73 the message has a line of its own. */
const HEAD =
  /^thread '([^']{0,100})' (?:\(\d{1,12}\) )?panicked at ([^\s:]{1,300}):\d{1,8}:\d{1,8}:$/;
const HEAD_BEFORE = /^thread '([^']{0,100})' panicked at '(.*)', ([^\s:]{1,300}):\d{1,8}:\d{1,8}$/;
const OVERFLOW = /^thread '[^']{0,100}' (?:\(\d{1,12}\) )?has overflowed its stack$/;
const RETURNED = /^Error:(?: (.*))?$/;
/** "   1: no settings", or four spaces and the cause when there is but one. */
const ITEM = /^ {3,5}(?:\d{1,2}: | )(\S.*)$/;
const FRAME = /^\s{1,6}\d{1,6}: (?:0x[0-9a-f]{1,16} - )?(.{1,400})$/;
const PLACE = /^\s{6,24}at (\S{1,400})$/;
const INSIDE =
  /^(?:[Ss]tack backtrace:$|Caused by:$| {1,6}\d{1,6}: [\w<:]| {6,24}at [\w./]{1,400}:\d)/;
const NOISE =
  /^(?:stack backtrace:|Stack backtrace:|Location:|note: |fatal runtime error: |\s{0,40}━|\s{0,40}⋮ |$)/;
const LIBRARIES =
  /^(?:rust_begin_unwind|__rust|<?(?:std|core|alloc|tokio|anyhow|eyre|color_eyre)::|<E as (?:anyhow|eyre)::)/;
const LIBRARY_PATH = /\/rustc\/|\/\.cargo\/|\/registry\/src\//;
/** The second panic of a thread that waited for the first one, or for a lock it held. */
const SECOND = /`Err` value: (?:Any \{|PoisonError|"PoisonError)/;
const MAX_CAUSES = 10;
/** Two, unless somebody else has written between them. */
const MAX_TO_LIST = 5;

function begin(lines: readonly string[], index: number): Stack | undefined {
  const line = lines[index] ?? '';
  const head = HEAD.exec(line);
  if (head !== null) return panic(lines[index + 1] ?? '', group(head, 2), index);
  const before = HEAD_BEFORE.exec(line);
  if (before !== null) return panic(group(before, 2), group(before, 3), index);
  if (OVERFLOW.test(line)) return stackOf(openFailure('stack overflow', '', index));
  return returned(lines, index);
}

/** Without a backtrace the place of the panic is all there is. */
function panic(message: string, path: string, index: number): Stack {
  const stack = stackOf(openFailure('panic', message, index));
  addFrame(stack, { at: path, isOwn: !LIBRARY_PATH.test(path), line: index });
  return stack;
}

/** "Error: cannot start", an empty line, "Caused by:" and a list; color-eyre has the message in the list too. */
function returned(lines: readonly string[], index: number): Stack | undefined {
  const head = RETURNED.exec(lines[index] ?? '');
  if (head === null) return undefined;
  const message = group(head, 1);
  const isListed = message === '';
  const list = lines.slice(index, index + MAX_TO_LIST).indexOf('Caused by:');
  if (!isListed && list === -1) return undefined;
  const from = isListed ? index + 1 : index + list + 1;
  const causes = causesFrom(lines, from);
  const [first, ...others] = isListed ? causes : [openFailure('Error', message, index), ...causes];
  if (first === undefined || causes.length === 0) return undefined;
  const stack = stackOf(first);
  for (const cause of others) addCause(stack, cause);
  return stack;
}

function causesFrom(lines: readonly string[], from: number) {
  const ahead = lines.slice(from, from + MAX_CAUSES).map((line) => ITEM.exec(line));
  const end = ahead.indexOf(null);
  const items = end === -1 ? ahead : ahead.slice(0, end);
  return items.map((item, at) =>
    openFailure('Error', item === null ? '' : group(item, 1), from + at),
  );
}

function goesOn(stack: Stack, lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (index <= stack.open.line) return true;
  if (SECOND.test(lines[index + 1] ?? '') && HEAD.test(line)) return addSecond(stack, lines, index);
  const frame = FRAME.exec(line);
  if (frame !== null) return addFrame(stack, frameAt(group(frame, 1), lines, index));
  if (isLocation(lines, index)) return addFrame(stack, locationOf(line, index));
  return isNoise(lines, index) || index === stack.open.line + 1 || PLACE.test(line);
}

function isNoise(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  // Behind an empty line something else may begin.
  return line === '' ? isPart(lines[index + 1] ?? '') : NOISE.test(line);
}

function isPart(line: string): boolean {
  return line !== '' && (NOISE.test(line) || line === 'Caused by:' || HEAD.test(line));
}

function addSecond(stack: Stack, lines: readonly string[], index: number): boolean {
  const second = begin(lines, index);
  return second !== undefined && addResult(stack, second.open);
}

function isLocation(lines: readonly string[], index: number): boolean {
  return lines[index - 1] === 'Location:' && /^ {3,4}[^\s:]{1,300}:\d/.test(lines[index] ?? '');
}

function locationOf(line: string, index: number): Frame {
  const at = line.trim().replace(/:\d{1,8}(?::\d{1,8})?$/, '');
  return { at, isOwn: !LIBRARY_PATH.test(at), line: index };
}

/** The path below tells best whose code it is. */
function frameAt(name: string, lines: readonly string[], index: number): Frame {
  const path = PLACE.exec(lines[index + 1] ?? '')?.[1];
  const isOwn = !LIBRARIES.test(name) && (path === undefined || !LIBRARY_PATH.test(path));
  return { at: withoutHash(name), isOwn, line: index };
}

/** The compiler adds sixteen hexadecimal digits that are others in each build. */
function withoutHash(name: string): string {
  return name.replace(/::h[0-9a-f]{16}$/, '');
}

/** Rust. */
export const rust = dialectOf({ language: 'rust', begin, goesOn, isInside: INSIDE });
