// API objects as a real 1.34 cluster serialises them, shortened to what tells them apart.

/** 2026-01-01T00:00:00Z. */
const CREATED = '2026-01-01T00:00:00Z';
export const CREATED_MS = 1_767_225_600_000;

/** Parsed from JSON like everything that comes from the API server: there `__proto__` is a key like others. */
export function json(text: string): unknown {
  const parsed: unknown = JSON.parse(text);
  return parsed;
}

export function metadata(name: string, changes: object = {}) {
  return {
    name,
    namespace: 'shop',
    uid: `uid-${name}`,
    resourceVersion: '7',
    creationTimestamp: CREATED,
    ...changes,
  };
}

export function podObject(changes: { metadata?: object; spec?: object; status?: object } = {}) {
  return {
    metadata: metadata('checkout-x2x1q', changes.metadata),
    spec: {
      containers: [{ name: 'app', image: 'app:1.0' }],
      nodeName: 'node-1',
      restartPolicy: 'Always',
      ...changes.spec,
    },
    status: { phase: 'Running', ...changes.status },
  };
}

export function eventObject(changes: object = {}) {
  return {
    metadata: metadata('checkout.18a'),
    involvedObject: {
      kind: 'Pod',
      namespace: 'shop',
      name: 'checkout-x2x1q',
      uid: 'uid-checkout-x2x1q',
      fieldPath: 'spec.containers{app}',
    },
    reason: 'BackOff',
    message: 'Back-off restarting failed container',
    source: { component: 'kubelet', host: 'node-1' },
    firstTimestamp: '2026-01-01T00:01:00Z',
    lastTimestamp: '2026-01-01T00:05:00Z',
    count: 4,
    type: 'Warning',
    eventTime: null,
    reportingComponent: 'kubelet',
    reportingInstance: 'node-1',
    ...changes,
  };
}
