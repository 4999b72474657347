import type { Area } from './types.ts';

const IN_EVENTS = 'not built yet: only the symptom is told so far';
const NEEDS_A_DRIVER = 'it needs a storage driver that attaches disks to more than one node';

export const VOLUMES: Area = {
  title: 'Volumes',
  file: 'volumes.ts',
  rows: [
    {
      scenario: 'A ConfigMap or Secret that is mounted does not exist.',
      codes: ['MountSourceMissing'],
      reason: IN_EVENTS,
    },
    {
      scenario: 'A mounted ConfigMap or Secret lacks the key.',
      codes: ['MountKeyMissing'],
      reason: IN_EVENTS,
    },
    {
      scenario: 'Volumes are not mounted in time, and nothing says why.',
      codes: ['MountTimeout'],
      reason: IN_EVENTS,
    },
    {
      scenario: 'A volume cannot be mounted on the node.',
      codes: ['MountFailed'],
      reason: IN_EVENTS,
    },
    {
      scenario: 'A volume cannot be attached to the node.',
      codes: ['AttachFailed'],
      reason: IN_EVENTS,
    },
    {
      scenario: 'Another node still holds the volume.',
      codes: ['MultiAttach'],
      reason: IN_EVENTS,
      unrecorded: NEEDS_A_DRIVER,
    },
    {
      scenario: 'A volume cannot be made larger.',
      codes: ['VolumeResizeFailed'],
      reason: IN_EVENTS,
    },
    {
      scenario: 'A claim finds no volume and no storage class.',
      codes: ['PVCPending'],
      reason: 'not built yet: only the symptom is told so far',
    },
    {
      scenario: 'No volume can be made for a claim.',
      codes: ['ProvisioningFailed'],
      reason: 'not built yet: only the symptom is told so far',
    },
    {
      scenario: 'A claim waits for its first pod, as it should.',
      codes: [],
      reason: 'left out: nothing is wrong',
    },
    {
      scenario: 'The volume of a claim is gone.',
      codes: ['PVCLost'],
      reason: 'not built yet: only the symptom is told so far',
    },
    {
      scenario: 'A claim that pods still use is being deleted.',
      codes: ['PVCDeleting'],
      reason: 'not built yet: only the symptom is told so far',
    },
    {
      scenario: 'The volume still belongs to a claim that was deleted.',
      codes: ['PVReleased'],
      reason: 'not built yet: only the symptom is told so far',
    },
    {
      scenario: 'A volume is almost full.',
      codes: [],
      reason: 'cannot be observed: only metrics tell',
    },
  ],
};
