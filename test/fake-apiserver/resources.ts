// Which resource types the server serves: one row per type, no other place knows their names.

/** One resource type as the API machinery sees it. */
export interface ResourceType {
  /** "group/version/plural", "v1/pods" for the core group. */
  readonly id: string;
  readonly group: string;
  readonly version: string;
  readonly apiVersion: string;
  readonly plural: string;
  readonly singular: string;
  readonly kind: string;
  readonly shortNames: readonly string[];
  /** `kubectl get all` asks for what is in "all". */
  readonly categories: readonly string[];
  readonly namespaced: boolean;
  readonly hasStatus: boolean;
  /** Whether changes of the desired state count up `metadata.generation`. */
  readonly hasGeneration: boolean;
  /** Custom resources keep apiVersion and kind in list items and refuse updates without a resourceVersion. */
  readonly isCustom: boolean;
  /** The status that a new object gets: defaults of the schema, or of the strategy of a built-in type. */
  readonly initialStatus: Readonly<Record<string, unknown>> | undefined;
  /** Field labels that may be selected besides metadata.name and metadata.namespace. */
  readonly fields: readonly string[];
}

interface Row {
  readonly kind: string;
  readonly plural: string;
  readonly short?: readonly string[];
  readonly clusterScoped?: true;
  readonly noStatus?: true;
  readonly noGeneration?: true;
  readonly custom?: true;
  readonly initialStatus?: Readonly<Record<string, unknown>>;
  readonly fields?: readonly string[];
}

/** Field labels as registered by pkg/apis/{core,apps,batch}/v1/conversion.go of Kubernetes 1.34. */
const POD_FIELDS = [
  'spec.nodeName',
  'spec.restartPolicy',
  'spec.schedulerName',
  'spec.serviceAccountName',
  'status.phase',
  'status.podIP',
  'status.nominatedNodeName',
];
const EVENT_FIELDS = [
  'involvedObject.kind',
  'involvedObject.namespace',
  'involvedObject.name',
  'involvedObject.uid',
  'involvedObject.apiVersion',
  'involvedObject.resourceVersion',
  'involvedObject.fieldPath',
  'reason',
  'reportingComponent',
  'source',
  'type',
];

const ROWS: Readonly<Record<string, readonly Row[]>> = {
  v1: [
    {
      kind: 'Pod',
      plural: 'pods',
      short: ['po'],
      initialStatus: { phase: 'Pending' },
      fields: POD_FIELDS,
    },
    {
      kind: 'Event',
      plural: 'events',
      short: ['ev'],
      noStatus: true,
      noGeneration: true,
      fields: EVENT_FIELDS,
    },
    {
      kind: 'Service',
      plural: 'services',
      short: ['svc'],
      noGeneration: true,
      fields: ['spec.clusterIP', 'spec.type'],
    },
    {
      kind: 'Namespace',
      plural: 'namespaces',
      short: ['ns'],
      clusterScoped: true,
      noGeneration: true,
      initialStatus: { phase: 'Active' },
      fields: ['status.phase'],
    },
    {
      kind: 'Node',
      plural: 'nodes',
      short: ['no'],
      clusterScoped: true,
      noGeneration: true,
      fields: ['spec.unschedulable'],
    },
    { kind: 'ConfigMap', plural: 'configmaps', short: ['cm'], noStatus: true, noGeneration: true },
    {
      kind: 'ReplicationController',
      plural: 'replicationcontrollers',
      short: ['rc'],
      fields: ['status.replicas'],
    },
    {
      kind: 'PersistentVolumeClaim',
      plural: 'persistentvolumeclaims',
      short: ['pvc'],
      noGeneration: true,
    },
    {
      kind: 'PersistentVolume',
      plural: 'persistentvolumes',
      short: ['pv'],
      clusterScoped: true,
      noGeneration: true,
    },
    { kind: 'ResourceQuota', plural: 'resourcequotas', short: ['quota'], noGeneration: true },
  ],
  'apps/v1': [
    { kind: 'ReplicaSet', plural: 'replicasets', short: ['rs'], fields: ['status.replicas'] },
    { kind: 'Deployment', plural: 'deployments', short: ['deploy'] },
    { kind: 'StatefulSet', plural: 'statefulsets', short: ['sts'] },
    { kind: 'DaemonSet', plural: 'daemonsets', short: ['ds'] },
  ],
  'batch/v1': [
    { kind: 'Job', plural: 'jobs', fields: ['status.successful'] },
    { kind: 'CronJob', plural: 'cronjobs', short: ['cj'] },
  ],
  'autoscaling/v2': [
    {
      kind: 'HorizontalPodAutoscaler',
      plural: 'horizontalpodautoscalers',
      short: ['hpa'],
      noGeneration: true,
    },
  ],
  'storage.k8s.io/v1': [
    {
      kind: 'StorageClass',
      plural: 'storageclasses',
      short: ['sc'],
      clusterScoped: true,
      noStatus: true,
      noGeneration: true,
    },
  ],
  'discovery.k8s.io/v1': [{ kind: 'EndpointSlice', plural: 'endpointslices', noStatus: true }],
  'networking.k8s.io/v1': [{ kind: 'Ingress', plural: 'ingresses', short: ['ing'] }],
  'policy/v1': [{ kind: 'PodDisruptionBudget', plural: 'poddisruptionbudgets', short: ['pdb'] }],
  'coordination.k8s.io/v1': [
    { kind: 'Lease', plural: 'leases', noStatus: true, noGeneration: true },
  ],
  'apiextensions.k8s.io/v1': [
    {
      kind: 'CustomResourceDefinition',
      plural: 'customresourcedefinitions',
      short: ['crd', 'crds'],
      clusterScoped: true,
    },
  ],
  'servicehealth.dev/v1alpha1': [
    {
      kind: 'ServiceHealth',
      plural: 'servicehealths',
      short: ['svch'],
      custom: true,
      initialStatus: { observedGeneration: -1 },
      fields: ['status.health', 'status.topIssue'],
    },
    {
      kind: 'HealthRule',
      plural: 'healthrules',
      clusterScoped: true,
      custom: true,
      initialStatus: { observedGeneration: -1 },
    },
  ],
};

const IN_ALL: ReadonlySet<string> = new Set([
  'pods',
  'replicationcontrollers',
  'services',
  'daemonsets',
  'deployments',
  'replicasets',
  'statefulsets',
  'horizontalpodautoscalers',
  'cronjobs',
  'jobs',
  'servicehealths',
]);

function toType(apiVersion: string, row: Row): ResourceType {
  const slash = apiVersion.indexOf('/');
  return {
    id: `${apiVersion}/${row.plural}`,
    group: slash < 0 ? '' : apiVersion.slice(0, slash),
    version: apiVersion.slice(slash + 1),
    apiVersion,
    plural: row.plural,
    singular: row.kind.toLowerCase(),
    kind: row.kind,
    shortNames: row.short ?? [],
    categories: IN_ALL.has(row.plural) ? ['all'] : [],
    namespaced: !row.clusterScoped,
    hasStatus: !row.noStatus,
    hasGeneration: !row.noGeneration,
    isCustom: row.custom ?? false,
    initialStatus: row.initialStatus,
    fields: row.fields ?? [],
  };
}

export const RESOURCE_TYPES: readonly ResourceType[] = Object.entries(ROWS).flatMap(
  ([apiVersion, rows]) => rows.map((row) => toType(apiVersion, row)),
);

const BY_ID = new Map(RESOURCE_TYPES.map((type) => [type.id, type]));
const BY_KIND = new Map(RESOURCE_TYPES.map((type) => [`${type.apiVersion}/${type.kind}`, type]));

export function typeById(id: string): ResourceType | undefined {
  return BY_ID.get(id);
}

export function typeByKind(apiVersion: string, kind: string): ResourceType | undefined {
  return BY_KIND.get(`${apiVersion}/${kind}`);
}

/** "pods", "deployments.apps": how error messages name a type. */
export function qualifiedName(type: ResourceType): string {
  return type.group === '' ? type.plural : `${type.plural}.${type.group}`;
}
