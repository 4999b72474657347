import type { Area } from './types.ts';

const IN_LOGS = 'recordings hold no logs: the traces in `test/logs` do';

export const CRASHES: Area = {
  title: 'Crashes and memory',
  file: 'crashes.ts',
  rows: [
    { scenario: 'The program ends with an error, again and again.', codes: ['AppError'] },
    {
      scenario: 'A shell does not find its command, or may not execute it.',
      codes: ['EntrypointNotFound', 'EntrypointPermission'],
    },
    {
      scenario: 'The program is ended by a fault in native code.',
      codes: ['Segfault'],
    },
    {
      scenario: 'The program is killed from outside, and not for memory.',
      codes: ['KilledNotOOM'],
    },
    { scenario: 'The program ends well and is started again.', codes: ['CompletesAndRestarts'] },
    {
      scenario: 'The runtime lost the container, mostly because the node restarted.',
      codes: ['ExitUnknown'],
    },
    {
      scenario: 'The node has no record of what became of the container.',
      codes: ['ContainerStatusUnknown'],
    },
    {
      scenario: 'The program runs between its crashes, which have no single reason.',
      codes: ['RestartLoopWhileRunning'],
    },
    { scenario: 'A crash is over and the program has run since.', codes: ['RecoveredCrash'] },
    {
      scenario: 'The last log lines speak of a read-only disk or a refused permission.',
      codes: ['FileAccessDenied'],
      unrecorded: IN_LOGS,
    },
    {
      scenario: 'The last log lines speak of a host name that is not found.',
      codes: ['HostNotFound'],
      unrecorded: IN_LOGS,
    },
    {
      scenario: 'The last log lines speak of a service that does not answer.',
      codes: ['DependencyUnreachable'],
      unrecorded: IN_LOGS,
    },
    {
      scenario: 'The last log lines speak of an expired certificate.',
      codes: ['CertificateRejected'],
      unrecorded: IN_LOGS,
    },
    {
      scenario: 'The last log lines speak of a port that is taken.',
      codes: ['PortUnavailable'],
      unrecorded: IN_LOGS,
    },
    {
      scenario: 'The last log lines speak of a full heap.',
      codes: ['HeapExhausted'],
      unrecorded: IN_LOGS,
    },
    {
      scenario: 'The last log lines speak of a setting that is absent.',
      codes: ['SettingMissing'],
      unrecorded: IN_LOGS,
    },
    {
      scenario: 'All failing pods share a version, and the others do not fail.',
      codes: [],
      reason: 'left out: it is told beside the cause, not as a diagnosis',
    },
    { scenario: 'The program needs more memory than its limit.', codes: ['OOMKilled'] },
    { scenario: 'An init container needs more memory than its limit.', codes: ['OOMKilled'] },
    {
      scenario: 'A program was out of memory once and runs again.',
      codes: ['OOMKilled', 'RecoveredCrash'],
    },
    {
      scenario: 'The node runs out of memory and kills a program that kept its limit.',
      codes: ['NodeOOM'],
      unrecorded: 'using up the memory of the only node stops the cluster itself',
    },
    {
      scenario: 'A child process is killed for memory and the main process lives.',
      codes: [],
      reason: 'cannot be observed: no object of Kubernetes tells of it',
    },
  ],
};
