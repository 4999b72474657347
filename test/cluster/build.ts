// Makes the Kubernetes binary once per source and toolchain, and keeps it outside the tree.
import { spawn, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  statfsSync,
  symlinkSync,
} from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { identityOf } from './processes.ts';
import { Refusal, type Report } from './report.ts';

const kubernetesVersion = 'v1.34.2';
const binaryNames = [
  'etcd',
  'kube-apiserver',
  'kube-controller-manager',
  'kube-scheduler',
  'kubelet',
  'kubectl',
] as const;

/** Without the version flags the server calls itself v0.0.0-master and clients refuse features. */
const versionFlags = [
  `-X k8s.io/component-base/version.gitVersion=${kubernetesVersion}`,
  '-X k8s.io/component-base/version.gitMajor=1',
  '-X k8s.io/component-base/version.gitMinor=34',
  `-X k8s.io/client-go/pkg/version.gitVersion=${kubernetesVersion}`,
];
const buildFlags = [
  '-mod=readonly',
  '-buildvcs=false',
  '-trimpath',
  '-ldflags',
  `-s -w ${versionFlags.join(' ')}`,
];

const sourceFolder = join(import.meta.dirname, 'gobin');
/** What the module says; an older Go stops with a message about toolchains nobody understands. */
const minimumGoMinor = 24;
/** Measured: 1 GB of modules, 4 GB of Go's build cache, 0.3 GB while linking. */
const coldBuildBytes = 7 * 2 ** 30;
/** A build says something at least this often. */
const progressMs = 5_000;

export interface BuildInput {
  readonly sources: readonly string[];
  readonly flags: readonly string[];
  readonly goVersion: string;
}

/** Two builds with the same key would give the same binary. */
export function buildKey(input: BuildInput): string {
  return createHash('sha256').update(JSON.stringify(input)).digest('hex').slice(0, 16);
}

/** Undefined when the text is not what `go version` prints. */
export function goMinorOf(versionText: string): number | undefined {
  const minor = /\bgo1\.(\d+)/.exec(versionText)?.[1];
  return minor === undefined ? undefined : Number(minor);
}

function goVersion(): string {
  const answer = spawnSync('go', ['version'], { cwd: sourceFolder, encoding: 'utf8' });
  const wanted = `Install Go 1.${minimumGoMinor} or later (https://go.dev/dl)`;
  if (answer.error !== undefined || answer.status !== 0) {
    throw new Refusal(`${wanted}: the tests build their own Kubernetes and found no usable "go".`);
  }
  const minor = goMinorOf(answer.stdout);
  if (minor === undefined || minor < minimumGoMinor) {
    throw new Refusal(`${wanted}: ${answer.stdout.trim()} is too old to build Kubernetes.`);
  }
  return answer.stdout.trim();
}

function checkSpace(folder: string): void {
  const { bavail, bsize } = statfsSync(folder);
  const free = bavail * bsize;
  if (free >= coldBuildBytes) return;
  const missing = ((coldBuildBytes - free) / 2 ** 30).toFixed(1);
  throw new Refusal(`Free ${missing} GiB more in ${folder}: building Kubernetes takes 7 GiB once.`);
}

/** `go build -v` prints one line per compiled package and nothing while it links or downloads. */
async function runGo(binary: string, report: Report): Promise<void> {
  const child = spawn('go', ['build', '-v', ...buildFlags, '-o', binary, '.'], {
    cwd: sourceFolder,
    env: { ...process.env, CGO_ENABLED: '0', GOFLAGS: '', GOWORK: 'off' },
    stdio: ['ignore', 'inherit', 'pipe'],
  });
  const otherLines: string[] = [];
  let packages = 0;
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (/^\S+$/.test(line)) packages += 1;
    else otherLines.push(line);
  });
  const ticker = setInterval(() => {
    report(
      `building Kubernetes: ${packages} packages compiled (about 2760 when nothing is cached)`,
    );
  }, progressMs);
  const code = await new Promise<number | null>((ended, failed) => {
    child.once('close', ended);
    child.once('error', failed);
  }).finally(() => clearInterval(ticker));
  if (code !== 0) throw new Error(`go build failed:\n${otherLines.slice(-20).join('\n')}`);
}

/** What a harness left that was killed while it built: 140 MB each. */
function removeDeadDrafts(parent: string): void {
  for (const name of readdirSync(parent)) {
    const pid = /^\.draft-(\d+)-/.exec(name)?.[1];
    const isDead = pid !== undefined && identityOf(Number(pid)) === undefined;
    if (isDead) rmSync(join(parent, name), { recursive: true, force: true });
  }
}

/** Built beside its final place and moved there whole: an interrupted build leaves no half binary. */
async function buildInto(folder: string, report: Report): Promise<void> {
  const parent = join(folder, '..');
  mkdirSync(parent, { recursive: true });
  checkSpace(parent);
  report('building Kubernetes from Go modules: about 5 minutes the first time, seconds later');
  removeDeadDrafts(parent);
  const draft = mkdtempSync(join(parent, `.draft-${process.pid}-`));
  try {
    await runGo(join(draft, 'kubernetes'), report);
    for (const name of binaryNames) symlinkSync('kubernetes', join(draft, name));
    rmSync(folder, { recursive: true, force: true });
    renameSync(draft, folder);
  } finally {
    rmSync(draft, { recursive: true, force: true });
  }
}

export interface BuildRequest {
  readonly cacheFolder: string;
  readonly force: boolean;
  readonly report: Report;
}

/** Returns the folder that holds the binaries under their usual names. */
export async function ensureBinaries(request: BuildRequest): Promise<string> {
  const sources = ['go.mod', 'go.sum', 'main.go'].map((name) =>
    readFileSync(join(sourceFolder, name), 'utf8'),
  );
  const flags = [...buildFlags, process.arch];
  const key = buildKey({ sources, flags, goVersion: goVersion() });
  const folder = join(request.cacheFolder, 'build', key);
  if (request.force || !existsSync(join(folder, 'kubectl'))) {
    await buildInto(folder, request.report);
  }
  return folder;
}
