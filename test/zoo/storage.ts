// Which PersistentVolumes and StorageClasses go into a recording: those of the scenario, as others run beside it.
import type { RecordedEvent } from './recording.ts';
import type { ManifestObject } from './scenario.ts';

const storageKinds: ReadonlySet<string> = new Set(['PersistentVolume', 'StorageClass']);

/** Without the volumes and classes that the scenario did not make. */
export function withOwnStorage(
  events: readonly RecordedEvent[],
  made: readonly ManifestObject[],
): readonly RecordedEvent[] {
  const names = new Set(made.map(({ kind, metadata }) => `${kind}/${metadata.name}`));
  return events.filter(({ object: { kind, metadata } }) => {
    return !storageKinds.has(kind) || names.has(`${kind}/${metadata.name}`);
  });
}
