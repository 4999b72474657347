import type { ReportRelease, ReportSuspect } from '../aggregate/types.ts';
import { BOUNDS } from '../api/bounds.ts';
import type { Diagnosis } from '../api/diagnosis.ts';
import { isoTime } from './iso-time.ts';
import { count, cut, cutAll, optional } from './render-text.ts';

type Suspect = NonNullable<Diagnosis['suspects']>[number];
type Release = NonNullable<Diagnosis['release']>;

/** One suspect as it is stored. */
export function renderSuspect(suspect: ReportSuspect): Suspect {
  return {
    dimension: cut(suspect.dimension, BOUNDS.dimension),
    value: cut(suspect.value, BOUNDS.traitValue),
    failing: count(suspect.failing),
    of: count(suspect.of),
    elsewhere: `${count(suspect.failingElsewhere)}/${count(suspect.elsewhere)}`,
  };
}

/** The release behind a problem as it is stored. */
export function renderRelease(release: ReportRelease): Release {
  return {
    revision: cut(release.revision, BOUNDS.revision),
    ...optional('previous', cut(release.previous, BOUNDS.revision)),
    ...optional('images', cutAll(release.images, BOUNDS.releaseImages, BOUNDS.traitValue)),
    ...optional('commit', cut(release.commit, BOUNDS.commit)),
    time: isoTime(release.sinceMs),
  };
}
