// The operator's own identity: a ServiceAccount, its generated roles, and a token in a kubeconfig file.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { kubeconfigText } from '../cluster/configs.ts';
import { applyObjects, kubectlMust } from './kubectl.ts';
import { outputFolder, ownLabel, projectFolder, type Run } from './run.ts';

const systemNamespace = 'servicehealth-system';
const account = 'servicehealth';
/** What binds the account before it has its real role. */
const partialRole = 'servicehealth-e2e-partial';
const crdFile = join(projectFolder, 'crds/servicehealth.yaml');
const roleFolder = join(projectFolder, 'charts/servicehealth/files');
const rbacGroup = 'rbac.authorization.k8s.io';

const roleSchema = z.looseObject({
  kind: z.enum(['ClusterRole', 'Role']),
  rules: z.array(z.looseObject({})).min(1),
});
type Role = z.infer<typeof roleSchema>;

function isRole(object: unknown): object is Role {
  return roleSchema.safeParse(object).success;
}

/** The generated roles, exactly; only a name and a namespace are given to them. */
function generatedRoles(): readonly Role[] {
  const files = readdirSync(roleFolder).filter((name) => name.endsWith('.yaml'));
  const documents = files.flatMap((name) =>
    parseAllDocuments(readFileSync(join(roleFolder, name), 'utf8')),
  );
  const roles = documents.map((document): unknown => document.toJS()).filter(isRole);
  if (roles.length > 0) return roles;
  throw new Error(`no generated role in ${roleFolder}: run "npm run generate"`);
}

function metadataOf(kind: Role['kind'], name: string) {
  const labels = { [ownLabel]: 'true' };
  return kind === 'Role' ? { name, namespace: systemNamespace, labels } : { name, labels };
}

function withBinding({ kind, rules }: Role, name: string): readonly unknown[] {
  const metadata = metadataOf(kind, name);
  const apiVersion = `${rbacGroup}/v1`;
  return [
    { apiVersion, kind, metadata, rules },
    {
      apiVersion,
      kind: `${kind}Binding`,
      metadata,
      roleRef: { apiGroup: rbacGroup, kind, name },
      subjects: [{ kind: 'ServiceAccount', name: account, namespace: systemNamespace }],
    },
  ];
}

/** Returns the operator's kubeconfig file. The account may do nothing yet. */
export async function makeAccount(run: Run): Promise<string> {
  const labels = { [ownLabel]: 'true' };
  const about = { apiVersion: 'v1', metadata: { name: systemNamespace, labels } };
  const metadata = { name: account, namespace: systemNamespace };
  await applyObjects(run, [
    { ...about, kind: 'Namespace' },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
  ]);
  const inNamespace = ['--namespace', systemNamespace];
  const token = await kubectlMust(run, [
    ...inNamespace,
    'create',
    'token',
    account,
    '--duration=2h',
  ]);
  const caPem = run.caFile === '' ? '' : readFileSync(run.caFile, 'utf8');
  const file = join(outputFolder, 'operator.kubeconfig');
  const text = kubeconfigText({ server: run.server, caPem, user: account, token: token.trim() });
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

/** Enough to see that the resource type is absent; everything else is refused. */
export async function grantOwnGroup(run: Run): Promise<void> {
  const rules = [{ apiGroups: ['servicehealth.dev'], resources: ['*'], verbs: ['*'] }];
  await applyObjects(run, withBinding({ kind: 'ClusterRole', rules }, partialRole));
}

/** From here on the account has the generated roles and nothing else. */
export async function grantGeneratedRoles(run: Run): Promise<void> {
  await applyObjects(
    run,
    generatedRoles().flatMap((role) => withBinding(role, account)),
  );
  await kubectlMust(run, ['delete', 'clusterrolebinding,clusterrole', partialRole]);
}

export async function installResourceType(run: Run): Promise<void> {
  const apply = ['apply', '--server-side', '--force-conflicts', '--field-manager=zoo'];
  await kubectlMust(run, [...apply, '--filename', crdFile]);
}

export async function removeResourceType(run: Run): Promise<void> {
  await kubectlMust(run, ['delete', '--ignore-not-found', '--filename', crdFile]);
}

/** The account itself goes with its namespace, which has our label. */
export async function removeRoles(run: Run): Promise<void> {
  const own = ['--selector', ownLabel, '--ignore-not-found'];
  await kubectlMust(run, ['delete', 'clusterrolebinding,clusterrole', ...own]);
}
