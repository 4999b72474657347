import type { Area } from './types.ts';

export const CREATION: Area = {
  title: 'From image to running container',
  file: 'creation.ts',
  rows: [
    {
      scenario: 'A ConfigMap for environment variables does not exist.',
      codes: ['ConfigMapMissing'],
    },
    { scenario: 'A Secret for environment variables does not exist.', codes: ['SecretMissing'] },
    { scenario: 'The ConfigMap or Secret lacks the key.', codes: ['ConfigKeyMissing'] },
    {
      scenario: 'The image runs as root, which the pod forbids.',
      codes: ['RunAsNonRootViolation'],
    },
    {
      scenario: 'A variable names a container or a resource that the pod does not have.',
      codes: ['ContainerSettingsInvalid'],
    },
    { scenario: 'A path inside of a volume cannot be mounted.', codes: ['SubPathFailed'] },
    {
      scenario:
        'The runtime cannot create the container, for instance because the name is still taken.',
      codes: ['CreateContainerError'],
    },
    {
      scenario:
        'The runtime has made the container and cannot start it, as with a wrong workingDir.',
      codes: ['StartRefused'],
    },
    { scenario: 'The command does not exist in the image.', codes: ['EntrypointNotFound'] },
    {
      scenario: 'The command is a script whose interpreter is absent.',
      codes: ['InterpreterMissing'],
    },
    { scenario: 'The command may not be executed.', codes: ['EntrypointPermission'] },
    {
      scenario: 'The program is built for another processor or has no first line.',
      codes: ['ExecFormatError'],
    },
    {
      scenario: 'A file is mounted over a folder, or the other way round.',
      codes: ['MountTypeMismatch'],
      unrecorded: 'the message names a folder of the machine that records',
    },
    {
      scenario: 'The memory limit is too low for anything to start.',
      codes: ['LimitTooLowToStart'],
    },
    {
      scenario: 'A hook of the runtime or of a device fails before the start.',
      codes: ['PreStartHookError'],
      unrecorded: 'it needs a device plugin that fails',
    },
    { scenario: 'The postStart hook fails.', codes: ['PostStartHookError'] },
    {
      scenario: 'The node lacks the seccomp or AppArmor profile.',
      codes: ['SeccompAppArmorMissing'],
      unrecorded: 'the message names a folder of the machine that records',
    },
    {
      scenario: 'The node or the cluster lacks the runtime class.',
      codes: ['RuntimeClassMissing'],
    },
  ],
};
