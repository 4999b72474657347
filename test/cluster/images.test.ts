import { gunzipSync } from 'node:zlib';
import { describe, expect, it } from 'vitest';
import { digestOf, goArchitecture, imageArchive, makeImage, makeIndex } from './images.ts';
import { tar } from './tar.ts';

const files = tar([{ path: 'a', mode: 0o644, content: Buffer.from('a') }]);
const input = { files, architecture: 'amd64', command: ['sh'], labels: { version: '1' } };

describe('digestOf', () => {
  it('is the SHA-256 that every registry writes', () => {
    expect(digestOf(Buffer.from(''))).toBe(
      'sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855',
    );
  });
});

describe('makeImage', () => {
  const image = makeImage(input);
  const layer = image.layers[0];

  it('names each part in the manifest by digest and size', () => {
    expect(JSON.parse(image.manifest.content.toString())).toEqual({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.manifest.v1+json',
      config: {
        mediaType: 'application/vnd.oci.image.config.v1+json',
        digest: digestOf(image.config.content),
        size: image.config.content.length,
      },
      layers: [
        {
          mediaType: 'application/vnd.oci.image.layer.v1.tar+gzip',
          digest: layer && digestOf(layer.content),
          size: layer?.content.length,
        },
      ],
    });
    expect(image.manifest.digest).toBe(digestOf(image.manifest.content));
  });

  it('names the layer in the config by the digest of what is unpacked', () => {
    expect(JSON.parse(image.config.content.toString())).toMatchObject({
      architecture: 'amd64',
      os: 'linux',
      config: { Cmd: ['sh'], Labels: { version: '1' } },
      rootfs: { type: 'layers', diff_ids: [digestOf(files)] },
    });
    expect(layer && gunzipSync(layer.content)).toEqual(files);
  });

  it('is the same image when made again', () => {
    expect(makeImage(input)).toEqual(image);
  });

  it('is another image with the same layer when only a label differs', () => {
    const other = makeImage({ ...input, labels: { version: '2' } });
    expect(other.manifest.digest).not.toBe(image.manifest.digest);
    expect(other.layers).toEqual(image.layers);
  });

  it('is offered by an index for the named platform only', () => {
    const { mediaType, digest, content } = image.manifest;
    expect(JSON.parse(makeIndex(image, 's390x').content.toString())).toEqual({
      schemaVersion: 2,
      mediaType: 'application/vnd.oci.image.index.v1+json',
      manifests: [
        {
          mediaType,
          digest,
          size: content.length,
          platform: { architecture: 's390x', os: 'linux' },
        },
      ],
    });
  });

  it('lies in an archive under its digest and its name', () => {
    const archive = imageArchive(image, 'registry.zoo.test/pause:1.0.0').toString('latin1');
    const paths = [...image.layers, image.config, image.manifest].map(
      ({ digest }) => `blobs/${digest.replace(':', '/')}`,
    );
    for (const path of ['oci-layout', 'index.json', ...paths]) expect(archive).toContain(path);
    expect(archive).toContain('"io.containerd.image.name":"registry.zoo.test/pause:1.0.0"');
  });
});

describe('goArchitecture', () => {
  it.each([
    ['x64', 'amd64'],
    ['arm64', 'arm64'],
  ])('calls %s %s', (node, go) => {
    expect(goArchitecture(node)).toBe(go);
  });
});
