// Why a node did not let a pod in: the kubelet's reasons, Kubernetes 1.34.
import { expect, test } from 'vitest';
import { endedPod } from '../../../src/classify/support/example-pods.ts';
import { rejectionDetails } from '../../../src/classify/support/rejections.ts';

const cases: readonly (readonly [reason: string, message: string, why: string | undefined])[] = [
  [
    'OutOfcpu',
    "Pod was rejected: Node didn't have enough resource: cpu, requested: 400000, used: 22, capacity: 2000",
    'it has not as much cpu left as the pod asks for',
  ],
  [
    'OutOfnvidia.com/gpu',
    "Node didn't have enough resource: nvidia.com/gpu, requested: 1, used: 1, capacity: 1",
    'it has not as much nvidia.com/gpu left as the pod asks for',
  ],
  ['OutOfpods', 'Pod was rejected: too many', 'it has as many pods as it may'],
  [
    'NodeAffinity',
    "Pod was rejected: Predicate NodeAffinity failed: node(s) didn't match Pod's node affinity/selector",
    'its labels do not fit the node selector or affinity of the pod, or do not fit any more',
  ],
  [
    'TopologyAffinityError',
    'Pod was rejected: Resources cannot be allocated with Topology locality',
    'it cannot give the pod CPUs and devices that lie as close together as its policy demands',
  ],
  [
    'SysctlForbidden',
    'Pod was rejected: forbidden sysctl: "net.core.somaxconn" not allowlisted',
    'the pod sets a sysctl that the node does not allow',
  ],
  [
    'AppArmor',
    'Pod was rejected: Cannot enforce AppArmor: AppArmor is not enabled on the host',
    'the pod names an AppArmor profile, and the node has no AppArmor',
  ],
  [
    'AppArmor',
    'Pod was rejected: Cannot enforce AppArmor: profile "shop" is not loaded',
    'it cannot apply the AppArmor profile that the pod names',
  ],
  [
    'UnexpectedAdmissionError',
    'Pod was rejected: Allocate failed due to no healthy devices present; cannot allocate unhealthy devices gpu, which is unexpected',
    'what hands out its CPUs or devices failed, often right after the node had started',
  ],
  ['BrandNewReason', 'Pod was rejected: for a reason of later', 'it does not accept it'],
  ['BrandNewReason', 'for a reason of later', undefined],
  ['Evicted', 'Pod was rejected: The node had condition: [DiskPressure]. ', undefined],
  ['NodeShutdown', 'Pod was rejected as the node is shutting down.', undefined],
  ['DeadlineExceeded', 'Pod was active on the node longer than the specified deadline', undefined],
  ['OutOf__proto__', '', undefined],
];

test.each(cases)('%s: %s', (reason, message, why) => {
  expect(rejectionDetails(endedPod(reason, message).pod)?.['why']).toBe(why);
});

test('who has to look at the node is told its name', () => {
  const { pod } = endedPod('InvalidNodeInfo', '');
  expect(rejectionDetails(pod)?.['advice']).toBe(
    'Ask the people who run the cluster to look at node node-1',
  );
});
