// Fills the cluster's registry, and containerd with the one image that no pod can start without.
import { spawnSync } from 'node:child_process';
import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pauseImage } from './configs.ts';
import {
  type Blob,
  busyboxFiles,
  goArchitecture,
  type Image,
  imageArchive,
  makeImage,
  makeIndex,
} from './images.ts';
import type { Layout } from './layout.ts';
import { findBusybox } from './prerequisites.ts';

const serve = ['httpd', '-f', '-p', '8080', '-h', '/www'];
const appVersions = ['1.0.0', '1.1.0', '2.0.0'] as const;

async function call(url: string, init: RequestInit, wanted: number): Promise<Response> {
  const response = await fetch(url, init);
  if (response.status === wanted) return response;
  throw new Error(`${init.method} ${url}: ${response.status} ${await response.text()}`);
}

async function pushBlob(repository: string, { digest, content }: Blob): Promise<void> {
  if ((await fetch(`${repository}/blobs/${digest}`, { method: 'HEAD' })).ok) return;
  const begun = await call(`${repository}/blobs/uploads/`, { method: 'POST' }, 202);
  const target = new URL(begun.headers.get('location') ?? '', repository);
  target.searchParams.set('digest', digest);
  const headers = { 'content-type': 'application/octet-stream' };
  await call(target.href, { method: 'PUT', headers, body: new Uint8Array(content) }, 201);
}

async function pushManifest(repository: string, tag: string, manifest: Blob): Promise<void> {
  const headers = { 'content-type': manifest.mediaType };
  const body = new Uint8Array(manifest.content);
  await call(`${repository}/manifests/${tag}`, { method: 'PUT', headers, body }, 201);
}

async function pushImage(repository: string, tag: string, image: Image): Promise<void> {
  for (const part of [...image.layers, image.config]) await pushBlob(repository, part);
  await pushManifest(repository, tag, image.manifest);
}

function appFiles(): Buffer {
  const busybox = findBusybox();
  if (busybox === undefined) throw new Error('The static busybox has vanished.');
  const applets = spawnSync(busybox, ['--list'], { encoding: 'utf8' }).stdout.trim().split('\n');
  return busyboxFiles(readFileSync(busybox), applets);
}

/** The three versions differ only in a label, that is, in their digest. */
export async function fillRegistry(registryUrl: string): Promise<void> {
  const files = appFiles();
  const architecture = goArchitecture(process.arch);
  for (const version of appVersions) {
    const labels = { 'org.opencontainers.image.version': version };
    const image = makeImage({ files, architecture, command: serve, labels });
    await pushImage(`${registryUrl}/v2/app`, version, image);
    await pushImage(`${registryUrl}/v2/secret/app`, version, image);
  }
  const bare = makeImage({ files, architecture, command: [], labels: {} });
  await pushImage(`${registryUrl}/v2/bare`, '1.0.0', bare);
  const foreign = makeImage({ files, architecture: 's390x', command: serve, labels: {} });
  const repository = `${registryUrl}/v2/foreign`;
  await pushImage(repository, 's390x', foreign);
  await pushManifest(repository, '1.0.0', makeIndex(foreign, 's390x'));
}

/** Not pulled: a sandbox has to start while a test has the registry down. */
export function importPause(layout: Layout): void {
  const image = makeImage({
    files: appFiles(),
    architecture: goArchitecture(process.arch),
    command: ['sleep', '2147483647'],
    labels: {},
  });
  const archive = join(layout.folder, 'pause.tar');
  writeFileSync(archive, imageArchive(image, pauseImage));
  const words = ['--address', layout.containerdSocket, '--namespace', 'k8s.io'];
  const answer = spawnSync('ctr', [...words, 'images', 'import', archive], { encoding: 'utf8' });
  rmSync(archive);
  if (answer.status !== 0) throw new Error(`ctr images import: ${answer.stderr.trim()}`);
}
