/**
 * Diagnoses that say what happened and not why: an error-level rule of the platform team takes their place on the same
 * container, pod or workload. All others name a cause, and stand unless the rule overrides them by name.
 */
export const GENERAL_CODES: readonly string[] = [
  'AppError',
  'AttachFailed',
  'CompletesAndRestarts',
  'ContainerStatusUnknown',
  'CreateContainerError',
  'ExitUnknown',
  'ImagePullFailed',
  'InitFailed',
  'InitStuckRunning',
  'KilledNotOOM',
  'MountFailed',
  'ReadinessFailing',
  'RestartLoopWhileRunning',
  'SandboxFailed',
  'SidecarCrash',
  'StartRefused',
  'Unclassified',
  'Unschedulable',
];
