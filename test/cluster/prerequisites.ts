// What the machine must have before a cluster can run on it, said in one sentence when it has not.
import { spawnSync } from 'node:child_process';
import { accessSync, closeSync, constants, existsSync, openSync, readSync } from 'node:fs';
import { delimiter, join } from 'node:path';
import { Refusal, type Report } from './report.ts';

const systemFolders = [
  '/usr/local/sbin',
  '/usr/local/bin',
  '/usr/sbin',
  '/usr/bin',
  '/sbin',
  '/bin',
];

/** The system's folders are added because sudo and cron often hide the sbin ones. */
export function searchPath(): string {
  return [process.env['PATH'] ?? '', ...systemFolders].join(delimiter);
}

export function findProgram(name: string): string | undefined {
  const candidates = searchPath()
    .split(delimiter)
    .map((folder) => join(folder, name));
  return candidates.find((file) => {
    try {
      accessSync(file, constants.X_OK);
      return true;
    } catch {
      return false;
    }
  });
}

const cniFolders = ['/usr/lib/cni', '/opt/cni/bin', '/usr/libexec/cni'];

/** Where Debian, the upstream archive and Fedora put the container network plugins. */
export function findCniFolder(): string | undefined {
  return cniFolders.find((folder) =>
    ['bridge', 'host-local', 'loopback'].every((plugin) => existsSync(join(folder, plugin))),
  );
}

/** A dynamically linked busybox cannot start in an image that holds nothing else. A program names
 *  its loader near the start of the file. */
function isStatic(file: string): boolean {
  const handle = openSync(file, 'r');
  const start = Buffer.alloc(4096);
  readSync(handle, start, 0, start.length, 0);
  closeSync(handle);
  return !start.includes('/ld-');
}

export function findBusybox(): string | undefined {
  const file = findProgram('busybox');
  return file !== undefined && isStatic(file) ? file : undefined;
}

const needs: readonly (readonly [present: () => boolean, debianPackage: string])[] = [
  [() => findProgram('containerd') !== undefined, 'containerd'],
  [() => findProgram('ctr') !== undefined, 'containerd'],
  [() => findProgram('containerd-shim-runc-v2') !== undefined, 'containerd'],
  [() => findProgram('runc') !== undefined, 'runc'],
  [() => findCniFolder() !== undefined, 'containernetworking-plugins'],
  [() => findBusybox() !== undefined, 'busybox-static'],
  [() => findProgram('docker-registry') !== undefined, 'docker-registry'],
  [() => findProgram('htpasswd') !== undefined, 'apache2-utils'],
  [() => findProgram('ip') !== undefined, 'iproute2'],
];

function missingPackages(): readonly string[] {
  return [...new Set(needs.filter(([present]) => !present()).map(([, name]) => name))];
}

function installPackages(packages: readonly string[], report: Report): void {
  report(`installing ${packages.join(', ')}`);
  const environment = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' };
  const install = ['install', '-q', '-y', '--no-install-recommends', ...packages];
  for (const words of [['update', '-q'], install]) {
    // A failure shows in the second look at what is missing, with apt-get's own words above it.
    spawnSync('apt-get', words, { stdio: ['ignore', 'ignore', 'inherit'], env: environment });
  }
}

function refuseOtherMachines(): void {
  if (process.platform !== 'linux') {
    throw new Refusal(
      `A cluster can only be made on Linux, not on ${process.platform}: give one with --kubeconfig.`,
    );
  }
  if (process.getuid?.() !== 0) {
    throw new Refusal('Run this as root (a kubelet needs it) or give a cluster with --kubeconfig.');
  }
  if (existsSync('/var/lib/kubelet/config.yaml')) {
    throw new Refusal(
      'This machine is already a Kubernetes node (/var/lib/kubelet/config.yaml): use another one.',
    );
  }
}

export interface PrerequisiteOptions {
  readonly install: boolean;
  readonly report: Report;
}

export function checkPrerequisites(options: PrerequisiteOptions): void {
  refuseOtherMachines();
  const missing = missingPackages();
  if (missing.length === 0) return;
  const hasApt = findProgram('apt-get') !== undefined;
  if (options.install && hasApt) installPackages(missing, options.report);
  const left = missingPackages();
  if (left.length === 0) return;
  const how = hasApt ? `apt-get install ${left.join(' ')}` : `your package manager`;
  const tried = options.install && hasApt ? 'apt-get could not install it' : 'or pass --install';
  throw new Refusal(`Install ${left.join(', ')} with ${how} (${tried}).`);
}
