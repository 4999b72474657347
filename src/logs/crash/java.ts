import {
  addCause,
  addFrame,
  addResult,
  dialectOf,
  group,
  headOf,
  MAX_MESSAGE_LINES,
  type Stack,
  stackOf,
} from './stack.ts';
import { type OpenFailure, openFailure } from './types.ts';

// Throwable.printStackTrace of OpenJDK 8 to 24, and the same through logback and log4j. Kotlin, Scala and Clojure too.

const TYPE = String.raw`((?:[a-z_][\w$]{0,99}\.){0,12}[A-Z][\w$]{0,199})`;
const HEAD = new RegExp(
  String.raw`^(?:Exception in thread "[^"]{0,200}" |Caused by: )?${TYPE}(?:: (.*))?$`,
);
const CAUSE = new RegExp(String.raw`^(?:\t| {0,8})Caused by: ${TYPE}(?:: (.*))?$`);
/** The converters of logback tell the root cause first when asked to. */
const RESULT = new RegExp(String.raw`^Wrapped by: ${TYPE}(?:: (.*))?$`);
const FRAME =
  /^(?:\t| {1,8})at ([\w$.<>/@-]{1,400})\((?:[\w$.-]{1,100}\.(?:java|kt|scala|groovy|clj)(?::\d{1,6})?|Native Method|Unknown Source|<generated>)\)/;
/** Left out because the failure before has them too; failures beside the first one, whose lines stand further in. */
const BESIDE =
  /^\s{0,8}(?:\.\.\. \d{1,6} (?:more|common frames omitted|frames truncated|frames excluded)|Suppressed: |Caused by: \[CIRCULAR)|^(?:\t\t| {9})/;
const INSIDE = /^(?:\t| {1,8})at [\w$.<>/@-]{1,400}\([\w$.-]{1,100}\.(?:java|kt|scala):\d/;

const LIBRARIES =
  /^(?:[\w.@-]{0,100}\/)?(?:java|javax|jakarta|jdk|sun|com\.sun|kotlin|kotlinx|scala|clojure|groovy|org\.springframework|org\.apache|org\.hibernate|org\.postgresql|org\.eclipse|org\.jboss|org\.junit|io\.netty|io\.quarkus|io\.micronaut|io\.grpc|io\.vertx|reactor|com\.fasterxml|com\.google|com\.zaxxer|com\.mysql|ch\.qos|okhttp3|redis\.clients)\./;

function begin(lines: readonly string[], index: number): Stack | undefined {
  const line = lines[index] ?? '';
  const head = HEAD.exec(line) ?? (isFrame(lines, index + 1) ? headOf(HEAD, line) : undefined);
  if (head === undefined || !hasFrameSoon(lines, index)) return undefined;
  return stackOf(failureOf(head, index));
}

function isFrame(lines: readonly string[], index: number): boolean {
  return FRAME.test(lines[index] ?? '');
}

function failureOf(head: RegExpExecArray, index: number): OpenFailure {
  return openFailure(group(head, 1), group(head, 2), index);
}

function hasFrameSoon(lines: readonly string[], index: number): boolean {
  for (let ahead = 1; ahead <= MAX_MESSAGE_LINES; ahead += 1) {
    const line = lines[index + ahead];
    if (line === undefined) return false;
    if (FRAME.test(line) || CAUSE.test(line)) return true;
    // Another failure, which has the stack that follows.
    if (HEAD.test(line)) return false;
    if (isFrame(lines, index + ahead + 1) && headOf(HEAD, line) !== undefined) return false;
  }
  return false;
}

function goesOn(stack: Stack, lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  const frame = FRAME.exec(line);
  if (frame !== null) {
    const at = group(frame, 1);
    return addFrame(stack, { at, isOwn: !LIBRARIES.test(at), line: index });
  }
  const cause = CAUSE.exec(line);
  if (cause !== null) return addCause(stack, failureOf(cause, index));
  const result = RESULT.exec(line);
  if (result !== null) return addResult(stack, failureOf(result, index));
  return BESIDE.test(line) || isMessage(stack.open, index, line);
}

/** A message of several lines stands before the first frame. */
function isMessage({ line: head, frames }: OpenFailure, index: number, line: string): boolean {
  return frames.length === 0 && index - head <= MAX_MESSAGE_LINES && !HEAD.test(line);
}

/** Java, Kotlin and everything else on a Java virtual machine. */
export const java = dialectOf({ language: 'java', begin, goesOn, isInside: INSIDE });
