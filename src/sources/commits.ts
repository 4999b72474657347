import type { Labels } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { type Fields, fields, word } from './read.ts';

/** Where build tools write which commit a program was built from. The first is that of the OCI image specification. */
const KEYS = [
  'org.opencontainers.image.revision',
  'app.kubernetes.io/commit',
  'app.kubernetes.io/git-commit',
  'git-commit',
  'git-sha',
  'git-revision',
  'commit',
  'commit-sha',
];

/** A name of Git: abbreviated to seven digits at least, of SHA-256 64 at most. */
const COMMIT = /^[0-9a-f]{7,64}$/i;
const MAX_COMMIT = 64;

/** The commit that a label, else an annotation, names; undefined where what stands there is no commit. */
export function commitOf(metadata: Fields, labels: Labels, intern: Interner): string | undefined {
  const annotations = fields(metadata['annotations']);
  const values = KEYS.flatMap((key) => [labels.get(key), annotations[key]]);
  const commit = values.map((value) => word(value, MAX_COMMIT)).find((it) => COMMIT.test(it));
  return commit === undefined ? undefined : intern.string(commit);
}
