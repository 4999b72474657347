import type { Area } from './types.ts';

const NEEDS_A_DRIVER = 'it needs a storage driver that attaches disks to more than one node';

export const VOLUMES: Area = {
  title: 'Volumes',
  file: 'volumes.ts',
  rows: [
    {
      scenario: 'A ConfigMap or Secret that is mounted does not exist.',
      codes: ['MountSourceMissing'],
    },
    {
      scenario: 'A mounted ConfigMap or Secret lacks the key.',
      codes: ['MountKeyMissing'],
    },
    {
      scenario: 'Volumes are not mounted in time, and nothing says why.',
      codes: ['MountTimeout'],
    },
    {
      scenario: 'A volume cannot be mounted on the node.',
      codes: ['MountFailed'],
    },
    {
      scenario: 'A volume cannot be attached to the node.',
      codes: ['AttachFailed'],
    },
    {
      scenario: 'Another node still holds the volume.',
      codes: ['MultiAttach'],
      unrecorded: NEEDS_A_DRIVER,
    },
    {
      scenario: 'A volume cannot be made larger.',
      codes: ['VolumeResizeFailed'],
    },
    {
      scenario: 'A claim finds no volume and no storage class.',
      codes: ['PVCPending'],
    },
    {
      scenario: 'No volume can be made for a claim.',
      codes: ['ProvisioningFailed'],
    },
    {
      scenario: 'A claim waits for its first pod, as it should.',
      codes: [],
      reason: 'left out: nothing is wrong',
    },
    {
      scenario: 'The volume of a claim is gone.',
      codes: ['PVCLost'],
    },
    {
      scenario: 'A claim that pods still use is being deleted.',
      codes: ['PVCBeingDeleted'],
    },
    {
      scenario: 'The volume still belongs to a claim that was deleted.',
      codes: ['PVReleased'],
    },
    {
      scenario: 'A volume is almost full.',
      codes: [],
      reason: 'cannot be observed: only metrics tell',
    },
  ],
};
