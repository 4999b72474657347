// OpenAPI v3 of the custom types: what `kubectl explain` prints and what `kubectl apply` looks up.
import { type Json, recordAt, withoutFields } from './json.ts';
import type { ResourceType } from './resources.ts';
import { schemaOf } from './schema.ts';

const ROOT = '/openapi/v3';
const CONVENTIONS =
  'https://git.k8s.io/community/contributors/devel/sig-architecture/api-conventions.md';
const META = 'io.k8s.apimachinery.pkg.apis.meta.v1.ObjectMeta';
/** Every object's own fields, described as k8s.io/apiextensions-apiserver/pkg/controller/openapi/builder does. */
const IDENTITY = {
  apiVersion: {
    description: `APIVersion defines the versioned schema of this representation of an object. Servers should convert recognized schemas to the latest internal value, and may reject unrecognized values. More info: ${CONVENTIONS}#resources`,
    type: 'string',
  },
  kind: {
    description: `Kind is a string value representing the REST resource this object represents. Servers may infer this from the endpoint the client submits requests to. Cannot be updated. In CamelCase. More info: ${CONVENTIONS}#types-kinds`,
    type: 'string',
  },
  metadata: {
    allOf: [{ $ref: `#/components/schemas/${META}` }],
    description: `Standard object's metadata. More info: ${CONVENTIONS}#metadata`,
  },
};
const WRITE_PARAMETERS = ['dryRun', 'fieldManager', 'fieldValidation', 'force'];

/** The document at a path; undefined when there is none. */
export function openApi(
  path: string,
  served: readonly ResourceType[],
  definitionOf: (type: ResourceType) => unknown,
): Json | undefined {
  const types = served.filter((type) => type.isCustom);
  if (path === ROOT) {
    return { paths: Object.fromEntries(types.map((type) => [groupPath(type), whereabouts(type)])) };
  }
  const type = types.find((candidate) => path === `${ROOT}/${groupPath(candidate)}`);
  const schema = type && schemaOf(definitionOf(type), type);
  return type && schema && document(type, schema);
}

function groupPath(type: ResourceType): string {
  return `apis/${type.apiVersion}`;
}

function whereabouts(type: ResourceType): Json {
  // Nobody caches these, so the digest never changes.
  return { serverRelativeURL: `${ROOT}/${groupPath(type)}?hash=0` };
}

function document(type: ResourceType, schema: Json): Json {
  return {
    openapi: '3.0.0',
    info: { title: 'Kubernetes CRD Swagger', version: 'v0.1.0' },
    paths: pathsOf(type),
    components: {
      schemas: {
        [schemaName(type)]: describedSchema(type, schema),
        [META]: { description: 'Name, labels and the like.', type: 'object' },
      },
    },
  };
}

/** "dev.servicehealth.v1alpha1.ServiceHealth": the group backwards. */
function schemaName({ group, version, kind }: ResourceType): string {
  return [...group.split('.').toReversed(), version, kind].join('.');
}

function gvkOf({ group, version, kind }: ResourceType): Json {
  return { group, version, kind };
}

function describedSchema(type: ResourceType, schema: Json): Json {
  return {
    ...withoutFields(schema, ['properties']),
    properties: { ...recordAt(schema, 'properties'), ...IDENTITY },
    'x-kubernetes-group-version-kind': [gvkOf(type)],
    'x-kubernetes-selectable-fields': type.fields.map((fieldPath) => ({ fieldPath })),
  };
}

function pathsOf(type: ResourceType): Json {
  const collection = `/${groupPath(type)}/namespaces/{namespace}/${type.plural}`;
  const gvk = { 'x-kubernetes-group-version-kind': gvkOf(type) };
  const parameters = WRITE_PARAMETERS.map((name) => ({ name, in: 'query' }));
  const object = { get: gvk, put: gvk, patch: { ...gvk, parameters } };
  return {
    [`/${groupPath(type)}/${type.plural}`]: { get: gvk },
    [collection]: { get: gvk, post: { ...gvk, parameters } },
    [`${collection}/{name}`]: object,
    ...(type.hasStatus ? { [`${collection}/{name}/status`]: object } : {}),
  };
}
