import {
  addCause,
  addFrame,
  dialectOf,
  group,
  headOf,
  MAX_MESSAGE_LINES,
  type Stack,
  stackOf,
} from './stack.ts';
import { type OpenFailure, openFailure } from './types.ts';

// Error.stack of V8 and what Node.js 16 to 24 prints around it.

/** With a code in brackets, and a message unless it is empty: "AggregateError [ECONNREFUSED]:". */
const REST = String.raw`(?: \[\w{1,60}\])?(?:: (.*)|:)?$`;
const HEAD = new RegExp(
  String.raw`^\[?((?:[A-Z][\w$]{0,99}(?:Error|Exception|Rejection|Warning))|Error)${REST}`,
);
/** Classes of errors may have any name: believed right above a call. */
const ANY_HEAD = new RegExp(String.raw`^([A-Z][\w$]{1,99})${REST}`);
const FRAME = /^\s{2,16}at (?:async )?(\S.{0,400})$/;
const PLACED = /^\s{2,16}at .{1,300}:\d{1,8}(?::\d{1,8})?\)?(?: \{|,)?$/;
const CAUSE = new RegExp(String.raw`^\s{2,16}\[cause\]: ([\w$.]{1,100})${REST}`);
/** pino writes the chain as one stack. */
const CAUSE_OF_PINO = new RegExp(String.raw`^caused by: ([\w$.]{1,100})${REST}`);
const ERRORS = /^\s{2,12}\[errors\]: \[$/;
const ONE_OF_ERRORS = new RegExp(String.raw`^\s{4,12}([A-Z][\w$]{0,99})${REST}`);
/** Fields of the error, printed behind its stack: "  code: 'ECONNREFUSED',". */
const FIELD =
  /^\s{2,16}(?:\[?[\w$]{1,60}\]?: |[}\]]|\.{3} \d{1,6} lines matching|-> )|^Emitted 'error' event |^\s{0,8}[}\]],?$/;
const LIBRARIES = /(?:^|[( ])node:|\/node_modules\/|<anonymous>\)?$|^native /;
/** "handler (/app/server.js:12:3)" or "/app/server.js:12:3". */
const PLACE = /^(?:(.{1,200}) )?\(?((?:file:\/\/)?[^():]{0,300}):\d{1,8}:\d{1,8}\)?(?: \{|,)?$/;

// What ends the process without a stack of JavaScript.
const HEAP = /^(?:\[\d{1,8}:0x[0-9a-f]{1,16}\] {1,4})?FATAL ERROR: (.*)$/;
const NATIVE =
  /^\s{0,4}\d{1,3}: 0x[0-9a-f]{1,16} |^-{3,8} (?:Native|JavaScript|JS) stack ?trace -{3,8}$|^$/;
const REJECTED =
  /^\[?UnhandledPromiseRejection: This error originated .{1,200} reason "(.*)"\.\]?(?: \{)?$/;
const NO_ERROR = '(Use `node --trace-uncaught';

function begin(lines: readonly string[], index: number): Stack | undefined {
  const bare = withoutStack(lines, index);
  if (bare !== undefined) return stackOf(bare);
  const head = headAt(lines, index);
  return head === undefined ? undefined : stackOf(failureOf(head, index));
}

function headAt(lines: readonly string[], index: number): RegExpExecArray | undefined {
  const line = lines[index] ?? '';
  const head = HEAD.exec(line);
  if (head !== null) return hasFrameSoon(lines, index) ? head : undefined;
  if (!PLACED.test(lines[index + 1] ?? '')) return undefined;
  return headOf(HEAD, line) ?? ANY_HEAD.exec(line) ?? undefined;
}

function withoutStack(lines: readonly string[], index: number): OpenFailure | undefined {
  const line = lines[index] ?? '';
  const heap = HEAP.exec(line);
  if (heap !== null) return openFailure('FATAL ERROR', group(heap, 1), index);
  const rejected = REJECTED.exec(line);
  if (rejected !== null) return openFailure('UnhandledPromiseRejection', group(rejected, 1), index);
  const isThrown = (lines[index + 1] ?? '').startsWith(NO_ERROR);
  return isThrown ? openFailure('Uncaught', line, index) : undefined;
}

function failureOf(head: RegExpExecArray, index: number): OpenFailure {
  return openFailure(group(head, 1), group(head, 2).replace(/\] \{$/, ''), index);
}

function hasFrameSoon(lines: readonly string[], index: number): boolean {
  for (let ahead = index + 1; ahead <= index + MAX_MESSAGE_LINES; ahead += 1) {
    const line = lines[ahead] ?? '';
    if (FRAME.test(line) || ERRORS.test(line)) return true;
    // Another failure, which has the stack that follows; or a list of causes as Rust writes it.
    if (HEAD.test(line) || line === 'Caused by:') return false;
    if (PLACED.test(lines[ahead + 1] ?? '') && headOf(HEAD, line) !== undefined) return false;
  }
  return false;
}

function goesOn(stack: Stack, lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  const frame = FRAME.exec(line);
  if (frame !== null) {
    const text = group(frame, 1);
    return addFrame(stack, { at: nameOf(text), isOwn: !LIBRARIES.test(text), line: index });
  }
  const cause = CAUSE.exec(line) ?? CAUSE_OF_PINO.exec(line);
  if (cause !== null) return addCause(stack, failureOf(cause, index));
  const one = ONE_OF_ERRORS.exec(line);
  if (one !== null && PLACED.test(lines[index + 1] ?? '')) return addOneOf(stack, one, index);
  return belongs(stack, line, index);
}

/** Of several errors at once the first stands for all. */
function addOneOf(stack: Stack, one: RegExpExecArray, index: number): true {
  return stack.chain.length === 1 ? addCause(stack, failureOf(one, index)) : true;
}

function belongs({ open }: Stack, line: string, index: number): boolean {
  if (FIELD.test(line) || ERRORS.test(line)) return true;
  if (open.type === 'FATAL ERROR') return NATIVE.test(line);
  if (open.frames.length > 0 || open.type === 'Uncaught') return line.startsWith(NO_ERROR);
  return index - open.line <= MAX_MESSAGE_LINES;
}

function nameOf(text: string): string {
  const place = PLACE.exec(text);
  if (place === null) return text;
  const [, name = '', path = ''] = place;
  return `${name === '' ? '<anonymous>' : name} ${path}`.trim();
}

/** Node.js, and whatever else runs on V8. */
export const node = dialectOf({ language: 'node', begin, goesOn, isInside: PLACED });
