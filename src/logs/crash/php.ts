import { addFrame, dialectOf, group, type Stack, stackOf } from './stack.ts';
import { openFailure } from './types.ts';

// Uncaught exceptions of PHP 7.4 to 8.5, in the log and on the console.

const HEAD =
  /^(?:\[[^\]]{1,60}\] )?(?:PHP )?Fatal error: {1,2}(?:Uncaught ([\w\\]{1,200}): (.*)|(.*)) in ([^\s:]{1,300})(?::\d{1,8}| on line \d{1,8})$/;
const FRAME =
  /^#\d{1,5} (?:([^\s(]{1,300})\(\d{1,8}\)|\[internal function\]): ([\w\\:{}>-]{1,200})/;
const NOISE = /^(?:Stack trace:|#\d{1,5} \{main\}| {2}thrown in |Next )/;

function begin(lines: readonly string[], index: number): Stack | undefined {
  const head = HEAD.exec(lines[index] ?? '');
  if (head === null) return undefined;
  const [, type = 'Fatal error', uncaught, fatal = '', path = ''] = head;
  const stack = stackOf(openFailure(type, uncaught ?? fatal, index));
  addFrame(stack, { at: path, isOwn: isOwn(path), line: index });
  return stack;
}

function goesOn(stack: Stack, lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  const frame = FRAME.exec(line);
  if (frame === null) return NOISE.test(line);
  const path = group(frame, 1);
  return addFrame(stack, { at: `${path}:${group(frame, 2)}`, isOwn: isOwn(path), line: index });
}

function isOwn(path: string): boolean {
  return path !== '' && !path.includes('/vendor/');
}

/** PHP. */
export const php = dialectOf({ language: 'php', begin, goesOn });
