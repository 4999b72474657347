import type { ContainerFact, Labels } from '../facts/index.ts';
import { freeText } from '../logs/text/free-text.ts';
import type { Interner } from './intern.ts';
import { type Fields, fields } from './read.ts';

/** Where a pod's version comes from, first hit wins: `image-tag`, `label:KEY` or `annotation:KEY`. */
export type VersionFrom = readonly string[];

/** The tag is what runs. A chart's label says what was current when the chart was made, whatever tag is set. */
export const DEFAULT_VERSION_FROM: VersionFrom = ['image-tag', 'label:app.kubernetes.io/version'];

/** What a setting may look like. */
export const VERSION_FROM_ENTRY =
  /^(image-tag|(label|annotation):[A-Za-z0-9][A-Za-z0-9./_-]{0,316})$/;

/** The API server's limit of an image tag; labels are shorter, annotations are cut. */
const MAX_VERSION = 128;
/** More main containers of different tags than this say nothing to a reader. */
const MAX_VERSIONS = 5;

/** The parts of a pod that a version may be read from. */
interface Versioned {
  readonly object: unknown;
  readonly labels: Labels;
  readonly containers: readonly ContainerFact[];
}

/** The versions of one pod: several only when its main containers have different tags. */
export function versionsOf(
  pod: Versioned,
  versionFrom: VersionFrom,
  intern: Interner,
): readonly string[] {
  for (const entry of versionFrom) {
    const found = new Set(readEntry(pod, entry).map(oneWord));
    found.delete('');
    if (found.size > 0) return intern.list([...found].slice(0, MAX_VERSIONS));
  }
  return intern.list([]);
}

function readEntry({ object, labels, containers }: Versioned, entry: string): readonly string[] {
  if (entry === 'image-tag') return containers.map(({ image }) => tagOf(image));
  const key = entry.slice(entry.indexOf(':') + 1);
  if (entry.startsWith('label:')) return [labels.get(key) ?? ''];
  return [annotationOf(fields(fields(object)['metadata']), key)];
}

function annotationOf(metadata: Fields, key: string): string {
  // Own properties only: `constructor` is a key that a setting may name.
  const annotations = fields(metadata['annotations']);
  return freeText(Object.getOwnPropertyDescriptor(annotations, key)?.value, MAX_VERSION);
}

/** Versions are listed with commas between them. */
function oneWord(text: string): string {
  return text.trim().split(/[\s,]/, 1)[0] ?? '';
}

/** The tag after the last colon that no slash follows; a digest or a bare name has none. */
function tagOf(image: string): string {
  const name = image.split('@', 1)[0] ?? '';
  const colon = name.lastIndexOf(':');
  return colon > name.lastIndexOf('/') ? name.slice(colon + 1) : '';
}
