import { clouds } from './clouds.ts';
import { codeHosts } from './code-hosts.ts';
import { files } from './files.ts';
import { headers } from './headers.ts';
import { platforms } from './platforms.ts';
import { services } from './services.ts';
import type { Shape } from './types.ts';

/** All kinds of secrets that are told by how they look; private keys and values under a name are found apart. */
export const SHAPES: readonly Shape[] = [
  ...headers,
  ...files,
  ...platforms,
  ...clouds,
  ...codeHosts,
  ...services,
];
