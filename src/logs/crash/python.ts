import { addCause, dialectOf, group, innermost, type Stack, stackOf } from './stack.ts';
import { openFailure } from './types.ts';

// The traceback module of Python 3.8 to 3.14, also inside an exception group ("  | Traceback …").

const HEAD =
  /^\s{0,8}(?:[+|]\s{0,8}){0,4}(?:Exception Group )?Traceback \(most recent call last\):$/;
const FRAME = /^\s{0,12}(?:\|\s{0,8}){0,4}File "([^"]{1,400})", line \d{1,8}, in (.{1,200})$/;
/** ValueError: invalid literal; package.module.Error; KeyboardInterrupt. */
const END = /^\s{0,8}(?:\|\s{0,8}){0,4}((?:[A-Za-z_]\w{0,99}\.){0,8}[A-Za-z_]\w{0,99})(?:: (.*))?$/;
const BETWEEN =
  /^(?:During handling of the above exception, another exception occurred:|The above exception was the direct cause of the following exception:)$/;
const LIBRARIES = /\/site-packages\/|\/dist-packages\/|\/lib\/python\d|^<frozen |^<string>$/;

function begin(lines: readonly string[], index: number): Stack | undefined {
  if (!HEAD.test(lines[index] ?? '')) return undefined;
  return stackOf(openFailure('', '', index));
}

function goesOn(stack: Stack, lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  const failure = innermost(stack);
  if (failure.type !== '') return opensNext(stack, lines, index);
  const frame = FRAME.exec(line);
  if (frame !== null) {
    const path = group(frame, 1);
    // Python writes the innermost call last.
    const isOwn = !LIBRARIES.test(path);
    failure.frames.unshift({ at: `${path}:${group(frame, 2)}`, isOwn, line: index });
    return true;
  }
  // The source line below its frame, with or without marks.
  if (/^\s{3,}\S/.test(line)) return true;
  const end = END.exec(line);
  if (end === null) return false;
  failure.type = group(end, 1);
  failure.message = group(end, 2);
  failure.line = index;
  return true;
}

/** What was raised because of it comes after two lines of text; what ended the process is the last of them. */
function opensNext(stack: Stack, lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (line.trim() === '') return isBetween(lines[index + 1]) || isBetween(lines[index - 1]);
  if (isBetween(line)) return true;
  if (!HEAD.test(line) || !isBetween(lines[index - 2])) return false;
  return addCause(stack, openFailure('', '', index));
}

function isBetween(line: string | undefined): boolean {
  return line !== undefined && BETWEEN.test(line);
}

const inOrderOfPrinting = dialectOf({ language: 'python', begin, goesOn });

/** Python, whose chain is printed with the cause first. */
export function python(lines: readonly string[]) {
  const crash = inOrderOfPrinting(lines);
  if (crash === undefined) return undefined;
  const [last, ...causes] = crash.chain.filter(({ type }) => type !== '').toReversed();
  return last === undefined ? undefined : { ...crash, chain: [last, ...causes] as const };
}
