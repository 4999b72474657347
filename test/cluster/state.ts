// What the harness knows about its cluster between two runs: one JSON file in the state folder.
import { randomBytes, randomInt } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  writeFileSync,
} from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { z } from 'zod';
import type { ProcessIdentity } from './processes.ts';
import { Refusal } from './report.ts';

/** In the order in which they are started. */
export const componentNames = [
  'etcd',
  'registry',
  'registry-private',
  'containerd',
  'kube-apiserver',
  'webhook',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
] as const;
export type ComponentName = (typeof componentNames)[number];

const portNumber = z.number().int();
/** In the state of a harness that knew no such port: the next "up" chooses one. */
const noPort = 0;

const portsSchema = z.object({
  etcd: portNumber,
  etcdPeer: portNumber,
  registry: portNumber,
  registryPrivate: portNumber,
  apiserver: portNumber,
  webhook: portNumber.default(noPort),
  controllerManager: portNumber,
  scheduler: portNumber,
  kubelet: portNumber,
  kubeletHealth: portNumber,
});
const portNames = portsSchema.keyof().options;
type PortName = keyof ClusterState['ports'];

const userNames = ['admin', 'controllerManager', 'scheduler', 'node'] as const;

/** Raised when an older harness's state cannot be continued; it is then taken down and made anew. */
const formatVersion = 1;

const stateSchema = z.object({
  version: z.literal(formatVersion),
  /** Which of the address ranges, bridges and control groups is ours: two clusters can coexist. */
  slot: z.number().int().min(0).max(15),
  binFolder: z.string(),
  ports: portsSchema,
  tokens: z.record(z.enum(userNames), z.string()),
  registryPassword: z.string(),
  ready: z.boolean(),
  processes: z.partialRecord(
    z.enum(componentNames),
    z.object({ pid: z.number().int(), startTime: z.string() }),
  ),
});
export type ClusterState = z.infer<typeof stateSchema>;

const stateFile = 'cluster.json';
/** Tells our folder from one that was given by mistake: nothing is ever deleted without it. */
export const ownershipFile = '.servicehealth-cluster';
/** A Unix socket's path may have 107 characters, and containerd adds 45 to the folder's. */
const longestFolder = 60;

export function isOurs(folder: string): boolean {
  return existsSync(join(folder, ownershipFile));
}

export function claimFolder(folder: string): void {
  if (folder.length > longestFolder) {
    throw new Refusal(`Choose a --state path of at most ${longestFolder} characters: ${folder}.`);
  }
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  if (isOurs(folder)) return;
  if (readdirSync(folder).some((name) => !name.startsWith(ownershipFile))) {
    throw new Refusal(`Choose an empty --state folder: ${folder} holds somebody else's files.`);
  }
  writeFileSync(join(folder, ownershipFile), 'Made by test/cluster; "down" removes this folder.\n');
}

/** Undefined when there is none, or none that this version of the harness can continue. */
export function readState(folder: string): ClusterState | undefined {
  try {
    const text = readFileSync(join(folder, stateFile), 'utf8');
    return stateSchema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}

/** Written aside and renamed: a harness killed while writing leaves the previous state. */
export function writeState(folder: string, state: ClusterState): void {
  const draft = join(folder, `${stateFile}.${process.pid}`);
  writeFileSync(draft, `${JSON.stringify(state, undefined, 2)}\n`, { mode: 0o600 });
  renameSync(draft, join(folder, stateFile));
}

export function rememberProcess(
  folder: string,
  name: ComponentName,
  identity: ProcessIdentity,
): void {
  const state = readState(folder);
  if (state === undefined) throw new Error(`The state in ${folder} has vanished.`);
  writeState(folder, { ...state, processes: { ...state.processes, [name]: { ...identity } } });
}

async function isFree(port: number): Promise<boolean> {
  const server = createServer();
  return new Promise((answer) => {
    server.once('error', () => answer(false));
    server.listen(port, () => server.close(() => answer(true)));
  });
}

/** Below the ports that the kernel hands out to outgoing connections: a component that is down for
 *  a while must find its port free when it comes back. */
async function freePort(taken: ReadonlySet<number>): Promise<number> {
  for (;;) {
    const port = randomInt(20_000, 30_000);
    if (!taken.has(port) && (await isFree(port))) return port;
  }
}

function secret(): string {
  return randomBytes(24).toString('hex');
}

export async function newState(slot: number, binFolder: string): Promise<ClusterState> {
  const ports = new Map<PortName, number>();
  for (const name of portNames) ports.set(name, await freePort(new Set(ports.values())));
  return stateSchema.parse({
    version: formatVersion,
    slot,
    binFolder,
    ports: Object.fromEntries(ports),
    tokens: Object.fromEntries(userNames.map((name) => [name, secret()])),
    registryPassword: secret(),
    ready: false,
    processes: {},
  });
}

/** The state of an older harness, with the ports that it did not know. */
export async function withEveryPort(state: ClusterState): Promise<ClusterState> {
  if (state.ports.webhook !== noPort) return state;
  const webhook = await freePort(new Set(Object.values(state.ports)));
  return { ...state, ports: { ...state.ports, webhook } };
}
