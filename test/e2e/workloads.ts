// Workloads of the tests themselves, in namespaces that are not the zoo's.

/** Where the operator with a limited role works; the operator under test leaves it out. */
export const limitedNamespace = 'e2e-limited-role';
/** Where something happens while the API server is away. */
export const outageNamespace = 'e2e-outage';

export interface SmallWorkload {
  readonly namespace: string;
  readonly name: string;
  /** Default: the image's own, which serves for ever. */
  readonly command?: readonly string[];
}

/** A Deployment of one pod. */
export function smallDeployment({ namespace, name, command }: SmallWorkload): unknown {
  const labels = { app: name };
  const container = {
    name: 'app',
    image: 'registry.zoo.test/app:1.0.0',
    imagePullPolicy: 'IfNotPresent',
    ...(command !== undefined && { command }),
    resources: { requests: { cpu: '1m', memory: '8Mi' }, limits: { memory: '32Mi' } },
  };
  const pod = {
    automountServiceAccountToken: false,
    dnsPolicy: 'Default',
    enableServiceLinks: false,
    terminationGracePeriodSeconds: 2,
    containers: [container],
  };
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace, labels },
    spec: {
      replicas: 1,
      selector: { matchLabels: labels },
      template: { metadata: { labels }, spec: pod },
    },
  };
}
