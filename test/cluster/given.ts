// A cluster that somebody else made: used only when it says that it may be spoilt.
import { spawnSync } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Cluster } from './cluster.ts';
import { findProgram } from './prerequisites.ts';
import { Refusal } from './report.ts';

const marker = 'servicehealth-disposable';
const account = 'servicehealth-test-admin';

const configSchema = z.object({
  clusters: z
    .array(
      z.object({
        cluster: z.object({
          server: z.string(),
          'certificate-authority-data': z.string().optional(),
        }),
      }),
    )
    .min(1),
});

type Kubectl = (...words: readonly string[]) => { readonly ok: boolean; readonly text: string };

function kubectlFor(program: string, kubeconfig: string): Kubectl {
  return (...words) => {
    const answer = spawnSync(program, ['--kubeconfig', kubeconfig, ...words], { encoding: 'utf8' });
    const ok = answer.status === 0;
    return { ok, text: (ok ? answer.stdout : answer.stderr).trim() };
  };
}

function requireMarker(kubectl: Kubectl, kubeconfig: string): void {
  const found = kubectl(
    '--namespace',
    'kube-system',
    'get',
    'configmap',
    marker,
    '--output',
    'name',
  );
  if (found.ok) return;
  throw new Refusal(
    `The cluster of ${kubeconfig} is not marked as disposable: make the ConfigMap ` +
      `kube-system/${marker} in it, or pass --yes (${found.text}).`,
  );
}

/** Many kubeconfigs hold a client certificate or a login program; the tests want a plain token. */
function adminToken(kubectl: Kubectl): string {
  kubectl('--namespace', 'kube-system', 'create', 'serviceaccount', account);
  const subject = `--serviceaccount=kube-system:${account}`;
  kubectl('create', 'clusterrolebinding', account, '--clusterrole=cluster-admin', subject);
  const token = kubectl('--namespace', 'kube-system', 'create', 'token', account, '--duration=24h');
  if (!token.ok) throw new Refusal(`The given cluster makes no admin token: ${token.text}.`);
  return token.text;
}

/** Says to every tool that the cluster may be spoilt. Done again, it changes nothing. */
export function markDisposable(kubeconfig: string): void {
  const program = findProgram('kubectl');
  if (program === undefined) throw new Refusal('Install kubectl: a kind cluster needs it.');
  const kubectl = kubectlFor(program, kubeconfig);
  kubectl('--namespace', 'kube-system', 'create', 'configmap', marker);
  requireMarker(kubectl, kubeconfig);
}

async function refuseComponent(): Promise<void> {
  throw new Refusal('Components can only be stopped and started in a cluster that we made.');
}

export interface GivenCluster {
  readonly kubeconfig: string;
  readonly yes: boolean;
  /** For the authority's certificate. */
  readonly folder: string;
}

export function clusterFromKubeconfig({ kubeconfig, yes, folder }: GivenCluster): Cluster {
  const program = findProgram('kubectl');
  if (program === undefined) throw new Refusal('Install kubectl: --kubeconfig needs it.');
  const kubectl = kubectlFor(program, kubeconfig);
  if (!yes) requireMarker(kubectl, kubeconfig);
  const view = kubectl('config', 'view', '--raw', '--minify', '--flatten', '--output', 'json');
  if (!view.ok) throw new Refusal(`${kubeconfig} cannot be read: ${view.text}.`);
  const { cluster } = configSchema.parse(JSON.parse(view.text)).clusters[0] ?? {};
  if (cluster === undefined) throw new Refusal(`${kubeconfig} has no current cluster.`);
  mkdirSync(folder, { recursive: true });
  const ca = cluster['certificate-authority-data'];
  const caFile = ca === undefined ? '' : join(folder, 'ca.crt');
  if (ca !== undefined) writeFileSync(caFile, Buffer.from(ca, 'base64'));
  return {
    kubeconfigPath: kubeconfig,
    server: cluster.server,
    adminToken: adminToken(kubectl),
    caFile,
    kubectlPath: program,
    registry: { url: '', privateUrl: '', password: '' },
    stateFolder: folder,
    stopComponent: refuseComponent,
    startComponent: refuseComponent,
  };
}
