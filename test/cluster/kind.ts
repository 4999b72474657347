// A cluster of kind, for machines with a container engine. It has none of the zoo's registries.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import type { Cluster, ClusterStatus } from './cluster.ts';
import { clusterFromKubeconfig, markDisposable } from './given.ts';
import { findProgram } from './prerequisites.ts';
import type { Engine } from './provider.ts';
import { Refusal, type Report } from './report.ts';

/** The minor version that is built otherwise. */
const nodeImage = 'kindest/node:v1.34.0';
/** The first start also pulls the image, which is not counted in. */
const readyLimit = '180s';

export interface KindOptions {
  /** Its own, of the whole cluster: it is removed with it. */
  readonly folder: string;
  readonly engine: Engine | undefined;
  readonly report: Report;
}

/** Two state folders are two clusters, and nobody else's cluster is called like ours. */
export function kindName(folder: string): string {
  return `servicehealth-${createHash('sha256').update(folder).digest('hex').slice(0, 8)}`;
}

function kubeconfigIn(folder: string): string {
  return join(folder, 'kubeconfig');
}

/** What is printed goes to the person who waits. */
function kind({ engine }: Pick<KindOptions, 'engine'>, words: readonly string[]): string {
  const program = findProgram('kind');
  if (program === undefined) throw new Refusal('Install kind (https://kind.sigs.k8s.io).');
  const podman = engine === 'podman' ? { KIND_EXPERIMENTAL_PROVIDER: 'podman' } : {};
  const answer = spawnSync(program, words, {
    encoding: 'utf8',
    env: { ...process.env, ...podman },
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  if (answer.status === 0) return answer.stdout;
  throw new Refusal(`kind ${words.join(' ')} failed; see its own words above.`);
}

/** Makes the cluster, or finds it as it was left. */
export function kindUp(options: KindOptions): Cluster {
  const { folder, report } = options;
  const name = kindName(folder);
  const kubeconfig = kubeconfigIn(folder);
  mkdirSync(folder, { recursive: true });
  const names = kind(options, ['get', 'clusters']).split('\n');
  if (names.includes(name)) {
    report(`the kind cluster ${name} is there already`);
    kind(options, ['export', 'kubeconfig', '--name', name, '--kubeconfig', kubeconfig]);
  } else {
    report(`making the kind cluster ${name}`);
    const make = ['create', 'cluster', '--name', name, '--kubeconfig', kubeconfig];
    kind(options, [...make, '--image', nodeImage, '--wait', readyLimit]);
  }
  markDisposable(kubeconfig);
  return clusterFromKubeconfig({ kubeconfig, yes: true, folder });
}

/** False when there was none. */
export function kindDown(options: KindOptions): boolean {
  const { folder, report } = options;
  if (!existsSync(folder)) return false;
  const name = kindName(folder);
  report(`deleting the kind cluster ${name}`);
  kind(options, ['delete', 'cluster', '--name', name, '--kubeconfig', kubeconfigIn(folder)]);
  rmSync(folder, { recursive: true, force: true });
  return true;
}

/** Undefined when there is none. */
export function kindStatus(folder: string): ClusterStatus | undefined {
  const kubeconfigPath = kubeconfigIn(folder);
  const program = findProgram('kubectl');
  if (program === undefined || !existsSync(folder)) return undefined;
  const version = ask(program, kubeconfigPath, ['get', '--raw', '/version']);
  const wait = ['wait', '--for=condition=Ready', 'nodes', '--all', '--timeout=1s'];
  const isNodeReady = ask(program, kubeconfigPath, wait) !== undefined;
  const serverVersion = /"gitVersion": *"([^"]+)"/.exec(version ?? '')?.[1];
  return {
    exists: true,
    components: [],
    serverVersion,
    isNodeReady,
    isHealthy: isNodeReady && serverVersion !== undefined,
    kubeconfigPath,
  };
}

function ask(program: string, kubeconfig: string, words: readonly string[]): string | undefined {
  const all = ['--kubeconfig', kubeconfig, '--request-timeout=5s', ...words];
  const answer = spawnSync(program, all, { encoding: 'utf8', timeout: 10_000 });
  return answer.status === 0 ? answer.stdout : undefined;
}
