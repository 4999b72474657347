// What the kubelet and the attach controller write when a volume does not get to its pod, and what to do about each.
import { missingVolumeKey } from './missing-keys.ts';
import { brief, steadyText } from './text.ts';

type Details = Readonly<Record<string, string>>;

/** The API server's words, which the kubelet quotes after the name of the volume. */
const MISSING_SOURCE = /(configmap|secret) "([a-z0-9.-]{1,253})" not found/;
/** The kubelet has not listed its ConfigMaps and Secrets yet: part of many starts. */
const STILL_LISTING = /failed to sync (?:configmap|secret) cache/;
/** kubelet 1.34; "timed out waiting for the condition" instead of the deadline until 1.27. */
const WAITED_IN_VAIN = /^Unable to attach or mount volumes: unmounted volumes=\[([^\]]{1,500})\]/;
/** The attach controller: a volume for one node is still at another one. */
const MULTI_ATTACH = /^Multi-Attach error for volume "([^"]{1,253})" ?(.{0,700})/s;
/** The operation and the volume before the cause: "MountVolume.SetUp failed for volume "data" : ". */
const HEAD = /^[A-Za-z.]{1,40} failed for volume "([^"]{1,253})" ?: ?/;
/** What mount(8) itself says comes last, after its arguments. */
const OUTPUT = 'Output: ';

const MAX_QUOTE_CHARACTERS = 350;

export function missingSource(message: string): Details | undefined {
  const [, sort, name] = MISSING_SOURCE.exec(message) ?? [];
  if (sort === undefined || name === undefined) return undefined;
  return { holder: sort === 'secret' ? 'Secret' : 'ConfigMap', name, plural: `${sort}s` };
}

export function mountTimeout(message: string): Details | undefined {
  const volumes = WAITED_IN_VAIN.exec(message)?.[1];
  return volumes === undefined ? undefined : { volumes: brief(volumes.replaceAll(' ', ', '), 200) };
}

export function multiAttach(message: string): Details | undefined {
  const [, volume, rest = ''] = MULTI_ATTACH.exec(message) ?? [];
  if (volume === undefined) return undefined;
  const users = /already used by pod\(s\) ([a-z0-9., -]{1,400})/.exec(rest)?.[1];
  const holder =
    users === undefined
      ? 'it is still attached to another node, though no pod there uses it any more'
      : `it is still in use on another node, by ${brief(users, 200)}`;
  return { volume, holder };
}

/** Whatever else the attach controller fails at. */
export function attachFailure(message: string): Details | undefined {
  return multiAttach(message) === undefined ? explained(message, ATTACH_CAUSES) : undefined;
}

/** Whatever else the kubelet fails at. */
export function mountFailure(message: string): Details | undefined {
  const isOther = missingSource(message) ?? missingVolumeKey(message) ?? mountTimeout(message);
  if (isOther !== undefined || STILL_LISTING.test(message)) return undefined;
  return explained(message, MOUNT_CAUSES);
}

/** `cause` completes "Volume data cannot be mounted: …". First match wins. */
interface CauseWords {
  readonly pattern: RegExp;
  readonly cause: (caught: string) => string;
  readonly advice: string;
}

const DRIVER_ADVICE =
  'Ask the platform team to look at this storage driver on the node: it is missing there or does not run';
const HELPER_ADVICE =
  'Ask the platform team to install the mount program of this kind of storage on the nodes';
const OTHER_ADVICE = 'Read what the node says and compare it with the volume in the pod template';

const MOUNT_CAUSES: readonly CauseWords[] = [
  {
    // pkg/volume/csi/csi_client.go.
    pattern: /driver name ([\w.-]{1,128}) not found in the list of registered CSI drivers/,
    cause: (driver) => `storage driver ${driver} is not registered on the node`,
    advice: DRIVER_ADVICE,
  },
  {
    // mount(8) of util-linux where mount.nfs, mount.cifs or the kernel module is missing.
    pattern: /unknown filesystem type '?([\w.-]{1,32})|need a \/sbin\/mount\.<type> helper program/,
    cause: (type) => `the node cannot mount ${type === '' ? 'this kind of storage' : type}`,
    advice: HELPER_ADVICE,
  },
  {
    // mount.nfs, mount.cifs.
    pattern: /access denied by server|Permission denied|permission denied|Operation not permitted/,
    cause: () => 'the storage refuses access',
    advice:
      'Have this node, or the credentials that the volume names, allowed on the storage server',
  },
  {
    pattern:
      /Connection refused|Connection timed out|No route to host|Host is down|Network is unreachable|Failed to resolve server|Name or service not known/,
    cause: () => 'the storage server does not answer',
    advice:
      'Check the address of the storage server in the volume, and that the nodes can reach it',
  },
  {
    // pkg/volume/hostpath/host_path.go.
    pattern: /hostPath type check failed: (\S{1,200}) is not/,
    cause: (path) => `${path} on the node is not what the volume expects, or not there`,
    advice: 'Create the path on the nodes, or correct path and type of the hostPath volume',
  },
  {
    // pkg/api/v1/resource, about a downwardAPI or projected volume.
    pattern: /^(?:failed to fetch: )?container ([a-z0-9-]{1,63}) not found/,
    cause: (name) =>
      `a file of it tells the resources of container "${name}", which the pod does not have`,
    advice:
      'Correct containerName under resourceFieldRef of the volume: it has to be that of a container of the pod',
  },
  {
    // Local volumes, and exports that mount.nfs does not find.
    pattern: /does not exist|[Nn]o such file or directory/,
    cause: () => 'the path that the volume names does not exist',
    advice: 'Check the path that the volume names: it has to exist on the node or on the server',
  },
  {
    pattern:
      /wrong fs type|bad superblock|can't read superblock|fsck found errors|Structure needs cleaning/,
    cause: () => 'its file system is of another type than expected, or damaged',
    advice: 'Have the file system of the volume checked before anything writes to it',
  },
  {
    // kubelet, when the pod was put on its node by hand.
    pattern: /PVC is not bound|can only be used by pods/,
    cause: () => 'its claim has no volume for this pod',
    advice: 'Look at the volume claim of the pod: its events say why it has no volume',
  },
];

const ATTACH_CAUSES: readonly CauseWords[] = [
  {
    // pkg/volume/csi/csi_attacher.go.
    pattern: /timed out waiting for external-attacher of ([\w.-]{1,128}) CSI driver/,
    cause: (driver) => `storage driver ${driver} does not answer`,
    advice:
      'Ask the platform team to look at the controller of this storage driver: it does not run, or it is stuck',
  },
  {
    pattern: /not found|NotFound|does not exist/,
    cause: () => 'the disk or the node does not exist for the storage any more',
    advice: 'Check in the storage system that the disk behind the volume still exists',
  },
  {
    pattern: /[Uu]nauthorized|[Ff]orbidden|AccessDenied|PermissionDenied|not authorized/,
    cause: () => 'the storage driver is not allowed to do it',
    advice: 'Ask the platform team to give the storage driver back its rights',
  },
];

function explained(message: string, table: readonly CauseWords[]): Details {
  const [head = '', volume = ''] = HEAD.exec(message) ?? [];
  const rest = message.slice(head.length);
  const entry = table.find(({ pattern }) => pattern.test(rest));
  const output = rest.includes(OUTPUT) ? rest.slice(rest.indexOf(OUTPUT) + OUTPUT.length) : rest;
  const raw = brief(steadyText(output), MAX_QUOTE_CHARACTERS);
  if (entry === undefined)
    return { volume, cause: 'see what the node says', advice: OTHER_ADVICE, raw };
  const caught = entry.pattern.exec(rest)?.[1] ?? '';
  return { volume, cause: entry.cause(caught), advice: entry.advice, raw };
}
