import { addCause, addResult, dialectOf, group, type Stack, stackOf } from './stack.ts';
import { type Crash, type OpenFailure, openFailure } from './types.ts';

// The traceback module of Python 3.8 to 3.14, also inside an exception group ("  | Traceback …").

const HEAD = /^(?:Exception Group )?Traceback \(most recent call last\):$/;
const FRAME = /^\s{1,8}File "([^"]{1,400})", line \d{1,8}(?:, in (.{1,200}))?$/;
/** ValueError: invalid literal; package.module.Error; KeyboardInterrupt. */
const END = /^((?:[A-Za-z_]\w{0,99}\.){0,8}[A-Za-z_]\w{0,99})(?:: (.*)|:)?$/;
/** The frames and their sources stand in; an exception says by its name what it is. */
const INSIDE =
  /^\s{2,8}\S|^(?:[A-Za-z_]\w{0,99}\.){0,8}[A-Za-z_]\w{0,99}(?:Error|Exception|Exit|Interrupt)(?::|$)/;
const BETWEEN =
  /^(?:During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:)$/;
const LIBRARIES = /\/site-packages\/|\/dist-packages\/|\/lib\/python\d|^<frozen |^<string>$/;
/** How the members of an exception group are set off, and what stands between them. */
const MARGIN = /^ {2,24}[+|] /;
const RULE = /^\s{0,24}\+(?:-\+)?-{3,40}/;

function begin(lines: readonly string[], index: number): Stack | undefined {
  if (!HEAD.test(lines[index] ?? '')) return undefined;
  return stackOf(openFailure('', '', index));
}

function goesOn(stack: Stack, lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  const { open } = stack;
  if (open.type !== '') return opensNext(stack, lines, index);
  const frame = FRAME.exec(line);
  if (frame !== null) {
    const path = group(frame, 1);
    const isOwn = !LIBRARIES.test(path);
    // Python writes the innermost call last.
    open.frames.unshift({ at: `${path}:${group(frame, 2)}`, isOwn, line: index });
    return true;
  }
  // The source line below its frame, with or without marks.
  if (/^\s{2,}\S/.test(line)) return true;
  const end = END.exec(line);
  if (end === null) return false;
  open.type = group(end, 1);
  open.message = group(end, 2);
  open.line = index;
  return true;
}

/** What was raised because of it comes after two lines of text; members of a group after a rule. */
function opensNext(stack: Stack, lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (line.trim() === '') return isBetween(lines[index + 1]) || isBetween(lines[index - 1]);
  if (isBetween(line)) return true;
  if (RULE.test(line)) return true;
  if (!HEAD.test(line)) return false;
  if (isBetween(lines[index - 2])) return addResult(stack, openFailure('', '', index));
  return RULE.test(lines[index - 1] ?? '') && addMember(stack, openFailure('', '', index));
}

/** The first member of a group stands for all. */
function addMember(stack: Stack, member: OpenFailure): true {
  if (stack.chain.length === 1) return addCause(stack, member);
  stack.open = member;
  return true;
}

function isBetween(line: string | undefined): boolean {
  return line !== undefined && BETWEEN.test(line);
}

const ofBareLines = dialectOf({ language: 'python', begin, goesOn, isInside: INSIDE });

/** Python. */
export function python(lines: readonly string[]): Crash | undefined {
  const crash = ofBareLines(lines.map((line) => line.replace(MARGIN, '')));
  // Of a traceback that was cut off nobody knows what was raised.
  const [first, ...others] = crash?.chain.filter(({ type }) => type !== '') ?? [];
  if (crash === undefined || first === undefined) return undefined;
  return { ...crash, chain: [first, ...others] };
}
