// The cluster's own control group: the kubelet puts every pod below it, so it names all pod processes.
import {
  existsSync,
  lstatSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { identityOf, type ProcessIdentity } from './processes.ts';

const mountPoint = '/sys/fs/cgroup';

function isUnified(): boolean {
  return existsSync(join(mountPoint, 'cgroup.controllers'));
}

/** One folder under cgroup v2, one for each controller under v1 (links are second names). */
function hierarchies(): readonly string[] {
  if (isUnified()) return [mountPoint];
  return readdirSync(mountPoint)
    .map((name) => join(mountPoint, name))
    .filter((path) => lstatSync(path).isDirectory() && existsSync(join(path, 'cgroup.procs')));
}

function tryWrite(file: string, text: string): void {
  try {
    writeFileSync(file, text);
  } catch {
    // A controller that this kernel lacks: the kubelet names it if it needs it.
  }
}

/** A new cpuset group is empty and takes no process until it is given what its parent has. */
function copyCpuset(parent: string, child: string): void {
  for (const file of ['cpuset.cpus', 'cpuset.mems']) {
    if (!existsSync(join(parent, file)) || !existsSync(join(child, file))) continue;
    tryWrite(join(child, file), readFileSync(join(parent, file), 'utf8'));
  }
}

export function ensureCgroup(name: string): void {
  if (isUnified()) {
    for (const controller of ['cpu', 'cpuset', 'memory', 'pids', 'io', 'hugetlb']) {
      tryWrite(join(mountPoint, 'cgroup.subtree_control'), `+${controller}`);
    }
  }
  for (const hierarchy of hierarchies()) {
    const group = join(hierarchy, name);
    mkdirSync(group, { recursive: true });
    if (!isUnified()) copyCpuset(hierarchy, group);
  }
}

/** Deepest first. A group may vanish while it is read. */
function groupsBelow(group: string): readonly string[] {
  try {
    const children = readdirSync(group, { withFileTypes: true })
      .filter((entry) => entry.isDirectory())
      .map((entry) => join(group, entry.name));
    return [...children.flatMap(groupsBelow), group];
  } catch {
    return [];
  }
}

function ourGroups(name: string): readonly string[] {
  return hierarchies().flatMap((hierarchy) => groupsBelow(join(hierarchy, name)));
}

function pidsIn(group: string): readonly number[] {
  try {
    return readFileSync(join(group, 'cgroup.procs'), 'utf8')
      .split('\n')
      .filter(Boolean)
      .map(Number);
  } catch {
    return [];
  }
}

export function processesIn(name: string): readonly ProcessIdentity[] {
  const pids = new Set(ourGroups(name).flatMap(pidsIn));
  return [...pids].flatMap((pid) => identityOf(pid) ?? []);
}

/** The kernel lets go of a dead process a moment after it is gone from /proc. */
export async function removeCgroup(name: string): Promise<void> {
  let left = ourGroups(name);
  for (let attempt = 0; left.length > 0 && attempt < 50; attempt += 1) {
    for (const group of left) {
      try {
        rmdirSync(group);
      } catch {
        // Still busy: tried again below.
      }
    }
    left = ourGroups(name);
    if (left.length > 0) await sleep(100);
  }
  if (left.length > 0)
    throw new Error(`Control group ${left[0]} cannot be removed; see its cgroup.procs.`);
}
