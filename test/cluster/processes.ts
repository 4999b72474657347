// Every process of the cluster is remembered by pid and start time, so that a pid the system has
// given to somebody else in the meantime is never ended.
import { spawn } from 'node:child_process';
import { closeSync, openSync, readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

export interface ProcessIdentity {
  readonly pid: number;
  /** Field 22 of /proc/PID/stat: clock ticks since boot. */
  readonly startTime: string;
}

/** Inherited by all our processes and by the shims containerd starts, so that one whose pid was
 *  never written down (the harness was killed just then) is still found. */
const ownerVariable = 'SERVICEHEALTH_CLUSTER_STATE';

/** The second field is the program's name in brackets and may itself hold spaces and brackets,
 *  so fields are counted after the last bracket. Undefined for a zombie: it holds no resource. */
export function startTimeOf(statText: string): string | undefined {
  const fields = statText.slice(statText.lastIndexOf(')') + 2).split(' ');
  return fields[0] === 'Z' || fields[0] === 'X' ? undefined : fields[19];
}

function readProc(pid: number, file: string): string {
  try {
    return readFileSync(`/proc/${pid}/${file}`, 'utf8');
  } catch {
    return '';
  }
}

export function identityOf(pid: number): ProcessIdentity | undefined {
  const startTime = startTimeOf(readProc(pid, 'stat'));
  return startTime === undefined ? undefined : { pid, startTime };
}

export function isAlive(identity: ProcessIdentity): boolean {
  return identityOf(identity.pid)?.startTime === identity.startTime;
}

export function allPids(): readonly number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name))
    .map(Number);
}

export interface OwnedProcess extends ProcessIdentity {
  readonly isShim: boolean;
}

/** Processes that carry our mark for this state folder: components, and shims of their pods. */
export function ownedProcesses(stateFolder: string): readonly OwnedProcess[] {
  const mark = `${ownerVariable}=${stateFolder}`;
  return allPids().flatMap((pid) => {
    if (!readProc(pid, 'environ').split('\0').includes(mark)) return [];
    const identity = identityOf(pid);
    const program = readProc(pid, 'cmdline').split('\0')[0] ?? '';
    return identity === undefined
      ? []
      : [{ ...identity, isShim: program.includes('containerd-shim') }];
  });
}

export interface Launch {
  readonly command: readonly [string, ...string[]];
  readonly logFile: string;
  readonly stateFolder: string;
  readonly path: string;
}

/** Starts a process that outlives this one, in a process group of its own. */
export async function launch(request: Launch): Promise<ProcessIdentity> {
  const log = openSync(request.logFile, 'a');
  const [program, ...rest] = request.command;
  const child = spawn(program, rest, {
    cwd: request.stateFolder,
    detached: true,
    stdio: ['ignore', log, log],
    env: { PATH: request.path, HOME: request.stateFolder, [ownerVariable]: request.stateFolder },
  });
  closeSync(log);
  await new Promise<void>((started, failed) => {
    child.once('spawn', started);
    child.once('error', failed);
  });
  child.unref();
  const identity = child.pid === undefined ? undefined : identityOf(child.pid);
  if (identity === undefined) {
    throw new Error(`${program} ended at once; its last words are in ${request.logFile}.`);
  }
  return identity;
}

/** The group first, because a component may have children; then the process itself, which may
 *  lead no group (a shim that was started by containerd does, a container's process may not). */
function signal(identity: ProcessIdentity, name: NodeJS.Signals): void {
  if (!isAlive(identity)) return;
  for (const target of [-identity.pid, identity.pid]) {
    try {
      process.kill(target, name);
    } catch {
      // No such group, or the process has just ended: both are what we want.
    }
  }
}

async function waitForEnd(
  identities: readonly ProcessIdentity[],
  timeoutMs: number,
): Promise<boolean> {
  const deadline = Date.now() + timeoutMs;
  while (identities.some(isAlive)) {
    if (Date.now() > deadline) return false;
    // Sequential by nature: this is a poll.
    await sleep(50);
  }
  return true;
}

/** SIGTERM, a grace period, then SIGKILL; returns when none of them is left. */
export async function endProcesses(
  identities: readonly ProcessIdentity[],
  graceMs: number,
): Promise<void> {
  for (const identity of identities) signal(identity, graceMs > 0 ? 'SIGTERM' : 'SIGKILL');
  if (await waitForEnd(identities, graceMs)) return;
  for (const identity of identities) signal(identity, 'SIGKILL');
  if (await waitForEnd(identities, 10_000)) return;
  const left = identities.filter(isAlive).map(({ pid }) => pid);
  throw new Error(`Processes ${left.join(', ')} survive SIGKILL; nothing more was removed.`);
}
