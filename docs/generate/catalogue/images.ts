import type { Area } from './types.ts';

export const IMAGES: Area = {
  title: 'Images',
  file: 'images.ts',
  rows: [
    { scenario: 'The image name is not valid.', codes: ['InvalidImageName'] },
    { scenario: 'The tag or the repository does not exist.', codes: ['ImageNotFound'] },
    {
      scenario: 'The registry does not say whether the image is absent or private.',
      codes: ['ImageAccessAmbiguous'],
    },
    {
      scenario: 'A web page answers where the registry should be.',
      codes: ['NotARegistry'],
    },
    {
      scenario: 'The image cannot be fetched, and nothing known says why.',
      codes: ['ImagePullFailed'],
    },
    { scenario: 'The registry refuses the credentials.', codes: ['ImageAuthFailed'] },
    { scenario: 'The pod names a pull secret that does not exist.', codes: ['PullSecretMissing'] },
    {
      scenario: 'The registry answers that too many images were pulled.',
      codes: ['ImageRateLimited'],
    },
    { scenario: 'The node does not trust the registry.', codes: ['RegistryTLS'] },
    { scenario: 'The name of the registry cannot be resolved.', codes: ['RegistryDNS'] },
    { scenario: 'The registry does not answer.', codes: ['RegistryUnreachable'] },
    {
      scenario: 'The image is not built for the processor of the node.',
      codes: ['ImagePlatformMismatch'],
    },
    {
      scenario: 'The disk of the node has no room for the image.',
      codes: ['ImageDiskFull'],
      unrecorded: 'filling the disk of the only node stops the cluster itself',
    },
    {
      scenario: 'The image must be on the node already, and is not.',
      codes: ['ErrImageNeverPull'],
    },
    {
      scenario: 'The image store of the node is damaged.',
      codes: ['ImageInspectError'],
      unrecorded: 'damaging the image store of the only node stops the cluster itself',
    },
    {
      scenario: 'The signature of the image does not satisfy the policy of the node.',
      codes: ['SignatureValidationFailed'],
      unrecorded: 'only CRI-O with a signature policy says it',
    },
    { scenario: 'The image takes very long to arrive.', codes: ['ImagePullSlow'] },
    {
      scenario: 'Pods of one version run different builds of one tag.',
      codes: [],
      reason: 'left out: it is no failure, and image digests differ between kinds of nodes',
    },
  ],
};
