import { defineClassifier } from '../define.ts';
import { briefName } from '../support/brief-texts.ts';
import { waitingPod } from '../support/example-pods.ts';
import { neverRanFindings } from '../support/start-errors.ts';

/** containerd · CRI-O about seccomp: both name the file on the node. */
const SECCOMP =
  /cannot load seccomp profile "([^"]{1,400})"|seccomp[^"]{1,120}"([^"]{1,400})": open /;
/** containerd · CRI-O · runc about AppArmor; runc does not name the profile. */
const APP_ARMOR =
  /apparmor profile not found:? ([^\s:]{1,253})|AppArmor profile "?([^\s":]{1,253})"? (?:specified but )?not loaded|apparmor failed to apply profile/i;

export default defineClassifier({
  code: 'SeccompAppArmorMissing',
  title: 'The security profile of {who} is not on its node',
  severity: 'error',
  reads: ['pods'],
  explanation:
    'The securityContext of {who} asks for {profile}, and its node has none. So {who} does not start there.',
  fix: [
    'Use the profile RuntimeDefault in the securityContext of {workload} if nothing special is needed.',
    'Correct the name of the profile in {workload} if it is spelled differently on the nodes.',
    'Ask the people who run the cluster to put the profile on every node that the pod may run on.',
  ],
  commands: ['{kubectl} get {workloadPath} -o yaml', '{kubectl} get pod {pod} -o wide'],
  reference: 'https://kubernetes.io/docs/tutorials/security/seccomp/',
  outranks: ['AppError', 'InitFailed', 'SidecarCrash', 'KilledNotOOM', 'EntrypointNotFound'],
  classify(snapshot) {
    return neverRanFindings(snapshot, (message) => {
      const profile = profileIn(message);
      return profile === undefined ? undefined : { profile };
    });
  },
  examples: [
    {
      name: 'a file that is on no node',
      given: {
        pods: [
          waitingPod(
            'CreateContainerError',
            'failed to create containerd container: cannot load seccomp profile "/var/lib/kubelet/seccomp/profiles/shop.json": open /var/lib/kubelet/seccomp/profiles/shop.json: no such file or directory',
          ),
        ],
      },
      found: [
        {
          container: 'app',
          confidence: 'confirmed',
          reason: 'CreateContainerError',
          details: { profile: 'seccomp profile "profiles/shop.json"' },
        },
      ],
    },
    {
      name: 'a container whose name is still in use is CreateContainerError, not this',
      given: {
        pods: [waitingPod('CreateContainerError', 'failed to reserve container name "app"')],
      },
      found: [],
    },
  ],
});

function profileIn(message: string): string | undefined {
  const seccomp = SECCOMP.exec(message);
  if (seccomp !== null) return `seccomp profile "${below(seccomp[1] ?? seccomp[2] ?? '')}"`;
  const appArmor = APP_ARMOR.exec(message);
  if (appArmor === null) return undefined;
  const name = appArmor[1] ?? appArmor[2];
  return name === undefined ? 'an AppArmor profile' : `AppArmor profile "${briefName(name)}"`;
}

/** The profile as the manifest names it: below the folder of the kubelet. */
function below(path: string): string {
  const [, name] = path.split('/seccomp/');
  return briefName(name ?? path);
}
