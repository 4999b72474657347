// Container images without Docker: a static busybox, a few files, and the JSON around them.
import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import { type TarEntry, tar } from './tar.ts';

export interface Blob {
  readonly mediaType: string;
  readonly digest: string;
  readonly content: Buffer;
}

export interface Image {
  readonly config: Blob;
  readonly layers: readonly Blob[];
  readonly manifest: Blob;
}

const mediaTypes = {
  manifest: 'application/vnd.oci.image.manifest.v1+json',
  index: 'application/vnd.oci.image.index.v1+json',
  config: 'application/vnd.oci.image.config.v1+json',
  layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
} as const;

export function digestOf(content: Uint8Array): string {
  return `sha256:${createHash('sha256').update(content).digest('hex')}`;
}

function blob(mediaType: string, content: Buffer): Blob {
  return { mediaType, digest: digestOf(content), content };
}

function jsonBlob(mediaType: string, value: unknown): Blob {
  return blob(mediaType, Buffer.from(JSON.stringify(value)));
}

function descriptor({ mediaType, digest, content }: Blob) {
  return { mediaType, digest, size: content.length };
}

/** Go's names: what containerd compares the machine with. */
export function goArchitecture(nodeArchitecture: string): string {
  return nodeArchitecture === 'x64' ? 'amd64' : nodeArchitecture;
}

export interface ImageInput {
  readonly files: Buffer;
  readonly architecture: string;
  readonly command: readonly string[];
  readonly labels: Readonly<Record<string, string>>;
}

/** `files` is an uncompressed tar. The labels are in the digest, so versions differ. */
export function makeImage(input: ImageInput): Image {
  const layer = blob(mediaTypes.layer, gzipSync(input.files));
  const config = jsonBlob(mediaTypes.config, {
    architecture: input.architecture,
    os: 'linux',
    config: {
      Env: ['PATH=/bin'],
      Cmd: input.command,
      WorkingDir: '/',
      Labels: input.labels,
    },
    rootfs: { type: 'layers', diff_ids: [digestOf(input.files)] },
    history: [{ created_by: 'test/cluster' }],
  });
  const manifest = jsonBlob(mediaTypes.manifest, {
    schemaVersion: 2,
    mediaType: mediaTypes.manifest,
    config: descriptor(config),
    layers: [descriptor(layer)],
  });
  return { config, layers: [layer], manifest };
}

/** An index that offers the image for one platform only. */
export function makeIndex(image: Image, architecture: string): Blob {
  const platform = { architecture, os: 'linux' };
  return jsonBlob(mediaTypes.index, {
    schemaVersion: 2,
    mediaType: mediaTypes.index,
    manifests: [{ ...descriptor(image.manifest), platform }],
  });
}

function textFile(path: string, text: string): TarEntry {
  return { path, mode: 0o644, content: Buffer.from(text) };
}

/** An OCI layout in one file, as `ctr images import` reads it. */
export function imageArchive(image: Image, name: string): Buffer {
  const blobs = [...image.layers, image.config, image.manifest].map(({ digest, content }) => ({
    path: `blobs/${digest.replace(':', '/')}`,
    mode: 0o644,
    content,
  }));
  const annotations = { 'io.containerd.image.name': name };
  const index = {
    schemaVersion: 2,
    manifests: [{ ...descriptor(image.manifest), annotations }],
  };
  return tar([
    textFile('oci-layout', JSON.stringify({ imageLayoutVersion: '1.0.0' })),
    textFile('index.json', JSON.stringify(index)),
    ...blobs,
  ]);
}

/** The header of a program for a machine that no cloud sells: starting it is an "exec format error". */
function foreignProgram(): Buffer {
  const header = Buffer.alloc(64);
  header.write('\x7fELF\x02\x01\x01', 'latin1');
  header.writeUInt16LE(2, 16);
  // Tilera TILE-Gx, in no list of emulators that a machine may have registered.
  header.writeUInt16LE(191, 18);
  return header;
}

export function busyboxFiles(busybox: Buffer, applets: readonly string[]): Buffer {
  const links = applets
    .filter((name) => name !== 'busybox')
    .map((name): TarEntry => ({ path: `bin/${name}`, mode: 0o777, target: 'busybox' }));
  return tar([
    { path: 'bin', mode: 0o755 },
    { path: 'bin/busybox', mode: 0o755, content: busybox },
    ...links,
    { path: 'bin/foreign', mode: 0o755, content: foreignProgram() },
    { path: 'etc', mode: 0o755 },
    textFile('etc/passwd', 'root:x:0:0:root:/:/bin/sh\nnobody:x:65534:65534:nobody:/:/bin/sh\n'),
    textFile('etc/group', 'root:x:0:\nnogroup:x:65534:\n'),
    { path: 'tmp', mode: 0o1777 },
    { path: 'www', mode: 0o755 },
    textFile('www/index.html', 'ok\n'),
  ]);
}
