import { expect, test } from 'vitest';
import { registryOf } from '../../../src/classify/support/registry.ts';

test.each([
  ['registry.example/shop/web:1.4.2', 'registry.example'],
  ['registry.example:5000/web', 'registry.example:5000'],
  ['Registry.Example/web', 'registry.example'],
  ['localhost/web', 'localhost'],
  ['registry:5000/web', 'registry:5000'],
  ['[::1]:5000/web', '[::1]:5000'],
  ['ghcr.io/shop/web@sha256:0123', 'ghcr.io'],
  ['shop/web:9', 'docker.io'],
  ['nginx', 'docker.io'],
  ['nginx:1.27', 'docker.io'],
  ['docker.io/library/nginx', 'docker.io'],
  ['index.docker.io/library/nginx', 'docker.io'],
  ['', 'docker.io'],
])('%s is fetched from %s', (image, registry) => {
  expect(registryOf(image)).toBe(registry);
});
