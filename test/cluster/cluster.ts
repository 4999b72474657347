// The front of the harness: what the e2e suite, the zoo recorder and the command line call.
import { existsSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { cacheFolder } from './arguments.ts';
import { ensureBinaries } from './build.ts';
import { askServer, components, serverUrl } from './components.ts';
import { clusterFromKubeconfig } from './given.ts';
import { type KindOptions, kindDown, kindStatus, kindUp } from './kind.ts';
import { type Layout, layoutOf } from './layout.ts';
import { lockFile, withLock } from './lock.ts';
import { freeSlot } from './network.ts';
import { checkPrerequisites, findProgram } from './prerequisites.ts';
import { endProcesses, isAlive } from './processes.ts';
import { chooseProvider, findEngine, type ProviderName } from './provider.ts';
import type { Report } from './report.ts';
import { bringUp, type Context, ensureComponent, isNodeReady, waitForComponent } from './setup.ts';
import {
  type ClusterState,
  type ComponentName,
  claimFolder,
  componentNames,
  isOurs,
  newState,
  ownershipFile,
  readState,
  withEveryPort,
  writeState,
} from './state.ts';
import { emptyFolder, sweep } from './sweep.ts';

export type { ComponentName } from './state.ts';

export interface ClusterOptions {
  /** Default: `cluster` in the user's cache folder. */
  readonly state?: string;
  /** Use this cluster instead of making one. */
  readonly kubeconfig?: string;
  /** Default: the given one, else a built one, which alone has the zoo's registries. */
  readonly provider?: ProviderName | 'auto';
  /** The given cluster may be spoilt although it is not marked as disposable. */
  readonly yes?: boolean;
  /** Missing Debian packages may be installed. */
  readonly install?: boolean;
  /** Build the binaries again and start from an empty cluster. */
  readonly forceRebuild?: boolean;
  readonly report?: Report;
}

export interface Cluster {
  readonly kubeconfigPath: string;
  readonly server: string;
  readonly adminToken: string;
  /** Of a given cluster that uses a public authority: an empty file name. */
  readonly caFile: string;
  readonly kubectlPath: string;
  /** Known to pods as registry.zoo.test; `privateUrl` (private.zoo.test) holds the same images and
   *  wants user `zoo` and this password. All empty for a given cluster. */
  readonly registry: {
    readonly url: string;
    readonly privateUrl: string;
    readonly password: string;
  };
  readonly stateFolder: string;
  /** SIGKILL unless a grace period is given; pods run on. Refused on a given cluster. */
  readonly stopComponent: (name: ComponentName, graceMs?: number) => Promise<void>;
  /** Same address, same data; returns when the component is ready. */
  readonly startComponent: (name: ComponentName) => Promise<void>;
}

export interface ComponentStatus {
  readonly name: ComponentName;
  readonly pid: number | undefined;
  readonly isUp: boolean;
}

export interface ClusterStatus {
  readonly exists: boolean;
  readonly components: readonly ComponentStatus[];
  readonly serverVersion: string | undefined;
  readonly isNodeReady: boolean;
  readonly isHealthy: boolean;
  readonly kubeconfigPath: string;
}

function stateFolderOf(options: ClusterOptions): string {
  return options.state ?? join(cacheFolder(process.env), 'cluster');
}

function clusterOf(layout: Layout, state: ClusterState): Cluster {
  const context: Context = { layout, state, report: () => undefined };
  return {
    kubeconfigPath: layout.kubeconfig,
    server: serverUrl(state),
    adminToken: state.tokens.admin,
    caFile: layout.ca,
    kubectlPath: join(state.binFolder, 'kubectl'),
    registry: {
      url: `http://127.0.0.1:${state.ports.registry}`,
      privateUrl: `http://127.0.0.1:${state.ports.registryPrivate}`,
      password: state.registryPassword,
    },
    stateFolder: layout.folder,
    stopComponent: async (name, graceMs = 0) => {
      const known = readState(layout.folder)?.processes[name];
      if (known !== undefined) await endProcesses([known], graceMs);
    },
    startComponent: async (name) => {
      await ensureComponent(context, name);
      await waitForComponent(context, name);
    },
  };
}

async function versionOf(state: ClusterState, layout: Layout): Promise<string | undefined> {
  const answer = await askServer(state, layout, '/version');
  if (answer?.status !== 200) return undefined;
  const version: { gitVersion?: string } = JSON.parse(answer.text);
  return version.gitVersion;
}

async function statusOf(
  layout: Layout,
  state: ClusterState,
  name: ComponentName,
): Promise<ComponentStatus> {
  const known = state.processes[name];
  const runs = known !== undefined && isAlive(known);
  return {
    name,
    pid: runs ? known.pid : undefined,
    isUp: runs && (await components[name].isReady(state, layout)),
  };
}

export async function clusterStatus(options: ClusterOptions = {}): Promise<ClusterStatus> {
  const layout = layoutOf(stateFolderOf(options));
  const kubeconfigPath = layout.kubeconfig;
  const state = isOurs(layout.folder) ? readState(layout.folder) : undefined;
  if (state === undefined) {
    const inKind = kindStatus(`${stateFolderOf(options)}-kind`);
    if (inKind !== undefined) return inKind;
    const nothing = { components: [], serverVersion: undefined, kubeconfigPath };
    return { ...nothing, exists: false, isNodeReady: false, isHealthy: false };
  }
  const parts = await Promise.all(componentNames.map((name) => statusOf(layout, state, name)));
  const serverVersion = await versionOf(state, layout);
  const isReady = await isNodeReady({ layout, state, report: () => undefined });
  return {
    exists: true,
    components: parts,
    serverVersion,
    isNodeReady: isReady,
    isHealthy: state.ready && isReady && parts.every(({ isUp }) => isUp),
    kubeconfigPath,
  };
}

async function takeDown(layout: Layout, report: Report): Promise<void> {
  report('stopping every process of the cluster and removing what it made');
  await sweep(layout, readState(layout.folder));
  // The lock is ours until the end; the ownership mark goes last, with the folder.
  emptyFolder(layout, new Set([lockFile, ownershipFile]));
}

async function startFresh(layout: Layout, binFolder: string, report: Report): Promise<Cluster> {
  await takeDown(layout, report);
  const state = await newState(freeSlot(), binFolder);
  writeState(layout.folder, state);
  return finish({ layout, state, report });
}

async function finish(context: Context): Promise<Cluster> {
  await bringUp(context);
  const { layout } = context;
  const state = readState(layout.folder) ?? context.state;
  writeState(layout.folder, { ...state, ready: true });
  return clusterOf(layout, state);
}

/** A cluster of which nothing runs any more is not repaired: its mounts went with a reboot, or its
 *  processes went together and took unfinished work along. */
function isRepairable(state: ClusterState | undefined, binFolder: string): state is ClusterState {
  if (state === undefined || !state.ready || state.binFolder !== binFolder) return false;
  return Object.values(state.processes).some(isAlive) && existsSync(binFolder);
}

async function upLocked(layout: Layout, options: ClusterOptions, report: Report): Promise<Cluster> {
  claimFolder(layout.folder);
  const force = options.forceRebuild ?? false;
  const binFolder = await ensureBinaries({ cacheFolder: cacheFolder(process.env), force, report });
  const state = readState(layout.folder);
  if (force || !isRepairable(state, binFolder)) return startFresh(layout, binFolder, report);
  if ((await clusterStatus({ state: layout.folder })).isHealthy) {
    report('the cluster is up already');
    return clusterOf(layout, state);
  }
  try {
    report('some parts are missing: starting them again');
    const complete = await withEveryPort(state);
    writeState(layout.folder, complete);
    return await finish({ layout, state: complete, report });
  } catch (error) {
    report(`cannot be repaired (${String(error)}): starting anew`);
    return startFresh(layout, binFolder, report);
  }
}

function kindOptionsOf(options: ClusterOptions): KindOptions {
  return {
    folder: `${stateFolderOf(options)}-kind`,
    engine: findEngine(),
    report: options.report ?? (() => undefined),
  };
}

function providerOf(options: ClusterOptions): ProviderName {
  const { kubeconfig, provider = kubeconfig === undefined ? 'built' : 'given' } = options;
  return chooseProvider(
    { provider, kubeconfig },
    {
      engine: findEngine,
      hasKind: () => findProgram('kind') !== undefined,
      hasBuilt: () => isOurs(stateFolderOf(options)),
    },
  );
}

export async function clusterUp(options: ClusterOptions = {}): Promise<Cluster> {
  const provider = providerOf(options);
  if (provider === 'kind') return kindUp(kindOptionsOf(options));
  if (options.kubeconfig !== undefined) {
    return clusterFromKubeconfig({
      kubeconfig: options.kubeconfig,
      yes: options.yes ?? false,
      folder: `${stateFolderOf(options)}-given`,
    });
  }
  const report = options.report ?? (() => undefined);
  checkPrerequisites({ install: options.install ?? false, report });
  const layout = layoutOf(stateFolderOf(options));
  claimFolder(layout.folder);
  return withLock(layout.folder, report, () => upLocked(layout, options, report));
}

/** False when there was nothing to take down. */
export async function clusterDown(options: ClusterOptions = {}): Promise<boolean> {
  const layout = layoutOf(stateFolderOf(options));
  const report = options.report ?? (() => undefined);
  const hadKind = existsSync(`${stateFolderOf(options)}-kind`) && kindDown(kindOptionsOf(options));
  if (!isOurs(layout.folder)) return hadKind;
  await withLock(layout.folder, report, async () => {
    await takeDown(layout, report);
    rmSync(layout.folder, { recursive: true, force: true });
  });
  return true;
}
