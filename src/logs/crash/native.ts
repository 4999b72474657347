import { dialectOf, group, type Stack, stackOf } from './stack.ts';
import { openFailure } from './types.ts';

// What the C++ runtimes of GCC and LLVM say before they abort.

const THROWN =
  /^(?:terminate called after throwing an instance of '([\w:<>, ]{1,200})'|(?:libc\+\+abi|libc\+\+abi\.dylib): terminating due to uncaught exception of type ([\w:<>, ]{1,200}?)(?:: (.*))?)$/;
const WHAT = /^ {2}what\(\): {2}(.*)$/;

function begin(lines: readonly string[], index: number): Stack | undefined {
  const thrown = THROWN.exec(lines[index] ?? '');
  if (thrown === null) return undefined;
  const what = WHAT.exec(lines[index + 1] ?? '');
  const message = what === null ? group(thrown, 3) : group(what, 1);
  return stackOf(openFailure(group(thrown, 1) || group(thrown, 2), message, index));
}

function goesOn(_stack: Stack, lines: readonly string[], index: number): boolean {
  return WHAT.test(lines[index] ?? '');
}

/** C++. */
export const native = dialectOf({ language: 'c++', begin, goesOn });
