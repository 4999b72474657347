// Removes everything a cluster made, whatever state it is in: the end of "down", and the first step
// of "up" after a crash.
import { spawnSync } from 'node:child_process';
import {
  existsSync,
  lstatSync,
  readdirSync,
  readFileSync,
  readlinkSync,
  rmdirSync,
  rmSync,
  unlinkSync,
} from 'node:fs';
import { join, sep } from 'node:path';
import { processesIn, removeCgroup } from './cgroups.ts';
import { controlGroup, type Layout } from './layout.ts';
import { removeBridges, slotsOf } from './network.ts';
import {
  allPids,
  endProcesses,
  isAlive,
  ownedProcesses,
  type ProcessIdentity,
} from './processes.ts';
import type { ClusterState } from './state.ts';

/** etcd and containerd close their files in well under this; the apiserver may wait a minute for
 *  watches, which nobody needs. */
const graceMs = 4_000;

function listed(folder: string): readonly string[] {
  return existsSync(folder) ? readdirSync(folder) : [];
}

/** /proc/self/mountinfo writes spaces and such as octal. */
export function mountsUnder(folder: string, mountInfo: string): readonly string[] {
  const points = mountInfo.split('\n').map((line) => line.split(' ')[4] ?? '');
  return points
    .map((point) => point.replace(/\\([0-7]{3})/g, (_, code: string) => octalCharacter(code)))
    .filter((point) => point.startsWith(`${folder}${sep}`))
    .reverse();
}

function octalCharacter(code: string): string {
  return String.fromCharCode(Number.parseInt(code, 8));
}

function currentMounts(folder: string): readonly string[] {
  return mountsUnder(folder, readFileSync('/proc/self/mountinfo', 'utf8'));
}

function unmountAll(folder: string): void {
  for (const point of currentMounts(folder)) spawnSync('umount', ['--lazy', point]);
  const left = currentMounts(folder);
  // Deleting files through a mount would delete what is mounted there.
  if (left.length > 0) throw new Error(`Unmount ${left.join(', ')} by hand, then run this again.`);
}

/** A shim's socket lies in a folder that all containerds of the machine share; its name is in the
 *  task's folder. */
function removeShimSockets({ containerd }: Layout): void {
  const tasks = join(containerd, 'state', 'io.containerd.runtime.v2.task', 'k8s.io');
  for (const task of listed(tasks)) {
    const file = join(tasks, task, 'address');
    const address = existsSync(file) ? readFileSync(file, 'utf8').trim() : '';
    if (address.startsWith('unix:///')) rmSync(address.slice('unix://'.length), { force: true });
  }
  for (const folder of ['/run/containerd/s', '/run/containerd']) removeIfEmpty(folder);
}

/** The network library's memory of sandboxes, named after them, in a folder all clusters share. */
function removeNetworkResults({ containerd }: Layout): void {
  const results = '/var/lib/cni/results';
  const sandboxes = listed(join(containerd, 'root', 'io.containerd.grpc.v1.cri', 'sandboxes'));
  for (const file of listed(results)) {
    if (sandboxes.some((id) => file.includes(id))) rmSync(join(results, file));
  }
  for (const folder of [results, '/var/lib/cni']) removeIfEmpty(folder);
}

/** The kubelet links every log here, whatever its log folder is. */
function removeLogLinks({ podLogs }: Layout): void {
  const folder = '/var/log/containers';
  for (const name of listed(folder)) {
    const link = join(folder, name);
    if (lstatSync(link).isSymbolicLink() && readlinkSync(link).startsWith(podLogs + sep)) {
      unlinkSync(link);
    }
  }
  removeIfEmpty(folder);
}

function removeIfEmpty(folder: string): void {
  if (existsSync(folder) && listed(folder).length === 0) rmdirSync(folder);
}

function kubeletRuns(): boolean {
  return allPids().some((pid) => {
    try {
      return readFileSync(`/proc/${pid}/comm`, 'utf8').trim() === 'kubelet';
    } catch {
      return false;
    }
  });
}

/** The kubelet's device-plugin folder cannot be moved. Where it is all there is, the machine is no
 *  node, and the folder is ours or another test cluster's. */
function removeDevicePlugins(): void {
  const folder = '/var/lib/kubelet';
  const isOnly = listed(folder).every((name) => name === 'device-plugins');
  if (isOnly && !kubeletRuns()) rmSync(folder, { recursive: true, force: true });
}

function recorded(state: ClusterState | undefined): readonly ProcessIdentity[] {
  return Object.values(state?.processes ?? {}).filter(isAlive);
}

function controlGroups(layout: Layout, state: ClusterState | undefined): readonly string[] {
  const slots = new Set([...slotsOf(layout.folder), ...(state === undefined ? [] : [state.slot])]);
  return [...slots].map(controlGroup);
}

/** The kubelet first, or it would start pods again; then pods and their shims; then the rest. */
async function endEverything(layout: Layout, state: ClusterState | undefined): Promise<void> {
  const kubelet = state?.processes.kubelet;
  if (kubelet !== undefined) await endProcesses([kubelet], 1_000);
  const rest = ownedProcesses(layout.folder).filter(({ isShim }) => !isShim);
  await endProcesses([...recorded(state), ...rest], graceMs);
  await endProcesses(ownedProcesses(layout.folder), 0);
  const groups = controlGroups(layout, state);
  await endProcesses(groups.flatMap(processesIn), 0);
}

export async function sweep(layout: Layout, state: ClusterState | undefined): Promise<void> {
  await endEverything(layout, state);
  removeShimSockets(layout);
  removeNetworkResults(layout);
  removeLogLinks(layout);
  removeDevicePlugins();
  unmountAll(layout.folder);
  for (const group of controlGroups(layout, state)) await removeCgroup(group);
  // Last, because its alias is what says whose control group it is when the state is lost.
  removeBridges(layout.folder);
}

/** Everything in the state folder but what `keep` names. */
export function emptyFolder({ folder }: Layout, keep: ReadonlySet<string>): void {
  for (const name of listed(folder)) {
    if (!keep.has(name)) rmSync(join(folder, name), { recursive: true, force: true });
  }
}
