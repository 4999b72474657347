import { join } from 'node:path';

/** Where everything of one cluster lies; `folder` is the state folder. */
export interface Layout {
  readonly folder: string;
  readonly logs: string;
  readonly kubeconfig: string;
  readonly certificates: string;
  readonly ca: string;
  readonly serverKey: string;
  readonly containerd: string;
  readonly containerdSocket: string;
  readonly kubelet: string;
  readonly podLogs: string;
  readonly registry: string;
}

export function layoutOf(folder: string): Layout {
  const containerd = join(folder, 'containerd');
  const certificates = join(folder, 'apiserver');
  return {
    folder,
    logs: join(folder, 'logs'),
    kubeconfig: join(folder, 'kubeconfig'),
    certificates,
    // The apiserver signs its own certificate; the file holds both it and the authority.
    ca: join(certificates, 'apiserver.crt'),
    serverKey: join(certificates, 'apiserver.key'),
    containerd,
    containerdSocket: join(containerd, 'containerd.sock'),
    kubelet: join(folder, 'kubelet'),
    podLogs: join(folder, 'kubelet', 'pod-logs'),
    registry: join(folder, 'registry'),
  };
}

export function controlGroup(slot: number): string {
  return `servicehealth-${slot}`;
}
