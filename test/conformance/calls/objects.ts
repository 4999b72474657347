// The objects that are sent, and where to.
import type { Json } from '../../fake-apiserver/json.ts';

const IN_NAMESPACE = 'namespaces/{ns}';
export const HEALTHS = `/apis/servicehealth.dev/v1alpha1/${IN_NAMESPACE}/servicehealths`;
export const ALL_HEALTHS = '/apis/servicehealth.dev/v1alpha1/servicehealths';
export const CONFIG_MAPS = `/api/v1/${IN_NAMESPACE}/configmaps`;
export const PODS = `/api/v1/${IN_NAMESPACE}/pods`;
export const CORE_EVENTS = `/api/v1/${IN_NAMESPACE}/events`;
export const EVENTS = `/apis/events.k8s.io/v1/${IN_NAMESPACE}/events`;
export const LEASES = `/apis/coordination.k8s.io/v1/${IN_NAMESPACE}/leases`;
export const DEPLOYMENTS = `/apis/apps/v1/${IN_NAMESPACE}/deployments`;

export const TABLE = 'application/json;as=Table;v=v1;g=meta.k8s.io,application/json';
export const PARTIAL_LIST =
  'application/json;as=PartialObjectMetadataList;v=v1;g=meta.k8s.io,application/json';
export const PARTIAL =
  'application/json;as=PartialObjectMetadata;v=v1;g=meta.k8s.io,application/json';

/** Spec, status and further metadata of one kind of object. */
interface Parts {
  readonly metadata?: Json;
  readonly spec?: unknown;
  readonly status?: unknown;
}

export function health(name: string, { metadata, ...rest }: Parts = {}): Json {
  const apiVersion = 'servicehealth.dev/v1alpha1';
  return { apiVersion, kind: 'ServiceHealth', metadata: { name, ...metadata }, ...rest };
}

export function configMap(name: string, data: Json = {}, metadata: Json = {}): Json {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, ...metadata }, data };
}

/** Nobody schedules it, so nothing changes it. */
export function pod(name: string, metadata: Json = {}): Json {
  const containers = [{ name: 'app', image: 'registry.example/app:1' }];
  const spec = { schedulerName: 'nobody', containers };
  return { apiVersion: 'v1', kind: 'Pod', metadata: { name, ...metadata }, spec };
}

export function lease(name: string, spec: Json, metadata: Json = {}): Json {
  const apiVersion = 'coordination.k8s.io/v1';
  return { apiVersion, kind: 'Lease', metadata: { name, ...metadata }, spec };
}

/** A condition as the operator writes it. */
export function condition(type: string, status: string, more: Json = {}): Json {
  const lastTransitionTime = '2030-01-01T00:00:00Z';
  return { type, status, reason: 'Tried', message: 'tried', lastTransitionTime, ...more };
}
