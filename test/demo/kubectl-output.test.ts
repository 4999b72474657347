// What stands here was printed by kubectl v1.34.2, of these very objects.
import { expect, test } from 'vitest';
import { parse } from 'yaml';
import { fullText } from './full.ts';
import { kubectlTable } from './table.ts';

const columnDefinitions = [
  ...['Name', 'Health', 'Pods', 'Issues', 'Top-Issue', 'Since', 'Age'].map((name) => {
    return { name, priority: 0 };
  }),
  { name: 'Versions', priority: 1 },
];

function row(namespace: string, ...cells: readonly (string | number | null)[]) {
  return { cells: [...cells], object: { metadata: { namespace } } };
}

const threeServices = `\
NAMESPACE   NAME             HEALTH                  PODS       ISSUES   TOP-ISSUE   SINCE   AGE
a           b                Zufriedenstellend äöü   12/12...   0        a^[[31mb    94s     5m
shop        checkout         Unhealthy               0/1        1        OOMKilled   94s     5m
shop        without-report                                                                   5m`;

const imageNotFound = `\
apiVersion: servicehealth.dev/v1alpha1
kind: ServiceHealth
metadata:
  creationTimestamp: "2026-11-22T21:51:06Z"
  generation: 1
  labels:
    app: image-not-found
    backstage.io/kubernetes-id: image-not-found
    servicehealth.dev/discovered: "true"
  name: image-not-found
  namespace: zoo-image-not-found
  resourceVersion: "1436"
  uid: a9fcbe29-6ede-473a-9aa3-359c79757eef
status:
  conditions:
  - lastTransitionTime: "2026-11-22T21:51:06Z"
    message: 'The image of container "app" does not exist: 1 pod of Deployment/image-not-found,
      0 of 1 pods serve'
    observedGeneration: 1
    reason: ImageNotFound
    status: "False"
    type: Healthy
  diagnoses:
  - affected:
      containers:
      - app
      pods: 1
      sample:
      - image-not-found-c4d5897-2x2wm
      workloads:
      - Deployment/image-not-found
    code: ImageNotFound
    commands:
    - kubectl --namespace zoo-image-not-found describe pod image-not-found-c4d5897-2x2wm
    - kubectl --namespace zoo-image-not-found get deployment/image-not-found -o wide
    confidence: confirmed
    count: 3
    docURL: https://kubernetes.io/docs/concepts/containers/images/#imagepullbackoff
    evidence:
    - field: event Failed
      object: Pod/image-not-found-c4d5897-2x2wm
      time: "2026-11-22T21:49:55Z"
      value: 'Failed to pull image "registry.zoo.test/app:9.9.9": rpc error: code
        = NotFound desc = failed to pull and unpack image "registry.zoo.test/app:9.9.9":
        failed to resolve reference "registry.zoo.test/app:9.9.9": registry.zoo.test/app:9.9.9:
        not found'
    explanation: The registry answered that it has no image registry.zoo.test/app:9.9.9,
      so container "app" cannot start. Either the name or tag is wrong, or the build
      has not pushed it.
    firstSeenTime: "2026-11-22T21:49:55Z"
    fixes:
    - Check that the build has pushed registry.zoo.test/app:9.9.9 to this registry.
    - Correct the name or tag of the image in Deployment image-not-found if it is
      misspelled.
    - Roll back to the last version that worked if the service is needed now.
    id: a21621b1
    lastSeenTime: "2026-11-22T21:50:34Z"
    reason: ImagePullBackOff
    severity: error
    state: active
    title: The image of container "app" does not exist
  podsReady: 0/1
  reportTime: "2026-11-22T21:51:06Z"
  restarts: 0
  summary: 'The image of container "app" does not exist: 1 pod of Deployment/image-not-found,
    0 of 1 pods serve'
  topIssue: ImageNotFound
  versions: 9.9.9
  workloads:
  - available: 0
    desired: 1
    health: Unhealthy
    kind: Deployment
    name: image-not-found
    role: image-not-found
    rollout: InProgress
    updated: 1
`;

test('a table has three spaces between its columns, one line per row and no terminal codes', () => {
  const escape = String.fromCharCode(27);
  const rows = [
    row('a', 'b', 'Zufriedenstellend äöü', '12/12\nmore', 0, `a${escape}[31mb`, '94s', '5m', null),
    row('shop', 'checkout', 'Unhealthy', '0/1', 1, 'OOMKilled', '94s', '5m', '1.0.0'),
    row('shop', 'without-report', null, null, null, null, null, '5m', null),
  ];
  expect(kubectlTable({ columnDefinitions, rows })).toBe(threeServices);
});

test('an object is sorted, quoted and broken into lines in the same way', () => {
  expect(fullText(parse(imageNotFound))).toBe(imageNotFound);
});

test('managedFields are left out', () => {
  const { metadata, ...rest } = parse(imageNotFound);
  const managed = { ...rest, metadata: { ...metadata, managedFields: [{ manager: 'x' }] } };
  expect(fullText(managed)).toBe(imageNotFound);
});
