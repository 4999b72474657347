// Whether a write may happen at all: versions and uids that must agree, namespaces that must live, names that must be.
import { type Json, textAt } from './json.ts';
import { qualifiedName, type ResourceType, typeById } from './resources.ts';
import { conflict, detailsOf, invalid, notFound, StatusError } from './status.ts';
import type { MemoryStore, Revision } from './store.ts';
import type { KubeJson } from './types.ts';

/** The part of a write request that the checks look at. */
interface WriteTarget {
  readonly store: MemoryStore;
  readonly type: ResourceType;
  readonly namespace: string | undefined;
  readonly name: string | undefined;
}

/** Custom resources and leases have no unconditional update. */
export function needsVersion(type: ResourceType): boolean {
  return type.isCustom || type.plural === 'leases';
}

export function checkPreconditions({ type }: WriteTarget, live: Revision, wanted: Json): void {
  const { name } = live.object.metadata;
  const version = textAt(wanted, 'resourceVersion') ?? '';
  const uid = textAt(wanted, 'uid') ?? '';
  const liveUid = textAt(live.object, 'metadata', 'uid');
  if (uid !== '' && uid !== liveUid) {
    throw conflict(
      type,
      name,
      `Precondition failed: UID in precondition: ${uid}, UID in object meta: ${liveUid}`,
    );
  }
  if (version !== '' && version !== String(live.version)) {
    throw conflict(
      type,
      name,
      'the object has been modified; please apply your changes to the latest version and try again',
    );
  }
}

export function checkNoUid(type: ResourceType, name: string, configuration: KubeJson): void {
  const uid = textAt(configuration, 'metadata', 'uid') ?? '';
  if (uid === '') return;
  throw conflict(
    type,
    name,
    `uid mismatch: the provided object specified uid ${uid}, and no existing object was found`,
  );
}

/** An apply that names another uid means another object. */
export function checkUid(type: ResourceType, live: KubeJson, configuration: KubeJson): void {
  const uid = textAt(configuration, 'metadata', 'uid') ?? '';
  if (uid === '' || uid === live.metadata['uid']) return;
  const message = `Invalid value: "${uid}": field is immutable`;
  const cause = { reason: 'FieldValueInvalid', message, field: 'metadata.uid' };
  throw invalid({ group: type.group, kind: type.kind, name: live.metadata.name }, [cause]);
}

const POLICIES = ['Foreground', 'Background', 'Orphan', 'nil'];

export function checkDeleteOptions(options: Json): void {
  const policy = textAt(options, 'propagationPolicy');
  if (policy === undefined || POLICIES.includes(policy)) return;
  const list = POLICIES.map((word) => JSON.stringify(word)).join(', ');
  const message = `Unsupported value: ${JSON.stringify(policy)}: supported values: ${list}`;
  throw invalid({ group: 'meta.k8s.io', kind: 'DeleteOptions', name: '' }, [
    { reason: 'FieldValueNotSupported', message, field: 'propagationPolicy' },
  ]);
}

export function checkDeletePreconditions(type: ResourceType, live: KubeJson, wanted: Json): void {
  // Deletion names the kind where everything else names the resource.
  const subject = { ...type, plural: type.kind };
  const uid = textAt(wanted, 'uid');
  const version = textAt(wanted, 'resourceVersion');
  const { uid: liveUid, resourceVersion, name } = live.metadata;
  if (uid !== undefined && uid !== liveUid) {
    throw conflict(
      subject,
      name,
      `the UID in the precondition (${uid}) does not match the UID in record (${String(liveUid)}). ` +
        'The object might have been deleted and then recreated',
    );
  }
  if (version !== undefined && version !== resourceVersion) {
    throw conflict(
      subject,
      name,
      `the ResourceVersion in the precondition (${version}) does not match the ResourceVersion in ` +
        `record (${String(resourceVersion)}). The object might have been modified`,
    );
  }
}

/** A namespace that was never stored is let through, so that tests need not make one. */
export function checkNamespace({ store, type, namespace }: WriteTarget, name: string): void {
  if (namespace === undefined) return;
  const state = store.namespaceState(namespace);
  const namespaces = typeById('v1/namespaces');
  if (state === 'gone' && namespaces !== undefined) throw notFound(namespaces, namespace);
  if (state !== 'terminating') return;
  throw new StatusError({
    code: 403,
    reason: 'Forbidden',
    message: `${qualifiedName(type)} "${name}" is forbidden: unable to create new content in namespace ${namespace} because it is being terminated`,
    details: {
      ...detailsOf(type, name),
      causes: [
        {
          reason: 'NamespaceTerminating',
          message: `namespace ${namespace} is being terminated`,
          field: 'metadata.namespace',
        },
      ],
    },
  });
}

export function nameRequired(type: ResourceType): StatusError {
  const message = 'Required value: name or generateName is required';
  return invalid({ group: type.group, kind: type.kind, name: '' }, [
    { reason: 'FieldValueRequired', message, field: 'metadata.name' },
  ]);
}

export function versionRequired({ type, name = '' }: WriteTarget): StatusError {
  const message = 'Invalid value: 0: must be specified for an update';
  return invalid({ group: type.group, kind: type.plural, name }, [
    { reason: 'FieldValueInvalid', message, field: 'metadata.resourceVersion' },
  ]);
}

export function optionsInvalid(field: string, reason: string, message: string): StatusError {
  return invalid({ group: 'meta.k8s.io', kind: 'PatchOptions', name: '' }, [
    { reason, message, field },
  ]);
}
