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
import type { Crash, Dialect } from './types.ts';

/** The stricter before the laxer: of two that read the same lines the first is believed. */
const DIALECTS: readonly Dialect[] = [java, python, dotnet, node, go, ruby, rust, php, native];

/**
 * The crash that ended the process: the last of all that the lines tell. Of two that end in the same place the one that
 * begins first has more to say.
 */
export function findCrash(lines: readonly string[]): Crash | undefined {
  const bare = lines.map(withoutPrefix);
  const found = DIALECTS.map((dialect) => dialect(bare)).filter((crash) => crash !== undefined);
  return found.toSorted((left, right) => right.to - left.to || left.from - right.from).at(0);
}
