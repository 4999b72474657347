// The ways in which a service goes wrong that this product claims to tell apart, by area.
import { ADMISSION } from './admission.ts';
import { CONTROLLERS } from './controllers.ts';
import { CRASHES } from './crashes.ts';
import { CREATION } from './creation.ts';
import { IMAGES } from './images.ts';
import { NETWORK } from './network.ts';
import { NODES } from './nodes.ts';
import { OBSERVATION } from './observation.ts';
import { PROBES } from './probes.ts';
import { SCHEDULING } from './scheduling.ts';
import type { Area } from './types.ts';
import { VOLUMES } from './volumes.ts';

/** In the order of a pod's life. */
export const AREAS: readonly Area[] = [
  ADMISSION,
  SCHEDULING,
  VOLUMES,
  IMAGES,
  CREATION,
  PROBES,
  CRASHES,
  NODES,
  CONTROLLERS,
  NETWORK,
  OBSERVATION,
];
