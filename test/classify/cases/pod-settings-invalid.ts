import { podEvent, waitingPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

const found = {
  pod: 'web-7c9d-x2x1q',
  confidence: 'confirmed',
  reason: 'ContainerCreating',
} as const;

function refused(name: string, message: string, cause: string): Cases[number] {
  const events = [podEvent('FailedCreatePodSandBox', `Failed to create pod sandbox: ${message}`)];
  const given = { pods: [waitingPod('ContainerCreating')], events };
  return { name, given, found: [{ ...found, details: { cause } }] };
}

export default [
  refused(
    'a value that the kernel does not take',
    'rpc error: code = Unknown desc = failed to create containerd task: failed to create shim task: OCI runtime create failed: runc create failed: unable to start container process: error during container init: write /proc/sys/net/ipv4/ip_local_port_range: invalid argument: unknown',
    'the kernel of the node does not take what the pod sets for sysctl net.ipv4.ip_local_port_range',
  ),
  refused(
    'a setting that the kernel does not have, as crun says it',
    'open `/proc/sys/net/ipv4/tcp_keepalive`: No such file or directory',
    'the kernel of the node does not take what the pod sets for sysctl net.ipv4.tcp_keepalive',
  ),
  refused(
    'a sysctl of the network in a pod that has that of the node',
    'sysctl "net.core.somaxconn" not allowed in host network namespace',
    'sysctl net.core.somaxconn cannot be set for a pod of this kind',
  ),
  refused(
    'a host name that is too long',
    'runc create failed: sethostname: invalid argument',
    'the node cannot give it the host name that it asks for',
  ),
  refused(
    'a node without user namespaces',
    'user namespaces is not supported by the runtime',
    'the node cannot give it users of its own (hostUsers: false)',
  ),
] satisfies Cases;
