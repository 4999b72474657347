import { addFrame, addResult, dialectOf, group, type Stack, stackOf } from './stack.ts';
import { openFailure } from './types.ts';

// Uncaught exceptions of PHP 7.4 to 8.5, in the log and on the console.

const PLACE = String.raw` in ([^\s:]{1,300})(?::\d{1,8}| on line \d{1,8})$`;
const HEAD = new RegExp(
  String.raw`^(?:\[[^\]]{1,60}\] )?(?:PHP )?(?:Fatal|Parse) error: {1,2}(?:Uncaught ([\w\\]{1,200}): (.*)|(.*))${PLACE}`,
);
/** What was thrown because of it comes after the stack of the cause. */
const RESULT = new RegExp(String.raw`^Next ([\w\\]{1,200}): (.*)${PLACE}`);
const FRAME =
  /^#\d{1,5} (?:([^\s(]{1,300})\(\d{1,8}\)|\[internal function\]): ([\w\\:{}>-]{1,200})/;
const NOISE = /^(?:Stack trace:|#\d{1,5} \{main\}| {2}thrown in )/;

function begin(lines: readonly string[], index: number): Stack | undefined {
  const head = HEAD.exec(lines[index] ?? '');
  if (head === null) return undefined;
  const [, type = 'Fatal error', uncaught, fatal = '', path = ''] = head;
  const stack = stackOf(openFailure(type, uncaught ?? fatal, index));
  return withPlace(stack, path, index);
}

function withPlace(stack: Stack, path: string, line: number): Stack {
  addFrame(stack, { at: path, isOwn: isOwn(path), line });
  return stack;
}

function goesOn(stack: Stack, lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  const result = RESULT.exec(line);
  if (result !== null) {
    addResult(stack, openFailure(group(result, 1), group(result, 2), index));
    return withPlace(stack, group(result, 3), index) === stack;
  }
  const frame = FRAME.exec(line);
  if (frame === null) return line === '' ? isResult(lines, index + 1) : NOISE.test(line);
  const path = group(frame, 1);
  return addFrame(stack, { at: `${path}:${group(frame, 2)}`, isOwn: isOwn(path), line: index });
}

function isResult(lines: readonly string[], index: number): boolean {
  return RESULT.test(lines[index] ?? '');
}

function isOwn(path: string): boolean {
  return path !== '' && !path.includes('/vendor/');
}

/** PHP. */
export const php = dialectOf({ language: 'php', begin, goesOn, isInside: FRAME });
