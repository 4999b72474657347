import { isAccess, isHarmless } from '../trouble.ts';
import { dotnet } from './dotnet.ts';
import { go } from './go.ts';
import { java } from './java.ts';
import { native } from './native.ts';
import { node } from './node.ts';
import { php } from './php.ts';
import { withoutPrefix } from './prefix.ts';
import { python } from './python.ts';
import { ruby } from './ruby.ts';
import { rust } from './rust.ts';
import type { Crash, Dialect, Failure } from './types.ts';

/** The stricter before the laxer: of two that read the same lines the first is believed. */
const DIALECTS: readonly Dialect[] = [java, python, dotnet, node, go, ruby, rust, php, native];

/**
 * The crash that ended the process: the last of all that the lines tell. Of two that end in the same place the one that
 * begins first has more to say.
 */
export function findCrash(lines: readonly string[]): Crash | undefined {
  const kept = withoutBystanders(lines);
  const bare = kept.map((index) => withoutPrefix(lines[index] ?? ''));
  const found = DIALECTS.map((dialect) => dialect(bare)).filter((crash) => crash !== undefined);
  const last = found.toSorted((left, right) => right.to - left.to || left.from - right.from).at(0);
  return last && placed(last, kept);
}

/** Indices of the lines that may be of a crash: others write into the same file, and between its lines. */
function withoutBystanders(lines: readonly string[]): readonly number[] {
  return [...lines.keys()].filter((index) => !isBystander(lines, index));
}

function isBystander(lines: readonly string[], index: number): boolean {
  const line = lines[index] ?? '';
  if (isAccess(line)) return true;
  // Where each line has a level, that of a stack may be any.
  return isHarmless(line) && !isHarmless(lines[index - 1] ?? '');
}

/** The same crash with the indices of all lines. */
function placed({ language, chain: [first, ...others], from, to }: Crash, kept: readonly number[]) {
  function at(index: number): number {
    return kept[index] ?? index;
  }
  function withLines(failure: Failure): Failure {
    const frames = failure.frames.map((frame) => ({ ...frame, line: at(frame.line) }));
    return { ...failure, line: at(failure.line), frames };
  }
  const chain: Crash['chain'] = [withLines(first), ...others.map(withLines)];
  return { language, chain, from: at(from), to: at(to - 1) + 1 };
}
