// One bridge per cluster, made by us and not by the plugin: creating it claims the slot, its address
// is there before the first pod, and the machine's forwarding setting stays as it is.
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { z } from 'zod';
import { Refusal } from './report.ts';

export interface PodNetwork {
  readonly bridge: string;
  readonly subnet: string;
  /** The bridge's own address: pods' default route, and the node's address. */
  readonly gateway: string;
  readonly hardwareAddress: string;
}

const slots = 16;
const addressesPerSlot = 16;

/** Sixteen ranges of 4094 pod addresses: 10.244.0.0/20, 10.244.16.0/20 and so on. */
export function podNetwork(slot: number): PodNetwork {
  const third = slot * addressesPerSlot;
  return {
    bridge: `svch${slot}`,
    subnet: `10.244.${third}.0/20`,
    gateway: `10.244.${third}.1`,
    hardwareAddress: `0a:58:0a:f4:${third.toString(16).padStart(2, '0')}:01`,
  };
}

const linkSchema = z.object({
  ifname: z.string(),
  addr_info: z.array(z.object({ local: z.string().optional() })).default([]),
});
type Link = z.infer<typeof linkSchema>;

function ip(...words: readonly string[]): string {
  const answer = spawnSync('ip', words, { encoding: 'utf8' });
  if (answer.status === 0) return answer.stdout;
  throw new Error(`ip ${words.join(' ')}: ${answer.stderr.trim()}`);
}

function links(): readonly Link[] {
  return z.array(linkSchema).parse(JSON.parse(ip('-json', 'address', 'show')));
}

/** Undefined when there is no such link, or no alias; `ip -json` leaves it out. */
function aliasOf(link: string): string | undefined {
  try {
    return readFileSync(`/sys/class/net/${link}/ifalias`, 'utf8').trim() || undefined;
  } catch {
    return undefined;
  }
}

/** An address of another network plugin in our range would take our pods' traffic. */
function isTaken(slot: number, present: readonly Link[]): boolean {
  const { bridge } = podNetwork(slot);
  return present.some((link) => {
    const addresses = link.addr_info.map(({ local }) => local ?? '');
    if (link.ifname === bridge) return aliasOf(bridge) !== undefined;
    return addresses.some((address) => slotOfAddress(address) === slot);
  });
}

export function slotOfAddress(address: string): number | undefined {
  const third = /^10\.244\.(\d{1,3})\.\d{1,3}$/.exec(address)?.[1];
  return third === undefined ? undefined : Math.floor(Number(third) / addressesPerSlot);
}

export function freeSlot(): number {
  const present = links();
  for (let slot = 0; slot < slots; slot += 1) {
    if (!isTaken(slot, present)) return slot;
  }
  throw new Refusal('Take a cluster down first: all 16 pod networks of this machine are in use.');
}

/** The alias says whose bridge it is, also after the state folder was deleted by hand. The hardware
 *  address is fixed, or it would change with every pod and the others would lose their way. */
export function ensureBridge(slot: number, stateFolder: string): void {
  const { bridge, gateway, hardwareAddress } = podNetwork(slot);
  const owner = aliasOf(bridge);
  if (owner !== undefined && owner !== stateFolder) {
    throw new Error(`The network bridge ${bridge} belongs to ${owner}.`);
  }
  const isThere = links().some(({ ifname }) => ifname === bridge);
  if (!isThere) ip('link', 'add', bridge, 'address', hardwareAddress, 'type', 'bridge');
  // One without alias is what a harness left that was killed between the last line and the next.
  ip('link', 'set', bridge, 'alias', stateFolder);
  ip('address', 'replace', `${gateway}/20`, 'dev', bridge);
  ip('link', 'set', bridge, 'up');
}

/** The slots that a state folder holds, also when its state file is lost. */
export function slotsOf(stateFolder: string): readonly number[] {
  const all = Array.from({ length: slots }, (_, slot) => slot);
  return all.filter((slot) => aliasOf(podNetwork(slot).bridge) === stateFolder);
}

/** Found by alias, so that a bridge is removed even if the state that named it is lost. */
export function removeBridges(stateFolder: string): void {
  for (const slot of slotsOf(stateFolder)) ip('link', 'delete', podNetwork(slot).bridge);
}
