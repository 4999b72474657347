// The rest of a bookmark's object, which is no object.
import type { Json } from './json.ts';
import type { ResourceType } from './resources.ts';

/** Go's zero values make a bookmark look like a broken object: observed on 1.34, e.g. `containers: null`. */
export function bookmarkRest(type: ResourceType): Json {
  if (type.isCustom) return {};
  const template = { metadata: {}, spec: { containers: null } };
  if (type.plural === 'pods') return { spec: { containers: null }, status: {} };
  if (type.plural === 'events') {
    return {
      involvedObject: {},
      source: {},
      firstTimestamp: null,
      lastTimestamp: null,
      eventTime: null,
    };
  }
  if (type.group === 'apps') return { spec: { selector: null, template }, status: {} };
  if (type.plural === 'jobs') return { spec: { template }, status: {} };
  if (type.plural === 'cronjobs') {
    return {
      spec: { schedule: '', jobTemplate: { metadata: {}, spec: { template } } },
      status: {},
    };
  }
  if (type.plural === 'endpointslices') return { addressType: '', endpoints: null, ports: null };
  return type.hasStatus ? { spec: {}, status: {} } : {};
}
