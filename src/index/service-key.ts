import { createHash } from 'node:crypto';
import type { Labels, ServiceKey } from '../facts/index.ts';

/** How objects get their service. */
export interface IdentityConfig {
  /** Label keys, first hit wins; `name+instance` is a pair that makes Helm's full name. */
  readonly serviceLabels: readonly string[];
  /** `owners`: what has no such label takes the name of its owner. `ignore`: it is left out. */
  readonly unlabelled: 'owners' | 'ignore';
}

/** What most clusters label with, most deliberate first. */
export const DEFAULT_IDENTITY: IdentityConfig = {
  serviceLabels: [
    'backstage.io/kubernetes-id',
    'app.kubernetes.io/name+app.kubernetes.io/instance',
    'app',
    'k8s-app',
  ],
  unlabelled: 'owners',
};

// metadata.name of a custom resource is a DNS-1123 subdomain of at most this length.
const MAX_NAME_LENGTH = 253;
// 32 bits: two changed names of one namespace meet by accident about once in four billion.
const HASH_LENGTH = 8;

// Controllers whose name is a name people know, also when only an owner reference tells of them.
const NAMING_KINDS: ReadonlySet<string> = new Set([
  'Deployment',
  'StatefulSet',
  'DaemonSet',
  'CronJob',
]);
// One-off work and what a pod or node started by itself: Spark executors, CI runs, mirror pods.
const NAMELESS_KINDS: ReadonlySet<string> = new Set(['Pod', 'Job', 'Node']);

/** The service a set of labels names; an empty value names nothing. */
export function serviceNameOf(labels: Labels, config: IdentityConfig): string | undefined {
  for (const entry of config.serviceLabels) {
    const name = nameFromEntry(labels, entry);
    if (name !== undefined) return name;
  }
  return undefined;
}

// `+` cannot occur in a label key, so it is free to join two.
function nameFromEntry(labels: Labels, entry: string): string | undefined {
  const plus = entry.indexOf('+');
  if (plus < 0) return labels.get(entry) || undefined;
  const name = labels.get(entry.slice(0, plus));
  if (!name) return undefined;
  const instance = labels.get(entry.slice(plus + 1));
  return instance ? helmFullName(name, instance) : name;
}

// The `fullname` template of `helm create`: two releases of one chart stay two services.
function helmFullName(name: string, instance: string): string {
  return instance.includes(name) ? instance : `${instance}-${name}`;
}

/**
 * Whether an unlabelled object takes its top owner's name: `always`, only when that owner runs
 * more than one live pod (`shared`: a single one may be a one-off of a controller we do not know), or `never`.
 */
export function ownerNaming(kind: string): 'always' | 'shared' | 'never' {
  if (NAMING_KINDS.has(kind)) return 'always';
  return NAMELESS_KINDS.has(kind) ? 'never' : 'shared';
}

/** A key as one string, for maps and queues; a namespace never holds a slash. */
export function serviceId(key: ServiceKey): string {
  return `${key.namespace}/${key.name}`;
}

/** The key that `serviceId` made this string of. */
export function serviceKeyOf(id: string): ServiceKey {
  const slash = id.indexOf('/');
  return { namespace: id.slice(0, slash), name: id.slice(slash + 1) };
}

/** The name of the ServiceHealth object: the service's own where Kubernetes allows it, else a similar one with a hash. */
export function objectNameOf(serviceName: string): string {
  if (isObjectName(serviceName)) return serviceName;
  const hash = createHash('sha256').update(serviceName).digest('hex').slice(0, HASH_LENGTH);
  const slug = slugOf(serviceName).slice(0, MAX_NAME_LENGTH - HASH_LENGTH - 1);
  // The cut may have left one separator at the end.
  const stem = slug.replace(/[-.]$/, '') || 'service';
  return `${stem}-${hash}`;
}

function isObjectName(name: string): boolean {
  return (
    name.length <= MAX_NAME_LENGTH &&
    /^[a-z0-9.-]+$/.test(name) &&
    // No DNS label is empty, or begins or ends with a dash.
    name.split('.').every((label) => /^[a-z0-9]/.test(label) && /[a-z0-9]$/.test(label))
  );
}

// Between two kept characters stands exactly one separator, so every DNS label is well formed.
function slugOf(name: string): string {
  return name
    .toLowerCase()
    .split('.')
    .map((label) =>
      label
        .split(/[^a-z0-9]/)
        .filter(Boolean)
        .join('-'),
    )
    .filter(Boolean)
    .join('.');
}
