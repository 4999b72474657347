import { addFrame, dialectOf, group, innermost, type Stack, stackOf } from './stack.ts';
import { type Frame, openFailure } from './types.ts';

// runtime.printpanics and the tracebacks of Go 1.18 to 1.26.

const HEAD = /^(panic|fatal error|runtime: goroutine stack exceeds [\w-]{1,40} limit): ?(.*)$/;
const GOROUTINE = /^goroutine \d{1,12} (?:gp=\w{1,20} m=\w{1,20} (?:mp=\w{1,20} )?)?\[/;
/** "main.(*Server).run(0xc000012345, {0x1, 0x2})" */
const CALL = /^([\w./*()[\]·\-{}]{1,400}?)\([^()]{0,400}\)$/;
const FILE = /^\t(\S{1,400}):\d{1,8}(?: \+0x[0-9a-f]{1,16})?$/;
const CREATED = /^created by /;
const LIBRARIES = /^(?:.{0,200}\/)?(?:usr\/local\/go|go\/pkg\/mod|goroot|vendor)\/|\/pkg\/mod\//i;
const NOISE = /^(?:\[signal |\[recovered|\t*panic: |exit status \d|rax|rip|$)/;

function begin(lines: readonly string[], index: number): Stack | undefined {
  const head = HEAD.exec(lines[index] ?? '');
  if (head === null) return undefined;
  return stackOf(openFailure(group(head, 1), group(head, 2), index));
}

/** Only the goroutine that crashed is of interest: it is the first. */
function goesOn(stack: Stack, lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  const failure = innermost(stack);
  const hasFrames = failure.frames.length > 0;
  if (GOROUTINE.test(line)) return !hasFrames;
  if (CREATED.test(line) || FILE.test(line)) return true;
  const frame = frameAt(lines, index);
  if (frame !== undefined) return addFrame(stack, frame);
  if (hasFrames) return false;
  // A message of several lines, the signal, and the empty line before the first goroutine.
  return NOISE.test(line) || index - failure.line <= 5;
}

/** A call, with its file on the line below. */
function frameAt(lines: readonly string[], index: number): Frame | undefined {
  const call = CALL.exec(lines[index] ?? '');
  const file = FILE.exec(lines[index + 1] ?? '');
  if (call === null || file === null) return undefined;
  const at = group(call, 1);
  return { at, isOwn: isOwn(at, group(file, 1)), line: index };
}

function isOwn(at: string, path: string): boolean {
  return !/^(?:runtime|panic|testing|net\/http|sync|reflect)\b/.test(at) && !LIBRARIES.test(path);
}

/** Go. */
export const go = dialectOf({ language: 'go', begin, goesOn });
