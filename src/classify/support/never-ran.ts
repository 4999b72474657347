/** containerd's and dockerd's reason for a run that never began: the container wrote nothing, and there is no log. */
export const NEVER_RAN: readonly string[] = ['StartError', 'ContainerCannotRun'];
