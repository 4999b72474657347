import { waitingPod } from '../../../src/classify/support/example-pods.ts';
import type { Cases } from '../examples.ts';

const REASON = 'CreateContainerError';

export default [
  {
    name: 'containerd about AppArmor',
    given: {
      pods: [
        waitingPod(
          REASON,
          'failed to generate apparmor spec opts: apparmor profile not found shop-web',
        ),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: REASON,
        details: { profile: 'AppArmor profile "shop-web"' },
      },
    ],
  },
  {
    name: 'runc does not name the profile',
    given: {
      pods: [
        waitingPod(
          'RunContainerError',
          'unable to start container process: apply apparmor profile: apparmor failed to apply profile: write /proc/self/attr/apparmor/exec: no such file or directory',
        ),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: 'RunContainerError',
        details: { profile: 'an AppArmor profile' },
      },
    ],
  },
  {
    name: 'CRI-O about seccomp',
    given: {
      pods: [
        waitingPod(
          REASON,
          'setup seccomp: unable to load local profile "/var/lib/kubelet/seccomp/shop.json": open /var/lib/kubelet/seccomp/shop.json: no such file or directory',
        ),
      ],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: REASON,
        details: { profile: 'seccomp profile "shop.json"' },
      },
    ],
  },
  {
    name: 'CRI-O about AppArmor',
    given: { pods: [waitingPod(REASON, 'AppArmor profile "shop-web" specified but not loaded')] },
    found: [
      {
        confidence: 'confirmed',
        reason: REASON,
        details: { profile: 'AppArmor profile "shop-web"' },
      },
    ],
  },
  {
    name: 'a long name is cut',
    given: {
      pods: [waitingPod(REASON, `cannot load seccomp profile "/seccomp/${'p'.repeat(200)}"`)],
    },
    found: [
      {
        confidence: 'confirmed',
        reason: REASON,
        details: { profile: `seccomp profile "${'p'.repeat(99)}…"` },
      },
    ],
  },
] satisfies Cases;
