// The operator's own identity: a ServiceAccount, its generated roles, and a token in a kubeconfig file.
import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseAllDocuments } from 'yaml';
import { z } from 'zod';
import { kubeconfigText } from '../cluster/configs.ts';
import { applyObjects, kubectlMust } from './kubectl.ts';
import { outputFolder, ownLabel, projectFolder, type Run } from './run.ts';

const systemNamespace = 'servicehealth-system';
/** Of the operator under test. */
const account = 'servicehealth';
/** Of the second operator, whose rights end at one namespace. */
const limitedAccount = 'servicehealth-limited';
/** What binds the account before it has its real role. */
const partialRole = 'servicehealth-e2e-partial';
const crdFiles = ['servicehealth', 'healthrule'].map((name) =>
  join(projectFolder, `crds/${name}.yaml`),
);
const roleFolder = join(projectFolder, 'charts/servicehealth/files');
const rbacGroup = 'rbac.authorization.k8s.io';

export const ruleSchema = z.looseObject({
  apiGroups: z.array(z.string()),
  resources: z.array(z.string()),
  verbs: z.array(z.string()),
});
export type Rule = z.infer<typeof ruleSchema>;

const roleSchema = z.looseObject({
  kind: z.enum(['ClusterRole', 'Role']),
  rules: z.array(ruleSchema).min(1),
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

/** Returns a kubeconfig file for it. The account may do nothing yet. */
async function makeAccountNamed(run: Run, user: string): Promise<string> {
  const labels = { [ownLabel]: 'true' };
  const about = { apiVersion: 'v1', metadata: { name: systemNamespace, labels } };
  const metadata = { name: user, namespace: systemNamespace };
  await applyObjects(run, [
    { ...about, kind: 'Namespace' },
    { apiVersion: 'v1', kind: 'ServiceAccount', metadata },
  ]);
  const create = ['create', 'token', user, '--duration=2h'];
  const token = await kubectlMust(run, ['--namespace', systemNamespace, ...create]);
  const caPem = run.caFile === '' ? '' : readFileSync(run.caFile, 'utf8');
  const file = join(outputFolder, `${user}.kubeconfig`);
  const text = kubeconfigText({ server: run.server, caPem, user, token: token.trim() });
  writeFileSync(file, text, { mode: 0o600 });
  return file;
}

export async function makeAccount(run: Run): Promise<string> {
  return makeAccountNamed(run, account);
}

export async function makeLimitedAccount(run: Run): Promise<string> {
  return makeAccountNamed(run, limitedAccount);
}

/** What the generated ClusterRole allows, rule by rule. */
export function generatedRules(): readonly Rule[] {
  return generatedRoles()
    .filter(({ kind }) => kind === 'ClusterRole')
    .flatMap(({ rules }) => rules);
}

/** From here on the limited account may do this in the namespace, and nothing else anywhere. */
export async function grantInNamespace(
  run: Run,
  namespace: string,
  rules: readonly Rule[],
): Promise<void> {
  const metadata = { name: limitedAccount, namespace };
  const apiVersion = `${rbacGroup}/v1`;
  await applyObjects(run, [
    { apiVersion, kind: 'Role', metadata, rules },
    {
      apiVersion,
      kind: 'RoleBinding',
      metadata,
      roleRef: { apiGroup: rbacGroup, kind: 'Role', name: limitedAccount },
      subjects: [{ kind: 'ServiceAccount', name: limitedAccount, namespace: systemNamespace }],
    },
  ]);
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
  await kubectlMust(run, [...apply, `--filename=${crdFiles.join(',')}`]);
}

export async function removeResourceType(run: Run): Promise<void> {
  await kubectlMust(run, ['delete', '--ignore-not-found', `--filename=${crdFiles.join(',')}`]);
}

/** The account itself goes with its namespace, which has our label. */
export async function removeRoles(run: Run): Promise<void> {
  const own = ['--selector', ownLabel, '--ignore-not-found'];
  await kubectlMust(run, ['delete', 'clusterrolebinding,clusterrole', ...own]);
}
