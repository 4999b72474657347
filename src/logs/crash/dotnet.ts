import {
  addCause,
  addFrame,
  dialectOf,
  group,
  innermost,
  MAX_MESSAGE_LINES,
  type Stack,
  stackOf,
} from './stack.ts';
import { openFailure } from './types.ts';

// Exception.ToString of .NET 5 to 10, and what the runtime prints before it.

const TYPE = String.raw`((?:[A-Z]\w{0,99}\.){1,12}[A-Z]\w{0,99}(?:\`\d)?)`;
const HEAD = new RegExp(
  String.raw`^(?:Unhandled exception\. |Unhandled Exception: )?${TYPE}(?: \(0x[0-9A-Fa-f]{1,8}(?:, 0x[0-9A-Fa-f]{1,8})?\))?: (.*)$`,
);
const CAUSE = new RegExp(
  String.raw`^ ---> (?:\(Inner Exception #\d{1,3}\) )?${TYPE}(?: \([^)]{0,40}\))?: (.*)$`,
);
const FRAME = /^ {2,6}at (.{1,400})$/;
const BETWEEN = /^ {2,6}--- End of /;
/** "Shop.Orders.Load(String id) in /src/Orders.cs:line 12" */
const CALL = /^([^()]{1,300})\(/;
const LIBRARIES =
  /^(?:System|Microsoft|Npgsql|Grpc|Newtonsoft|StackExchange|Serilog|Polly|MySql)\./;

function begin(lines: readonly string[], index: number): Stack | undefined {
  const head = HEAD.exec(lines[index] ?? '');
  if (head === null || !hasFrameSoon(lines, index)) return undefined;
  return stackOf(openFailure(group(head, 1), group(head, 2), index));
}

function hasFrameSoon(lines: readonly string[], index: number): boolean {
  const ahead = lines.slice(index + 1, index + 1 + MAX_MESSAGE_LINES);
  return ahead.some((line) => FRAME.test(line) || CAUSE.test(line));
}

/** The stack of the inner failure comes first, and after "--- End of inner" that of the outer one. */
function goesOn(stack: Stack, lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  const failure = innermost(stack);
  const cause = CAUSE.exec(line);
  if (cause !== null) return addCause(stack, openFailure(group(cause, 1), group(cause, 2), index));
  if (BETWEEN.test(line)) return true;
  const frame = FRAME.exec(line);
  if (frame === null)
    return failure.frames.length === 0 && index - failure.line <= MAX_MESSAGE_LINES;
  const text = group(frame, 1);
  const at = CALL.exec(text)?.[1] ?? text;
  return addFrame(stack, { at, isOwn: !LIBRARIES.test(at), line: index });
}

/** C# and the other languages of .NET. */
export const dotnet = dialectOf({ language: 'dotnet', begin, goesOn });
