import type { Area } from './types.ts';

export const NODES: Area = {
  title: 'Nodes, sandboxes and evictions',
  file: 'nodes.ts',
  rows: [
    {
      scenario: 'The node cannot set up the network of a pod.',
      codes: ['SandboxFailed'],
    },
    {
      scenario: 'A pod asks for a host name or a kernel setting that no node can give it.',
      codes: ['PodSettingsInvalid'],
    },
    { scenario: 'There are no IP addresses left.', codes: ['IPExhausted'] },
    { scenario: 'The network of the node is not up.', codes: ['NetworkNotReady'] },
    {
      scenario: 'The node makes the same pod anew again and again.',
      codes: ['SandboxChanged'],
    },
    { scenario: 'A node that runs pods of the service is lost.', codes: ['NodeNotReady'] },
    {
      scenario: 'A node is short of memory, disk or processes.',
      codes: ['NodePressure'],
    },
    {
      scenario: 'A node restarted.',
      codes: ['ExitUnknown'],
    },
    {
      scenario: 'A node ran low on something and evicted a pod.',
      codes: ['Evicted'],
    },
    {
      scenario: 'A pod wrote more to the local disk than it may.',
      codes: ['EvictedOwnStorage'],
    },
    {
      scenario: 'A taint sends running pods away.',
      codes: ['TaintEviction'],
    },
    {
      scenario: 'A node is drained.',
      codes: [],
      reason: 'left out: it is maintenance; the pods are replaced',
    },
    {
      scenario: 'A pod makes room for one of higher priority.',
      codes: ['Preempted'],
    },
    {
      scenario: 'A node was shut down.',
      codes: ['NodeShutdown'],
      unrecorded: 'shutting the only node down stops the recorder',
    },
    {
      scenario: 'A node does not let a pod in that the scheduler sent.',
      codes: ['KubeletRejected'],
    },
    {
      scenario: 'A pod runs longer than it may.',
      codes: ['PodDeadlineExceeded'],
    },
    {
      scenario: 'A pod is deleted and does not go.',
      codes: ['StuckTerminating'],
    },
    {
      scenario: 'A running pod cannot be resized.',
      codes: ['ResizeInfeasible', 'ResizeDeferred'],
    },
    {
      scenario: 'The list of DNS search domains was cut.',
      codes: [],
      reason: 'left out: it is harmless as a rule',
    },
  ],
};
