/** API group of the resource. */
export const GROUP = 'servicehealth.dev';
/** The one served and stored version. */
export const VERSION = 'v1alpha1';
/** As in manifests; the singular is its lower case. */
export const KIND = 'ServiceHealth';
/** As in API paths and roles. */
export const PLURAL = 'servicehealths';
/** `kubectl get svch`. */
export const SHORT_NAME = 'svch';
/** Owner of the fields we apply; also the operator's name in leases and events. */
export const FIELD_MANAGER = 'servicehealth';
/** Set on every object that discovery made: only those are ever deleted by us. */
export const DISCOVERED_LABEL = 'servicehealth.dev/discovered';
/** The service's name as the label had it, when the object's name had to differ. */
export const SERVICE_NAME_ANNOTATION = 'servicehealth.dev/service';
