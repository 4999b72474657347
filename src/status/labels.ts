import { DISCOVERED_LABEL, GROUP } from '../api/constants.ts';
import type { Labels } from '../facts/index.ts';

// A dozen labels is a lot already; each costs its length twice, in labels and in managedFields.
const MAX_LABELS = 20;

/** A GitOps tool that finds its own tracking label on an object it did not make deletes that object. */
const TRACKING_LABELS: ReadonlySet<string> = new Set([
  'app.kubernetes.io/instance',
  'app.kubernetes.io/managed-by',
]);
/** Argo CD and Helm: everything under these prefixes is theirs. Ours is set by us, never copied from a pod. */
const TRACKING_PREFIXES = ['argocd.argoproj.io/', 'helm.sh/', `${GROUP}/`];
/** Flux: `kustomize.toolkit.fluxcd.io/name` and its sisters. */
const TRACKING_DOMAIN = '.toolkit.fluxcd.io';

/** True for labels that must not be on our object, whatever `--copy-labels` says. */
export function isTrackingLabel(key: string): boolean {
  if (TRACKING_LABELS.has(key)) return true;
  if (TRACKING_PREFIXES.some((prefix) => key.startsWith(prefix))) return true;
  return key.split('/')[0]?.endsWith(TRACKING_DOMAIN) ?? false;
}

/** What the object's labels should be: the first copied ones by name, and that discovery made it, if it did. */
export function objectLabels(copied: Labels, isDiscovered: boolean): Map<string, string> {
  const allowed = [...copied].filter(([key]) => !isTrackingLabel(key));
  allowed.sort(([one], [other]) => (one < other ? -1 : 1));
  const labels = new Map(allowed.slice(0, MAX_LABELS));
  if (isDiscovered) labels.set(DISCOVERED_LABEL, 'true');
  return labels;
}
