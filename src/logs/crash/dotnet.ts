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
import { openFailure } from './types.ts';

// Exception.ToString of .NET 5 to 10, and what the runtime and the console logger print before it.

const TYPE = String.raw`((?:[A-Z]\w{0,99}\.){0,12}[A-Z]\w{0,99}(?:\`\d)?)`;
const HEAD = new RegExp(
  String.raw`^\s{0,8}(?:Unhandled exception\. |Unhandled Exception: )?${TYPE}(?: \(0x[0-9A-Fa-f]{1,8}(?:, 0x[0-9A-Fa-f]{1,8})?\)| \(\d{1,8}\))?: (.*)$`,
);
const CAUSE = new RegExp(
  String.raw`^\s{1,10}---> (?:\(Inner Exception #\d{1,3}\) )?${TYPE}(?: \([^)]{0,40}\))?: (.*)$`,
);
/** "   at Shop.Orders.Load(String id) in /src/Orders.cs:line 12": no space before the bracket, which Node.js has. */
const FRAME = /^ {2,12}at ([^\s(]{1,300})\([^()]{0,400}\)(?: in .{1,300}:line \d{1,7})?$/;
const END_OF_INNER = /^ {2,12}--- End of inner exception stack trace ---/;
/** Of the same exception, after an await. */
const BETWEEN = /^ {2,12}--- End of /;
const LIBRARIES =
  /^(?:System|Microsoft|Npgsql|Grpc|Newtonsoft|StackExchange|Serilog|Polly|MySql|MySqlConnector|MassTransit|RabbitMQ|Confluent|Dapper|MediatR|Autofac)\./;

function begin(lines: readonly string[], index: number): Stack | undefined {
  const line = lines[index] ?? '';
  const head = HEAD.exec(line) ?? (isInside(lines, index + 1) ? headOf(HEAD, line) : undefined);
  if (head === undefined || !hasFrameSoon(lines, index)) return undefined;
  return stackOf(openFailure(group(head, 1), group(head, 2), index));
}

function isInside(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  return FRAME.test(line) || CAUSE.test(line);
}

function hasFrameSoon(lines: readonly string[], index: number): boolean {
  for (let ahead = index + 1; ahead <= index + MAX_MESSAGE_LINES; ahead += 1) {
    if (isInside(lines, ahead)) return true;
    // Another failure, which has the stack that follows.
    if (HEAD.test(lines[ahead] ?? '')) return false;
  }
  return false;
}

function goesOn(stack: Stack, lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  const cause = CAUSE.exec(line);
  if (cause !== null) return addCause(stack, openFailure(group(cause, 1), group(cause, 2), index));
  if (END_OF_INNER.test(line)) return closeInner(stack);
  if (BETWEEN.test(line)) return true;
  const frame = FRAME.exec(line);
  if (frame === null) return isMessage(stack, index);
  const at = group(frame, 1);
  return addFrame(stack, { at, isOwn: !LIBRARIES.test(at), line: index });
}

/** The stack of the inner failure comes first, and then that of the one around it. */
function closeInner(stack: Stack): true {
  const around = stack.chain[stack.chain.indexOf(stack.open) - 1];
  stack.open = around ?? stack.open;
  return true;
}

function isMessage({ open: { frames, line } }: Stack, index: number): boolean {
  return frames.length === 0 && index - line <= MAX_MESSAGE_LINES;
}

/** C# and the other languages of .NET. */
export const dotnet = dialectOf({ language: 'dotnet', begin, goesOn, isInside: FRAME });
