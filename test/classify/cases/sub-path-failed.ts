import { waitingPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

export default [
  {
    name: 'a folder that cannot be made in the volume',
    given: {
      pods: [
        waitingPod(
          'CreateContainerConfigError',
          'failed to create subPath directory for volumeMount "data" of container "app"',
        ),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'CreateContainerConfigError',
        details: { part: 'that part of volume "data"' },
      },
    ],
  },
  {
    name: 'a variable that makes the path leave the volume',
    given: {
      pods: [
        waitingPod(
          'CreateContainerConfigError',
          "unable to provision SubPath `../web`: must not contain '..'",
        ),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'CreateContainerConfigError',
        details: { part: '"../web", which leaves the volume' },
      },
    ],
  },
  {
    name: 'a variable that the container does not have',
    given: { pods: [waitingPod('CreateContainerConfigError', 'missing value for NOPE')] },
    found: [
      {
        confidence: 'confirmed',
        reason: 'CreateContainerConfigError',
        details: {
          part: 'the path, as subPathExpr names variable NOPE, which the container does not have',
        },
      },
    ],
  },
  {
    name: 'the same words about a container that is made are those of the runtime',
    given: {
      pods: [
        waitingPod(
          'CreateContainerError',
          'failed to create subPath directory for volumeMount "data" of container "app"',
        ),
      ],
    },
    found: [],
  },
] satisfies Cases;
