import type { StorageClassFact } from '../facts/index.ts';
import type { Interner } from './intern.ts';
import { MAX_NAME, objectFact } from './object-fact.ts';
import { fields, word } from './read.ts';
import type { Source } from './source.ts';

/** Marks the class of claims that name none. */
const DEFAULT_CLASS = 'storageclass.kubernetes.io/is-default-class';

/** StorageClasses: which there are to choose from, and who makes their volumes. */
export function storageClassSource(intern: Interner): Source<StorageClassFact> {
  return {
    resource: 'storageclasses',
    apiGroup: 'storage.k8s.io',
    version: 'v1',
    // Without them only their names are missing in what is advised.
    isRequired: false,
    isClusterScoped: true,
    project: (object) => projectClass(object, intern),
  };
}

function projectClass(object: unknown, intern: Interner): StorageClassFact | undefined {
  const common = objectFact(object, intern);
  if (common === undefined) return undefined;
  const annotations = fields(fields(fields(object)['metadata'])['annotations']);
  return {
    kind: 'StorageClass',
    name: common.name,
    uid: common.uid,
    provisioner: word(fields(object)['provisioner'], MAX_NAME),
    isDefault: annotations[DEFAULT_CLASS] === 'true',
    waitsForPod: fields(object)['volumeBindingMode'] === 'WaitForFirstConsumer',
  };
}
