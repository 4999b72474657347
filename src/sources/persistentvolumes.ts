import type { VolumeFact } from '../facts/index.ts';
import { freeText } from '../logs/text/free-text.ts';
import type { Interner } from './intern.ts';
import { MAX_MESSAGE, MAX_NAME, objectFact, reasonOf } from './object-fact.ts';
import { defined, type Fields, fields, word } from './read.ts';
import type { Source } from './source.ts';

/** PersistentVolumes: whether there still is a volume behind a claim. */
export function volumeSource(intern: Interner): Source<VolumeFact> {
  return {
    resource: 'persistentvolumes',
    apiGroup: '',
    version: 'v1',
    // Without them a claim still says what it has not got.
    isRequired: false,
    isClusterScoped: true,
    project: (object) => projectVolume(object, intern),
  };
}

function projectVolume(object: unknown, intern: Interner): VolumeFact | undefined {
  // Nobody asks for the labels, and drivers put some into each.
  const metadata = { ...fields(fields(object)['metadata']), labels: undefined };
  const common = objectFact({ metadata }, intern);
  if (common === undefined) return undefined;
  const { name, uid, createdMs, deletionMs } = common;
  const status = fields(fields(object)['status']);
  const claim = claimOf(fields(fields(fields(object)['spec'])['claimRef']), intern);
  return {
    kind: 'PersistentVolume',
    name,
    uid,
    createdMs,
    ...defined({ deletionMs, claim }),
    phase: reasonOf(status['phase'], intern),
    message: freeText(status['message'], MAX_MESSAGE),
  };
}

function claimOf(reference: Fields, intern: Interner): VolumeFact['claim'] {
  const name = word(reference['name'], MAX_NAME);
  if (name === '') return undefined;
  const namespace = intern.string(word(reference['namespace'], MAX_NAME));
  return { namespace, name, uid: word(reference['uid'], MAX_NAME) };
}
