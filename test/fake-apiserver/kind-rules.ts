// What only one kind refuses: events and leases, which our own clients may write.
import { textAt, valueAt } from './json.ts';
import { badRequest, invalid, type StatusCause } from './status.ts';
import type { KubeJson } from './types.ts';

/** Rules of pkg/apis/core/validation/events.go that a recorder of Events trips over. */
export function checkEvent(event: KubeJson): void {
  const causes: Required<StatusCause>[] = [];
  const involved = textAt(event, 'involvedObject', 'namespace') ?? '';
  if (involved !== event.metadata.namespace && !(involved === '' && isInDefault(event))) {
    const message = `Invalid value: "${involved}": does not match event.namespace`;
    causes.push({ reason: 'FieldValueInvalid', message, field: 'involvedObject.namespace' });
  }
  const isNewStyle = textAt(event, 'eventTime') !== undefined;
  for (const field of isNewStyle
    ? ['reportingComponent', 'reportingInstance', 'action', 'reason']
    : []) {
    if (!valueAt(event, field)) {
      causes.push({ reason: 'FieldValueRequired', message: 'Required value', field });
    }
  }
  if (isNewStyle && (textAt(event, 'message') ?? '').length > 1024) {
    const message = 'Invalid value: "": can have at most 1024 characters';
    causes.push({ reason: 'FieldValueInvalid', message, field: 'message' });
  }
  if (causes.length > 0) {
    throw invalid({ group: '', kind: 'Event', name: event.metadata.name }, causes);
  }
}

/** Rules of pkg/apis/coordination/validation that a leader election may trip over. */
export function checkLease(lease: KubeJson): void {
  const causes = (
    [
      ['leaseDurationSeconds', 1, 'must be greater than 0'],
      ['leaseTransitions', 0, 'must be greater than or equal to 0'],
    ] as const
  ).flatMap(([field, least, why]) => {
    const value = valueAt(lease, 'spec', field);
    if (typeof value !== 'number' || value >= least) return [];
    const message = `Invalid value: ${value}: ${why}`;
    return [{ reason: 'FieldValueInvalid', message, field: `spec.${field}` }];
  });
  checkLeaseTimes(lease);
  if (causes.length === 0) return;
  throw invalid({ group: 'coordination.k8s.io', kind: 'Lease', name: lease.metadata.name }, causes);
}

function checkLeaseTimes(lease: KubeJson): void {
  for (const field of ['acquireTime', 'renewTime']) {
    const text = textAt(lease, 'spec', field);
    if (text === undefined || !Number.isNaN(Date.parse(text))) continue;
    throw badRequest(
      `Lease in version "v1" cannot be handled as a Lease: parsing time "${text}" as "2006-01-02T15:04:05.000000Z07:00": cannot parse "${text}" as "2006"`,
    );
  }
}

/** Events about cluster-scoped objects live in "default". */
function isInDefault(event: KubeJson): boolean {
  return event.metadata.namespace === 'default';
}
