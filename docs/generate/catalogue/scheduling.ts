import type { Area } from './types.ts';

export const SCHEDULING: Area = {
  title: 'Finding a node',
  file: 'scheduling.ts',
  rows: [
    {
      scenario: 'No node has enough free CPU, memory or disk.',
      codes: ['InsufficientCPU', 'InsufficientMemory', 'InsufficientStorage'],
    },
    {
      scenario: 'A pod asks for more than even an empty node has.',
      codes: ['RequestLargerThanAnyNode'],
    },
    { scenario: 'No node has the device that is asked for.', codes: ['InsufficientExtended'] },
    { scenario: 'The nodes are reserved by a taint.', codes: ['UntoleratedTaint'] },
    { scenario: 'The nodes are closed for maintenance.', codes: ['NodesCordoned'] },
    { scenario: 'The nodes are in trouble and take nothing new.', codes: ['NodesNotReady'] },
    { scenario: 'No node has the labels that are asked for.', codes: ['NodeAffinityMismatch'] },
    {
      scenario: 'The pod must run beside others, or apart from them, and no node allows it.',
      codes: ['PodAffinity', 'PodAntiAffinity'],
    },
    { scenario: 'The pods cannot be spread as demanded.', codes: ['TopologySpread'] },
    { scenario: 'The host port is taken on every node.', codes: ['HostPortConflict'] },
    {
      scenario: 'A volume claim has no volume, does not exist or is being deleted.',
      codes: ['PVCUnbound', 'PVCMissing', 'PVCBeingDeleted'],
    },
    {
      scenario: 'The volume is where no node has a place.',
      codes: ['VolumeZoneConflict'],
      unrecorded: 'one node is one zone',
    },
    {
      scenario: 'The nodes hold as many volumes as they can.',
      codes: ['MaxVolumeCount'],
      unrecorded: 'it needs a storage driver that limits the volumes of a node',
    },
    {
      scenario: 'The nodes hold as many pods as they can.',
      codes: ['TooManyPods'],
      unrecorded: 'filling the only node would stop what else runs on it',
    },
    {
      scenario: 'The volume may be used by one pod only, and another has it.',
      codes: ['RWOPInUse'],
    },
    {
      scenario: 'The pod is held back by a scheduling gate.',
      codes: ['SchedulingGated'],
    },
    {
      scenario: 'A claimed device is not to be had.',
      codes: ['ResourceClaimPending'],
      unrecorded: 'it needs a driver for dynamic resource allocation',
    },
    {
      scenario: 'The cluster has no node at all.',
      codes: ['NoNodes'],
      unrecorded: 'a cluster without a node runs nothing that could be compared',
    },
    {
      scenario: 'No scheduler takes the pod, because the one it names does not exist.',
      codes: ['NoScheduler'],
    },
    {
      scenario: 'The cluster is adding a node.',
      codes: ['WaitingForAutoscaler'],
      unrecorded: 'it needs a cloud that adds nodes',
    },
    { scenario: 'The scheduler gives a reason that has no name here.', codes: ['Unschedulable'] },
  ],
};
