// What a node cannot make of a pod because of what its manifest asks for, in the words of the Events about its sandbox.
type Details = Readonly<Record<string, string>>;

/** `cause` completes "Nothing of the pod starts, because …"; the advice becomes the first fix. First match wins. */
interface SettingWords {
  readonly pattern: RegExp;
  readonly cause: (caught: string) => string;
  readonly advice: string;
}

const SETTINGS: readonly SettingWords[] = [
  {
    // kubelet, pkg/kubelet/kubelet_pods.go, since 1.20.
    pattern:
      /failed to construct FQDN from pod hostname and cluster domain, FQDN \S{1,300} is too/i,
    cause: () =>
      'its name with subdomain, namespace and domain, which is to be its host name (setHostnameAsFQDN), has more than the 64 characters that Linux allows',
    advice:
      'Take setHostnameAsFQDN out of the pod template, or shorten the names of workload, subdomain and namespace',
  },
  {
    // runc and crun, when the kernel does not take the value, or has no such setting.
    pattern:
      /(?:write|open) `?\/proc\/sys\/([\w./-]{1,200}?)`?: (?:invalid argument|no such file|permission denied|read-only)/i,
    cause: (path) =>
      `the kernel of the node does not take what the pod sets for sysctl ${path.replaceAll('/', '.')}`,
    advice:
      'Correct name and value of the sysctl under securityContext.sysctls of the pod template',
  },
  {
    // runc, libcontainer/configs/validate.
    pattern:
      /sysctl "?([\w.-]{1,200}?)"? (?:is not in a separate kernel namespace|is not allowed|not allowed)/,
    cause: (name) => `sysctl ${name} cannot be set for a pod of this kind`,
    advice:
      'Take the sysctl out of securityContext.sysctls of the pod template, or do without hostNetwork or hostIPC',
  },
  {
    pattern: /\bset ?hostname\b.{0,80}invalid argument/i,
    cause: () => 'the node cannot give it the host name that it asks for',
    advice: 'Shorten hostname in the pod template to 63 characters or fewer',
  },
  {
    // kubelet and containerd about hostUsers: false.
    pattern:
      /user namespaces? (?:is |are )?not supported|can't set `?spec\.hostUsers|idmap(?:ped)? mounts? (?:is |are )?not supported/i,
    cause: () => 'the node cannot give it users of its own (hostUsers: false)',
    advice:
      'Take hostUsers out of the pod template, or have the pods run on nodes that support user namespaces',
  },
];

/** Details of a setting that cannot be carried out; undefined when the message is about something else. */
export function refusedSetting(message: string): Details | undefined {
  const words = SETTINGS.find(({ pattern }) => pattern.test(message));
  if (words === undefined) return undefined;
  return { cause: words.cause(words.pattern.exec(message)?.[1] ?? ''), advice: words.advice };
}
