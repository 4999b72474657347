import type { Area } from './types.ts';

export const PROBES: Area = {
  title: 'Probes, init containers and sidecars',
  file: 'probes.ts',
  rows: [
    { scenario: 'The readiness probe keeps failing.', codes: ['ReadinessFailing'] },
    { scenario: 'A readiness gate is not set from outside.', codes: ['ReadinessGateFalse'] },
    {
      scenario: 'The liveness probe fails, so the container is restarted.',
      codes: ['LivenessKill'],
    },
    { scenario: 'The program needs longer than its startup probe allows.', codes: ['StartupKill'] },
    {
      scenario: 'A probe asks for a port or a path that is not served.',
      codes: ['ReadinessFailing', 'LivenessKill', 'StartupKill'],
    },
    {
      scenario: 'The pod is ready and not ready in turns.',
      codes: ['ReadinessFlapping'],
    },
    {
      scenario: 'The program does not end within its grace period.',
      codes: [],
      reason: 'left out: a pod that is being deleted is no error of the service',
    },
    { scenario: 'The probe itself cannot be carried out.', codes: ['ProbeErrored'] },
    { scenario: 'An init container fails.', codes: ['InitFailed'] },
    { scenario: 'An init container does not come to an end.', codes: ['InitStuckRunning'] },
    {
      scenario: 'The image or a setting of an init container is wrong.',
      codes: ['ImageNotFound', 'ConfigMapMissing', 'SecretMissing'],
    },
    {
      scenario: 'A sidecar ends, though it should run as long as the pod.',
      codes: ['SidecarCrash'],
    },
    { scenario: 'A sidecar keeps a Job from ending.', codes: ['SidecarKeepsJobAlive'] },
    {
      scenario: 'A container that somebody added for debugging does not start.',
      codes: ['EphemeralContainerFailed'],
      unrecorded: 'scenarios apply manifests, and a debug container is a call of its own',
    },
  ],
};
