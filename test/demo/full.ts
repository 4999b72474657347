import { stringify } from 'yaml';
import { z } from 'zod';

const shown = z.looseObject({ metadata: z.looseObject({ managedFields: z.unknown() }) });

/** As `kubectl get --output yaml` prints one object: sorted, and without managedFields. */
export function fullText(object: unknown): string {
  const { metadata, ...rest } = shown.parse(object);
  const { managedFields: _, ...kept } = metadata;
  return stringify(
    { ...rest, metadata: kept },
    { sortMapEntries: true, indentSeq: false, version: '1.1', aliasDuplicateObjects: false },
  );
}
