import { addFrame, addResult, dialectOf, group, type Stack, stackOf } from './stack.ts';
import { type Frame, openFailure } from './types.ts';

// runtime.printpanics and the tracebacks of Go 1.18 to 1.26; net/http and apimachinery for what they recover from.

const HEAD =
  /^(panic|fatal error|http: panic serving [^\s:]{1,80}:\d{1,5}|http: panic serving \[[^\]]{1,60}\]:\d{1,5}|Observed a panic): ?(.*)$/;
const GOROUTINE = /^goroutine \d{1,12} (?:gp=\w{1,20} m=\w{1,20} (?:mp=\w{1,20} )?)?\[/;
/** "main.(*Server).run(0xc000012345, {0x1, 0x2})" */
const CALL = /^([\w./*()[\]·\-{}@]{1,400}?)\([^()]{0,400}\)$/;
/** The same as zap and pkg/errors write it: without arguments. */
const NAME = /^(?:[\w.@-]{1,100}\/){0,12}[\w-]{1,100}\.[\w.*()[\]·]{0,300}[\w\]]$/;
const FILE =
  /^\t([^\s:]{1,400}):\d{1,8}(?: \+0x[0-9a-f]{1,16})?(?: fp=0x[0-9a-f]{1,16} sp=0x[0-9a-f]{1,16} pc=0x[0-9a-f]{1,16})?$/;
const CREATED = /^created by /;
const LIBRARIES = /(?:^|\/)(?:usr\/local\/go|goroot|vendor)\/|\/pkg\/mod\/|@v\d/i;
/** With -trimpath the files of the standard library have no folder to tell them by. */
const STANDARD =
  /^(?:bufio|bytes|compress|container|context|crypto|database|encoding|errors|fmt|html|internal|io|log|math|mime|net|os|panic|path|reflect|regexp|runtime|sort|strconv|strings|sync|syscall|testing|text|time)\b/;
const NOISE =
  /^(?:\[signal |\[recovered|\t*panic: |runtime: |runtime stack:|exit status \d|rax|rip|$)/;
const MAX_MESSAGE = 5;
const RECOVERED = / \[recovered(?:, repanicked)?\]$/;

function begin(lines: readonly string[], index: number): Stack | undefined {
  const line = lines[index] ?? '';
  const head = HEAD.exec(line);
  if (head === null) return beginOfError(lines, index);
  const type = group(head, 1) === 'fatal error' ? 'fatal error' : 'panic';
  return stackOf(openFailure(type, group(head, 2).replace(RECOVERED, ''), index));
}

/** A message with a stack of bare names below. */
function beginOfError(lines: readonly string[], index: number): Stack | undefined {
  const line = lines[index] ?? '';
  if (line === '' || FILE.test(line) || bareAt(lines, index + 1) === undefined) return undefined;
  return NAME.test(line) ? undefined : stackOf(openFailure('error', line, index));
}

/** Only the goroutine that crashed is of interest: it is the first with own code. */
function goesOn(stack: Stack, lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  const { open } = stack;
  if (GOROUTINE.test(line)) return !open.frames.some(({ isOwn }) => isOwn);
  if (line === '') return open.frames.length === 0 || GOROUTINE.test(lines[index + 1] ?? '');
  if (CREATED.test(line) || FILE.test(line)) return true;
  const frame = frameAt(stack, lines, index);
  if (frame !== undefined) return addFrame(stack, frame);
  return open.frames.length > 0 ? wraps(stack, lines, index) : isMessage(open.line, line, index);
}

/** A message of several lines, and the signal. */
function isMessage(head: number, line: string, index: number): boolean {
  return NOISE.test(line) || index - head <= MAX_MESSAGE;
}

function frameAt({ open }: Stack, lines: readonly string[], index: number): Frame | undefined {
  return open.type === 'error' ? bareAt(lines, index) : callAt(lines, index);
}

/** pkg/errors tells the root first, then each message around it with a stack of its own. */
function wraps(stack: Stack, lines: readonly string[], index: number): boolean {
  const wrapper = stack.open.type === 'error' ? beginOfError(lines, index) : undefined;
  return wrapper !== undefined && addResult(stack, wrapper.open);
}

/** A call, with its file on the line below. */
function callAt(lines: readonly string[], index: number): Frame | undefined {
  const call = CALL.exec(lines[index] ?? '');
  return call === null ? undefined : frameOf(group(call, 1), lines, index);
}

function bareAt(lines: readonly string[], index: number): Frame | undefined {
  const name = lines[index] ?? '';
  return NAME.test(name) ? frameOf(name, lines, index) : undefined;
}

function frameOf(at: string, lines: readonly string[], index: number): Frame | undefined {
  const file = FILE.exec(lines[index + 1] ?? '');
  if (file === null) return undefined;
  return { at, isOwn: !STANDARD.test(at) && !LIBRARIES.test(group(file, 1)), line: index };
}

/** Go. */
export const go = dialectOf({ language: 'go', begin, goesOn, isInside: FILE });
